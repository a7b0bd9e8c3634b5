import type { CollateralId, LoanId } from '@hypothec/model';
import { parseLoanId } from '@hypothec/model';
import { loanBookAbi, settableFeedAbi } from '@hypothec/sdk';
import { encodeFunctionData } from 'viem';
import { FaultError } from '../errors.ts';
import type { Act } from '../replay/acts.ts';
import { loanName } from '../view/events.ts';
import { addressOf } from './accounts.ts';
import { sending } from './chain.ts';
import type { Chain, Sending } from './chain.ts';
import type { Deployment } from './folder.ts';
import { give } from './people.ts';

const ALL = 2n ** 256n - 1n;
/** Margin calls in one transaction: well below what one transaction may use. */
const CALLS_AT_ONCE = 100;

/** A transaction of the keeper or of a borrower, with the acts that it carries. */
export interface Carrier {
  readonly sending: Sending;
  /** What the gas is counted as; null for what only the local chain needs. */
  readonly kind: Act['kind'] | null;
  readonly acts: number;
}

/** Names what is sent by its loan, for when it is refused. */
function told(kind: Act['kind'], id: LoanId, sent: Sending): Sending {
  return { ...sent, what: `${kind} ${loanName(id)}` };
}

/** New answers of the feeds. */
export function feedAnswers(
  deployment: Deployment,
  prices: ReadonlyMap<string, bigint>,
): readonly Sending[] {
  const house = addressOf('house');
  return [...prices].map(([symbol, price]) => {
    const feed = deployment.feeds[symbol];
    if (feed === undefined) throw new FaultError(`no feed of ${symbol}`);
    return sending(house, feed, settableFeedAbi, 'set', [price]);
  });
}

/** Margin calls of the keeper, many in a transaction. */
export function callCarriers(book: Deployment['book'], ids: readonly LoanId[]): Carrier[] {
  const keeper = addressOf('keeper');
  const carriers: Carrier[] = [];
  for (let from = 0; from < ids.length; from += CALLS_AT_ONCE) {
    const part = ids.slice(from, from + CALLS_AT_ONCE);
    const [only, another] = part;
    const data = part.map((id) =>
      encodeFunctionData({ abi: loanBookAbi, functionName: 'call', args: [id] }),
    );
    const one = only !== undefined && another === undefined;
    carriers.push({
      sending: one
        ? told('call', only, sending(keeper, book, loanBookAbi, 'call', [only]))
        : { ...sending(keeper, book, loanBookAbi, 'multicall', [data]), what: 'call loans' },
      kind: 'call',
      acts: part.length,
    });
  }
  return carriers;
}

/** Everything else that the keeper does, one transaction each. */
export function keeperCarrier(
  book: Deployment['book'],
  id: LoanId,
  kind: 'clear' | 'liquidate' | 'write-off',
): Carrier {
  const keeper = addressOf('keeper');
  const sent = {
    clear: () => sending(keeper, book, loanBookAbi, 'clear', [id]),
    liquidate: () => sending(keeper, book, loanBookAbi, 'liquidate', [id, ALL, 0n, keeper, '0x']),
    'write-off': () => sending(keeper, book, loanBookAbi, 'writeOff', [id]),
  }[kind]();
  return { sending: told(kind, id, sent), kind, acts: 1 };
}

/** A borrower of the population cures: the money comes from outside, as anyone's would. */
export async function borrowerCarriers(
  chain: Chain,
  deployment: Deployment,
  act: Extract<Act, { kind: 'top-up' | 'repay' }>,
  collateralId: CollateralId,
): Promise<Carrier[]> {
  const { id, amount } = act;
  const { borrower, creditorId } = parseLoanId(id);
  const { book } = deployment;
  const pool = deployment.pools.find((item) => item.creditorId === creditorId);
  const listing = pool?.listings.find((item) => item.collateralId === collateralId);
  if (pool === undefined || listing === undefined) throw new FaultError(`${id} has no market`);
  const symbol = act.kind === 'repay' ? pool.loanToken : listing.collateral;
  const gift = await give(chain, deployment, { to: borrower, symbol, amount });
  const sent =
    act.kind === 'repay'
      ? sending(borrower, book, loanBookAbi, 'repay', [id, amount])
      : sending(borrower, book, loanBookAbi, 'pledge', [id, collateralId, amount]);
  return [
    ...gift.map((item): Carrier => ({ sending: item, kind: null, acts: 0 })),
    { sending: told(act.kind, id, sent), kind: act.kind, acts: 1 },
  ];
}
