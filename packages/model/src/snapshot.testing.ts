import { ProtocolError } from './errors.ts';
import { makeCollateralId, makeLoanId } from './ids.ts';
import type { Address, CollateralId } from './ids.ts';
import { emptyLoan } from './loan.ts';
import type { Loan } from './loan.ts';
import { noSequencer } from './marginCall.ts';
import { creditDraw } from './pool/credit.ts';
import { createPool, addListing, setRates } from './pool/curation.ts';
import { deposit } from './pool/shares.ts';
import type { ListingView, LoanSnapshot, PriceAnswer } from './snapshot.ts';
import { composeListing } from './terms.ts';
import type { CollateralTerms, CreditorTerms } from './terms.ts';
import { bps, collateralAssets, loanAssets, oraclePrice, seconds, timestamp } from './units.ts';

/** One whole unit of the loan token of these tests (6 decimals), and of its collaterals. */
export const USD = 1_000_000n;
export const BTC = 100_000_000n;
export const ETH = 10n ** 18n;

export const ALICE: Address = `0x${'aa'.repeat(20)}`;
export const BOB: Address = `0x${'bb'.repeat(20)}`;
export const START = timestamp(1_750_000_000n);
export const btcId = makeCollateralId(1, 0);
export const ethId = makeCollateralId(1, 1);

const POOL: Address = `0x${'01'.repeat(20)}`;
const terms: CreditorTerms = {
  loanToken: `0x${'02'.repeat(20)}`,
  minDebt: loanAssets(100n * USD),
  callFee: loanAssets(0n),
  cureWindow: seconds(86_400n),
  ramp: seconds(3_600n),
  lapse: seconds(86_400n),
};

function ladder(open: bigint): Omit<CollateralTerms, 'collateral' | 'oracle' | 'riskClass'> {
  return {
    openLtvBps: bps(open),
    targetLtvBps: bps(open + 1_200n),
    clearLtvBps: bps(open + 1_400n),
    callLtvBps: bps(open + 2_000n),
    liquidationLtvBps: bps(open + 3_000n),
    maxBonusBps: bps(500n),
    floorBonusBps: bps(50n),
    slopeBps: bps(10_000n),
  };
}

/** A price in dollars for a whole token of some decimals. */
export function dollars(value: bigint, decimals: number): PriceAnswer {
  const price = oraclePrice((value * USD * 10n ** 36n) / 10n ** BigInt(decimals));
  return { priced: true, low: price, high: price };
}

function view(own: number, open: bigint, riskClass: number, price: PriceAnswer): ListingView {
  const collateral: Address = `0x${`${own}c`.repeat(20)}`;
  const oracle: Address = `0x${`${own}f`.repeat(20)}`;
  const { riskClass: _, ...listed } = { collateral, oracle, riskClass, ...ladder(open) };
  const listing = composeListing(POOL, terms, { ...listed, riskClass });
  return { listing, closed: false, price };
}

/** Amounts that a test loan holds and owes; nothing it does not say. */
export interface LoanOf {
  readonly btc?: bigint;
  readonly eth?: bigint;
  readonly debt?: bigint;
  readonly called?: Loan['reason'];
  readonly since?: bigint;
}

/**
 * A loan of Alice with a pool of 5,000,000 at no interest, so that units are debt: BTC at 60,000
 * and 50/62/64/70/80, ETH (class 1) at 2,000 and 47/59/61/67/77.
 */
export function loanSnapshot(of: LoanOf = {}): LoanSnapshot {
  const rates = { base: 0n, slope: 0n, steep: 0n, kink: 9_000n, reserve: 0n };
  const most = loanAssets(10n ** 15n);
  let pool = createPool(POOL, 1, terms, START);
  pool = setRates(pool, START, {
    baseBps: bps(rates.base),
    slopeBps: bps(rates.slope),
    steepBps: bps(rates.steep),
    kinkBps: bps(rates.kink),
    reserveBps: bps(rates.reserve),
  }).pool;
  pool = addListing(pool, START, btcId, most, most).pool;
  pool = addListing(pool, START, ethId, most, most).pool;
  pool = deposit(pool, START, loanAssets(5_000_000n * USD), BOB, BOB).pool;
  const { btc = 0n, eth = 0n, debt = 0n, called, since = START } = of;
  const holdings = [
    ...(eth === 0n ? [] : [{ id: ethId, amount: collateralAssets(eth) }]),
    ...(btc === 0n ? [] : [{ id: btcId, amount: collateralAssets(btc) }]),
  ];
  let loan: Loan = { ...emptyLoan, holdings };
  const first = holdings[0];
  if (first !== undefined && debt !== 0n) {
    const drawn = creditDraw(pool, START, first.id, loan.units, loanAssets(debt));
    pool = drawn.pool;
    loan = { ...loan, units: drawn.units, since: timestamp(since) };
    if (called !== undefined) loan = { ...loan, called: true, reason: called };
  }
  const listings = new Map<CollateralId, ListingView>([
    [btcId, view(1, 5_000n, 0, dollars(60_000n, 8))],
    [ethId, view(2, 4_700n, 1, dollars(2_000n, 18))],
  ]);
  const id = makeLoanId(ALICE, 1, 1n);
  return { id, loan, pool, listings, sequencer: noSequencer, now: timestamp(START + 1n) };
}

/** The snapshot with another price of one collateral. */
export function withPrice<S extends LoanSnapshot>(
  snapshot: S,
  id: CollateralId,
  price: PriceAnswer,
): S {
  const own = snapshot.listings.get(id);
  if (own === undefined) return snapshot;
  return { ...snapshot, listings: new Map(snapshot.listings).set(id, { ...own, price }) };
}

/** An oracle that answers a range. */
export function between(low: bigint, high: bigint, decimals: number): PriceAnswer {
  const [a, b] = [dollars(low, decimals), dollars(high, decimals)];
  return a.priced && b.priced ? { priced: true, low: a.low, high: b.high } : a;
}

/** An oracle that refuses. */
export const stale: PriceAnswer = {
  priced: false,
  refusal: new ProtocolError('StalePrice', [`0x${'0f'.repeat(20)}`, 7_200n, 3_600n]),
};
