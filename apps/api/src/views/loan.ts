import {
  callPrice,
  classAt,
  cure,
  ladderState,
  liquidationPrice,
  listingView,
  MAX_UINT256,
  mostDraw,
  mostWithdraw,
  parseLoanId,
  ProtocolError,
  riskClassOf,
  valueOf,
  WAD,
} from '@hypothec/model';
import type {
  CollateralId,
  Cure,
  LadderState,
  Limits,
  Listing,
  LoanSnapshot,
  OpenCall,
  TriggerPrice,
} from '@hypothec/model';
import { toBlockRef } from '../schemas/index.ts';
import type { World } from './world.ts';

/** When a loan came to be. */
export interface Opened {
  readonly openedBlock: number;
  readonly openedAt: bigint;
}

/** Rates have `1e10` for 100 %. */
const RATE_TO_WAD = 10n ** 8n;

/** What the model says instead of a number that is not there. */
export function finite(value: bigint): string | null {
  return value === MAX_UINT256 ? null : `${value}`;
}

/** An instant, or null for one that does not come while things stay as they are. */
export function instant(value: bigint): number | null {
  return value === MAX_UINT256 ? null : Number(value);
}

export function toCallView(call: OpenCall | null) {
  if (call === null) return null;
  const { calledAt, cureEnd, lapseAt, reason } = call;
  const [end, lapse] = [instant(cureEnd), instant(lapseAt)];
  return { calledAt: Number(calledAt), cureEnd: end, lapseAt: lapse, reason };
}

export function toLtv({ worth }: LadderState): string | null {
  return worth === null ? null : finite(worth.ltvWad);
}

/** What a loan costs a year now, wad; null without debt. */
export function rateOf({ loan, pool }: LoanSnapshot): string | null {
  const [first] = loan.holdings;
  if (first === undefined || loan.units === 0n) return null;
  const { premium } = classAt(pool, riskClassOf(first.id));
  return `${(pool.baseRate + premium) * RATE_TO_WAD}`;
}

/**
 * Where a loan stands; null where its creditor's numbers are beyond what a lending pool can have.
 * Anyone may register a creditor: what is listed of it must not keep others from being listed.
 */
export function standingOf(snapshot: LoanSnapshot): LadderState | null {
  try {
    return ladderState(snapshot);
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof RangeError) return null;
    throw error;
  }
}

/** What cures a loan; null without debt, and without the price that it takes. */
export function cureOf(snapshot: LoanSnapshot): Cure | null {
  try {
    return cure(snapshot);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

function toTrigger(trigger: TriggerPrice | undefined) {
  const fraction = trigger?.fractionWad ?? null;
  const price = trigger?.price ?? null;
  const known = fraction !== null && fraction !== MAX_UINT256;
  return {
    price: price === null ? null : finite(price),
    ofPriceNow: fraction === null ? null : finite(fraction),
    fall: known ? `${fraction < WAD ? WAD - fraction : 0n}` : null,
  };
}

function toLadder(listing: Listing) {
  const { openLtvBps, targetLtvBps, clearLtvBps, callLtvBps, liquidationLtvBps } = listing;
  const { maxBonusBps, floorBonusBps, slopeBps } = listing;
  return {
    openLtvBps: Number(openLtvBps),
    targetLtvBps: Number(targetLtvBps),
    clearLtvBps: Number(clearLtvBps),
    callLtvBps: Number(callLtvBps),
    liquidationLtvBps: Number(liquidationLtvBps),
    maxBonusBps: Number(maxBonusBps),
    floorBonusBps: Number(floorBonusBps),
    slopeBps: Number(slopeBps),
  };
}

function toHoldings(world: World, snapshot: LoanSnapshot, cured: Cure | null) {
  const { creditorId } = parseLoanId(snapshot.id);
  const [calls, sales] = [callPrice(snapshot), liquidationPrice(snapshot)];
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  return snapshot.loan.holdings.map(({ id, amount }, i) => {
    const { listing, closed, price } = listingView(snapshot, id);
    const own = (units: bigint) => world.collateralMoney(creditorId, id, units);
    const topUp = cured?.topUps[i];
    return {
      collateralId: id as number,
      amount: own(amount),
      price: price.priced ? { low: `${price.low}`, high: `${price.high}` } : null,
      refusal: price.priced ? null : world.tell(price.refusal, creditorId),
      value: price.priced
        ? { low: money(valueOf(amount, price.low)), high: money(valueOf(amount, price.high)) }
        : null,
      closed,
      ladder: toLadder(listing),
      call: toTrigger(calls[i]),
      liquidation: toTrigger(sales[i]),
      topUp: topUp === undefined ? null : own(topUp),
      mostWithdraw: own(mostWithdraw(snapshot, id)),
    };
  });
}

function toCore(world: World, snapshot: LoanSnapshot, step: LadderState) {
  const { borrower, creditorId } = parseLoanId(snapshot.id);
  return {
    id: snapshot.id as `0x${string}`,
    borrower,
    creditorId,
    state: step.state,
    debt: world.loanMoney(creditorId, step.debt),
    ltv: toLtv(step),
  };
}

/** A loan with all that can be said of it, as of the world's block. */
export function toLoanStand(world: World, snapshot: LoanSnapshot) {
  const { creditorId, number } = parseLoanId(snapshot.id);
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  const step = ladderState(snapshot);
  const { worth, refusal, arrears, call, bonusWad } = step;
  const cured = cureOf(snapshot);
  const limits = (side: Limits) => ({
    open: money(side.open),
    target: money(side.target),
    clear: money(side.clear),
    call: money(side.call),
    liquidation: money(side.liquidation),
  });
  const { minDebt, callFee, cureWindow, ramp, lapse } = snapshot.pool.terms;
  return {
    ...toCore(world, snapshot, step),
    number: `${number}`,
    arrears: money(arrears),
    rate: rateOf(snapshot),
    value: worth === null ? null : { low: money(worth.valueLow), high: money(worth.valueHigh) },
    limits: worth === null ? null : { low: limits(worth.low), high: limits(worth.high) },
    refusal: refusal === null ? null : world.tell(refusal, creditorId),
    call: toCallView(call),
    cure: cured === null ? null : { reason: cured.reason, repayment: money(cured.repayment) },
    bonus: `${bonusWad}`,
    mostDraw: money(mostDraw(snapshot)),
    holdings: toHoldings(world, snapshot, cured),
    terms: {
      minDebt: money(minDebt),
      callFee: money(callFee),
      cureWindow: Number(cureWindow),
      ramp: Number(ramp),
      lapse: Number(lapse),
    },
  };
}

/** A loan with all that can be said and done, and when it came to be. */
export function toLoanDetail(
  world: World,
  snapshot: LoanSnapshot,
  { openedBlock, openedAt }: Opened,
) {
  const asOf = toBlockRef(world.state.block);
  return { asOf, openedBlock, openedAt: Number(openedAt), ...toLoanStand(world, snapshot) };
}

/** A loan in a list. */
export function toLoanItem(
  world: World,
  snapshot: LoanSnapshot,
  step: LadderState,
  opened: Opened & { readonly ofCallLimit: bigint | null },
) {
  const { creditorId } = parseLoanId(snapshot.id);
  return {
    ...toCore(world, snapshot, step),
    openedAt: Number(opened.openedAt),
    ofCallLimit: opened.ofCallLimit === null ? null : finite(opened.ofCallLimit),
    holdings: snapshot.loan.holdings.map(({ id, amount }) => ({
      collateralId: id as number,
      amount: world.collateralMoney(creditorId, id satisfies CollateralId, amount),
    })),
    call: toCallView(step.call),
  };
}
