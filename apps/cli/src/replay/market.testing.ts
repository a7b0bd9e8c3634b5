import { collateralTerms, ladderOf, localStack } from '@hypothec/config';
import {
  addListing,
  composeListing,
  createPool,
  deposit,
  loanAssets,
  makeCollateralId,
  makeLoanId,
  previewOpen,
  seconds,
  timestamp,
} from '@hypothec/model';
import type { Address, CollateralAssets, LoanAssets, LoanId } from '@hypothec/model';
import { Mirror } from './mirror.ts';
import type { OracleStart } from './mirror.ts';

// A market of the model alone, for the tests of what acts on loans: BTC of 8 decimals against
// dollars of 6, with the ladder of the local stack.

const START = 1_583_971_200n;
const USD = 10n ** 8n;

function account(index: number): Address {
  return `0x${index.toString(16).padStart(40, '0')}`;
}

const [book, pool, dollars, coins] = [account(1), account(2), account(3), account(4)];
const [oracle, btcFeed, usdcFeed] = [account(5), account(6), account(7)];

/** Who keeps, and what is kept. */
export const keeper = account(99);
export const BTC_ID = makeCollateralId(1, 0);

function leg(feed: Address) {
  return { feed, maxAge: 4_500n, minAnswer: 1n, maxAnswer: 10n ** 20n };
}

function round(answer: bigint) {
  return { answer, startedAt: START, updatedAt: START };
}

/** One oracle over two feeds: BTC at 10,000 dollars, a dollar at 1. */
function oracles(): OracleStart {
  const configs = new Map([
    [
      oracle,
      {
        kind: 'feeds',
        base: leg(btcFeed),
        quote: leg(usdcFeed),
        scaleUp: 10n ** 34n,
        scaleDown: 1n,
        sequencer: null,
        grace: 0n,
      } as const,
    ],
  ]);
  const rounds = new Map([
    [btcFeed, round(10_000n * USD)],
    [usdcFeed, round(USD)],
  ]);
  return { configs, rounds, rates: new Map(), anchors: new Map() };
}

/** A mirror with a funded pool and BTC at 10,000 dollars. */
export function market(): Mirror {
  const now = timestamp(START);
  const terms = {
    loanToken: dollars,
    minDebt: loanAssets(1_000_000_000n),
    callFee: loanAssets(0n),
    cureWindow: seconds(86_400n),
    ramp: seconds(3_600n),
    lapse: seconds(86_400n),
  };
  const limit = loanAssets(10n ** 15n);
  const listed = addListing(createPool(pool, 1, terms, now), now, BTC_ID, limit, limit).pool;
  const funded = deposit(listed, now, loanAssets(10n ** 13n), keeper, keeper).pool;
  return new Mirror({
    book,
    now: START,
    pools: [funded],
    listings: new Map([
      [
        1,
        new Map([
          [
            BTC_ID,
            composeListing(
              pool,
              terms,
              collateralTerms(ladderOf(localStack, 'btc'), {
                collateral: coins,
                oracle,
                riskClass: 0,
              }),
            ),
          ],
        ]),
      ],
    ]),
    oracles: oracles(),
    feeds: new Map([
      ['BTC', btcFeed],
      ['USDC', usdcFeed],
    ]),
    balances: new Map([
      [`${dollars}:${pool}`, 10n ** 13n],
      [`${coins}:${book}`, 0n],
    ]),
  });
}

/** Opens a loan of one BTC. @param dollarsDrawn - Whole dollars. */
export function open(mirror: Mirror, borrower: number, dollarsDrawn: bigint): LoanId {
  const id = makeLoanId(account(1_000 + borrower), 1, 1n);
  const drawn = (dollarsDrawn * 1_000_000n) as LoanAssets;
  const pledged = 100_000_000n as CollateralAssets;
  mirror.apply(id, previewOpen(mirror.snapshot(id), { collateralId: BTC_ID, pledged, drawn }));
  return id;
}

/** Lets time pass, with BTC at a price in whole dollars and feeds that are fresh. */
export function pass(mirror: Mirror, elapsed: bigint, price: bigint): void {
  const prices = new Map([
    ['BTC', price * USD],
    ['USDC', USD],
  ]);
  mirror.advance(mirror.now + elapsed, prices);
}
