import { cure, lendersRate, load, utilisation } from '@hypothec/model';
import type { LadderStep, Pool, Timestamp } from '@hypothec/model';
import { formatAmount, formatDuration, formatNumber } from '@hypothec/sdk';
import type { Look, SeenLoan } from '../io/world.ts';
import { loanName, shownAmount } from './events.ts';
import type { Tokens } from './events.ts';

/** An open call as it is shown. */
export interface CallView {
  readonly loan: string;
  readonly market: string;
  readonly ltvWad: bigint;
  /** What cures it. */
  readonly cure: string;
  readonly left: string;
  readonly over: boolean;
  readonly cureEnd: bigint;
}

/** A pool as it is shown. */
export interface PoolView {
  readonly loanToken: string;
  /** What lenders earn a year at this moment, wad. */
  readonly lendersRateWad: bigint;
  readonly utilisationWad: bigint;
  readonly lent: string;
  readonly cash: string;
  readonly firstLoss: string;
}

/** A pool's figures. */
export function poolView(
  pool: Pool,
  now: Timestamp,
  token: Parameters<typeof formatAmount>[1],
): PoolView {
  const position = load(pool, now);
  const { owed } = position;
  const options = { digits: 0 };
  return {
    loanToken: token.symbol,
    lendersRateWad: lendersRate(position),
    utilisationWad: utilisation(owed, pool.cash),
    lent: formatAmount(owed, token, options),
    cash: formatAmount(pool.cash, token, options),
    firstLoss: formatNumber(pool.firstLoss, token.decimals, options),
  };
}

function cureText(loan: SeenLoan, tokens: Tokens): string {
  if (loan.ladder.worth === null) return 'no price now';
  const { repayment, topUps } = cure(loan.snapshot);
  const pay = shownAmount(repayment, tokens.loanToken(loan.id), 'up');
  const [holding] = loan.snapshot.loan.holdings;
  const [topUp] = topUps;
  if (repayment === 0n) return 'nothing: healthy at this price';
  if (holding === undefined || topUp === undefined) return pay;
  return `${pay} or ${shownAmount(topUp, tokens.collateral(loan.id, holding.id), 'up')}`;
}

/** Open calls, the most urgent first. */
export function callViews(look: Look, tokens: Tokens): readonly CallView[] {
  const now = look.head.timestamp;
  const views = look.loans.flatMap((loan): CallView[] => {
    const { call, worth } = loan.ladder;
    if (call === null) return [];
    const [holding] = loan.snapshot.loan.holdings;
    const collateral = holding === undefined ? null : tokens.collateral(loan.id, holding.id);
    const over = now >= call.cureEnd;
    return [
      {
        loan: loanName(loan.id),
        market: `${collateral?.symbol ?? '–'}/${tokens.loanToken(loan.id).symbol}`,
        ltvWad: worth?.ltvWad ?? 0n,
        cure: cureText(loan, tokens),
        left: over ? 'over' : formatDuration(call.cureEnd - now),
        over,
        cureEnd: call.cureEnd,
      },
    ];
  });
  return views.sort((a, b) => (a.cureEnd < b.cureEnd ? -1 : 1));
}

/** How many loans stand where; a loan without debt was closed. */
export function stateCounts(look: Look): Readonly<Record<LadderStep, number>> {
  const counts = {
    none: 0,
    healthy: 0,
    'call-due': 0,
    called: 0,
    'soft-liquidation': 0,
    'hard-liquidation': 0,
  };
  for (const { ladder } of look.loans) counts[ladder.state] += 1;
  return counts;
}
