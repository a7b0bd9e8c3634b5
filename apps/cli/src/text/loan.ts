import {
  atTime,
  callPrice,
  cure,
  ladderState,
  liquidationPrice,
  ltvBpsOf,
  parseLoanId,
  previewLiquidate,
  PRICE_SCALE,
  timestamp,
} from '@hypothec/model';
import type { Address, LadderState, LadderStep, OraclePrice } from '@hypothec/model';
import {
  formatAmount,
  formatBps,
  formatDuration,
  formatInstant,
  formatNumber,
  formatPrice,
  formatWad,
  tellProtocolError,
} from '@hypothec/sdk';
import type { ErrorContext, Snapshot } from '@hypothec/sdk';
import { nameOf } from '../io/accounts.ts';
import { loanName } from '../view/events.ts';
import type { AmountToken } from './amounts.ts';
import { tone } from './output.ts';
import type { Tone } from './output.ts';
import { decimalText } from './units.ts';

const states: Readonly<Record<LadderStep, { readonly text: string; readonly tone: Tone }>> = {
  none: { text: 'no debt', tone: 'quiet' },
  healthy: { text: 'healthy', tone: 'good' },
  'call-due': { text: 'a margin call is due', tone: 'warn' },
  called: { text: 'called', tone: 'warn' },
  'soft-liquidation': { text: 'may be sold: the call was not cured in time', tone: 'bad' },
  'hard-liquidation': { text: 'may be sold: above the liquidation limit', tone: 'bad' },
};

const UP = { digits: 6, rounding: 'up' } as const;
const UNREACHABLE = 2n ** 255n;

/** A loan with all that is needed to tell of it. */
export interface LoanStory {
  readonly snapshot: Snapshot;
  readonly ladder: LadderState;
  readonly context: ErrorContext;
}

/** Puts a story together. */
export function loanStory(snapshot: Snapshot, context: ErrorContext): LoanStory {
  return { snapshot, ladder: ladderState(snapshot), context };
}

function loanTokenOf({ context }: LoanStory): AmountToken {
  return context.loanToken ?? { symbol: 'units', decimals: 0 };
}

function tokenOf({ snapshot, context }: LoanStory, collateral: Address | undefined): AmountToken {
  const found = collateral === undefined ? undefined : context.tokens?.get(collateral);
  return found ?? snapshot.tokens.get(collateral ?? '0x') ?? { symbol: 'units', decimals: 0 };
}

/** One collateral with the prices at which something happens; null where there is none. */
interface HoldingStory {
  readonly token: AmountToken;
  readonly amount: bigint;
  readonly price: OraclePrice | null;
  readonly callPrice: OraclePrice | null;
  readonly liquidationPrice: OraclePrice | null;
}

function holdings(story: LoanStory): readonly HoldingStory[] {
  const { snapshot } = story;
  const calls = callPrice(snapshot);
  const sales = liquidationPrice(snapshot);
  return snapshot.loan.holdings.map(({ id, amount }, i) => {
    const view = snapshot.listings.get(id);
    return {
      token: tokenOf(story, view?.listing.collateral),
      amount,
      price: view?.price.priced === true ? view.price.low : null,
      callPrice: calls[i]?.price ?? null,
      liquidationPrice: sales[i]?.price ?? null,
    };
  });
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(13)}${text}`;
}

function holdingRows(story: LoanStory, holding: HoldingStory): string[] {
  const { token, amount, price } = holding;
  const loan = loanTokenOf(story);
  const held = formatAmount(amount, token, { digits: 8 });
  if (price === null) return [row('collateral', `${held}, no price now`)];
  const worth = formatAmount((amount * price) / PRICE_SCALE, loan, { digits: 2 });
  const each = formatPrice(price, loan, token, { digits: 4 });
  return [row('collateral', `${held}, worth ${worth} at ${each} each`)];
}

/** A price with how far it is from the present one. */
function triggerText(story: LoanStory, holding: HoldingStory, at: OraclePrice): string {
  const { token, price } = holding;
  if (at === 0n) return `at no price of ${token.symbol}`;
  if (at > UNREACHABLE) return `at any price of ${token.symbol}`;
  const text = `below ${formatPrice(at, loanTokenOf(story), token, { ...UP, digits: 4 })}`;
  if (price === null) return `${text} a ${token.symbol}`;
  const change = ((at - price) * 10_000n) / price;
  const far =
    change < 0n ? `${formatNumber(-change, 2, { digits: 1 })} % below the price now` : 'reached';
  return `${text} a ${token.symbol}: ${far}`;
}

function triggerRows(story: LoanStory): string[] {
  return holdings(story).flatMap((holding) => {
    const rows: string[] = [];
    if (holding.callPrice !== null) {
      rows.push(row('called', triggerText(story, holding, holding.callPrice)));
    }
    if (holding.liquidationPrice !== null) {
      rows.push(row('sold', triggerText(story, holding, holding.liquidationPrice)));
    }
    return rows;
  });
}

function ladderRow({ snapshot }: LoanStory): string[] {
  const [first] = snapshot.loan.holdings;
  const listing = first === undefined ? undefined : snapshot.listings.get(first.id)?.listing;
  if (listing === undefined) return [];
  const rungs = (['open', 'clear', 'call', 'liquidation'] as const).map(
    (rung) => `${rung} ${formatBps(ltvBpsOf(listing, rung)).replace(' %', '')}`,
  );
  return [row('ladder', `${rungs.join('  ')} % of the value`)];
}

/** What cures a call, each amount alone. */
export interface CureStory {
  readonly repayment: bigint;
  readonly topUps: readonly { readonly token: AmountToken; readonly amount: bigint }[];
}

/** What would cure a loan now; null without debt or price, or where nothing is to be cured. */
export function cureStory(story: LoanStory): CureStory | null {
  const { ladder, snapshot } = story;
  const calm = ladder.state === 'healthy' && ladder.call === null;
  if (ladder.debt === 0n || ladder.worth === null || calm) return null;
  const { repayment, topUps } = cure(snapshot);
  const held = holdings(story);
  return {
    repayment,
    topUps: topUps.flatMap((amount, i) => {
      const token = held[i]?.token;
      return token === undefined ? [] : [{ token, amount }];
    }),
  };
}

function callRows(story: LoanStory): string[] {
  const { ladder, snapshot } = story;
  const { call } = ladder;
  const rows: string[] = [];
  if (call !== null) {
    const { now } = snapshot;
    const left = now < call.cureEnd ? `${formatDuration(call.cureEnd - now)} left` : 'over';
    rows.push(row('margin call', `since ${formatInstant(call.calledAt)}`));
    rows.push(row('cure until', `${formatInstant(call.cureEnd)}, ${left}`));
  }
  const cures = cureStory(story);
  if (cures === null) return rows;
  if (cures.repayment === 0n) {
    return [...rows, row('cure with', 'nothing: at this price anyone may clear the call')];
  }
  const loan = loanTokenOf(story);
  const ways = [
    `repaying ${formatAmount(cures.repayment, loan, { ...UP, digits: 4 })}`,
    ...cures.topUps.map(({ token, amount }) => `pledging ${formatAmount(amount, token, UP)} more`),
  ];
  // Whose borrower has no name here is called by its id.
  const short = loanName(snapshot.id);
  const name = short.startsWith('0x') ? snapshot.id : short;
  const how = call === null ? [] : [row('', `hypothec loan pledge ${name} --cure, or repay`)];
  return [...rows, row('cure with', ways.join(', or ')), ...how];
}

function saleRow(story: LoanStory): string[] {
  const { ladder, snapshot } = story;
  if (!ladder.state.endsWith('liquidation')) return [];
  const stranger = { address: `0x${'1'.repeat(40)}` as Address };
  const next = atTime(snapshot, timestamp(snapshot.now + 1n));
  const preview = previewLiquidate(next, {}, stranger);
  if (!preview.ok) {
    return [row('a sale now', tellProtocolError(preview.error, story.context).message)];
  }
  const { repaid, seized, bonusWad } = preview.outcome.returns;
  const [first] = holdings(story);
  const token = first?.token ?? { symbol: 'units', decimals: 0 };
  return [
    row(
      'a sale now',
      `repays ${formatAmount(repaid, loanTokenOf(story), { digits: 2 })} for ` +
        `${formatAmount(seized, token)}, bonus ${formatWad(bonusWad)}`,
    ),
  ];
}

/** A loan as text: where it stands, what would happen at which price, and what cures it. */
export function loanText(story: LoanStory): string {
  const { snapshot, ladder } = story;
  const loan = loanTokenOf(story);
  const state = states[ladder.state];
  const debt = formatAmount(ladder.debt, loan, { ...UP, digits: 4 });
  const ltv = ladder.worth === null ? '' : `, LTV ${formatWad(ladder.worth.ltvWad, 'up')}`;
  const refusal =
    ladder.refusal === null ? [] : [tellProtocolError(ladder.refusal, story.context).message];
  const lines = [
    `${tone('title', `Loan ${loanName(snapshot.id)}`)}  ${tone(state.tone, state.text)}`,
    ...holdings(story).flatMap((holding) => holdingRows(story, holding)),
    ...refusal.map((text) => row('no price', text)),
    ...(ladder.debt === 0n ? [row('debt', 'none')] : [row('debt', `${debt}${ltv}`)]),
    ...(ladder.debt === 0n ? [] : ladderRow(story)),
    ...(ladder.debt === 0n ? [] : triggerRows(story)),
    ...callRows(story),
    ...saleRow(story),
  ];
  return lines.join('\n');
}

/** A loan for programs: amounts are exact decimals of whole tokens. */
export function loanJson(story: LoanStory): object {
  const { snapshot, ladder } = story;
  const { borrower, creditorId, number } = parseLoanId(snapshot.id);
  const loan = loanTokenOf(story);
  const money = (amount: bigint): string => decimalText(amount, loan.decimals);
  const price = (value: OraclePrice | null, token: AmountToken): string | null =>
    value === null || value > UNREACHABLE
      ? null
      : decimalText((value * 10n ** BigInt(token.decimals)) / 10n ** 18n, 18 + loan.decimals);
  const cures = cureStory(story);
  return {
    loan: loanName(snapshot.id),
    id: snapshot.id,
    borrower: { name: nameOf(borrower), address: borrower },
    creditorId,
    number: number.toString(),
    loanToken: loan.symbol,
    state: ladder.state,
    debt: money(ladder.debt),
    ltv: ladder.worth === null ? null : decimalText(ladder.worth.ltvWad, 18),
    collaterals: holdings(story).map((holding) => ({
      symbol: holding.token.symbol,
      amount: decimalText(holding.amount, holding.token.decimals),
      price: price(holding.price, holding.token),
      callPrice: price(holding.callPrice, holding.token),
      liquidationPrice: price(holding.liquidationPrice, holding.token),
    })),
    call:
      ladder.call === null
        ? null
        : {
            reason: ladder.call.reason,
            calledAt: ladder.call.calledAt.toString(),
            cureEnd: ladder.call.cureEnd.toString(),
            lapseAt: ladder.call.lapseAt.toString(),
          },
    cure:
      cures === null
        ? null
        : {
            repay: money(cures.repayment),
            pledge: cures.topUps.map(({ token, amount }) => ({
              symbol: token.symbol,
              amount: decimalText(amount, token.decimals),
            })),
          },
    bonus: decimalText(ladder.bonusWad, 18),
    time: snapshot.now.toString(),
  };
}
