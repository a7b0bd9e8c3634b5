import { fromBps, least, ratio } from './fraction.ts';
import { stepIndex, trueIndex } from './power.ts';
import { curveRate } from './rates.ts';
import type { Curve } from './rates.ts';

// A pool as docs and interfaces describe it, written for these vectors alone: plain fields that
// change in place, exact fractions, and one rounding where the words name one.

const RAY = 10n ** 27n;
const MOST_SUM = 40n * 10n ** 10n * 31_536_000n;
const MOST_AMOUNT = 2n ** 104n - 1n;
const MOST_FUNDED = 2n ** 100n;
const HOUR = 3_600n;

/** A refusal with its Solidity signature and arguments. */
export class Refusal extends RangeError {
  override readonly name = 'Refusal';
  readonly signature: string;
  readonly args: readonly bigint[];

  constructor(signature: string, ...args: readonly bigint[]) {
    super(`${signature}: ${args.join(', ')}`);
    this.signature = signature;
    this.args = args;
  }
}

interface ClassRecord {
  units: bigint;
  premium: bigint;
  accrued: bigint;
  at: bigint;
}

interface ListingRecord {
  units: bigint;
  flow: bigint;
  at: bigint;
  ceiling: bigint;
  hourly: bigint;
}

/** The index of a sum, which must be e^x to the last unit for the sums that vectors use. */
function indexOf(sum: bigint): bigint {
  const index = stepIndex(sum);
  if (sum < MOST_SUM / 40n && index !== trueIndex(sum)) {
    throw new RangeError(`The index of ${sum} is not e^x rounded down: choose another instant.`);
  }
  return index;
}

export function classOf(id: bigint): bigint {
  return id % 8n;
}

export class ReferencePool {
  now = 0n;
  cash = 0n;
  lenderAssets = 0n;
  firstLoss = 0n;
  supply = 0n;
  baseAccrued = 0n;
  baseRate = 0n;
  since = 0n;
  classCount = 1n;
  reserveBps = 1_000n;
  curve: Curve = { baseBps: 0n, slopeBps: 400n, steepBps: 6_000n, kinkBps: 9_000n };
  readonly classes: readonly ClassRecord[] = Array.from({ length: 8 }, () => ({
    units: 0n,
    premium: 0n,
    accrued: 0n,
    at: 0n,
  }));
  readonly #listings = new Map<bigint, ListingRecord>();
  readonly #ordinals = new Map<bigint, bigint>();
  readonly balances = new Map<bigint, bigint>();

  listing(id: bigint): ListingRecord {
    const found = this.#listings.get(id) ?? {
      units: 0n,
      flow: 0n,
      at: 0n,
      ceiling: 0n,
      hourly: 0n,
    };
    this.#listings.set(id, found);
    return found;
  }

  class(k: bigint): ClassRecord {
    const record = this.classes[Number(k)];
    if (record === undefined) throw new RangeError(`There is no class ${k}.`);
    return record;
  }

  /** e^(base + premium), each sum and their sum held at e^40. */
  index(k: bigint): bigint {
    const base = least(MOST_SUM, this.baseAccrued + this.baseRate * (this.now - this.since));
    const { accrued, premium, at } = this.class(k);
    const extra = least(MOST_SUM, accrued + premium * (this.now - at));
    return indexOf(least(MOST_SUM, base + extra));
  }

  debt(k: bigint, units: bigint): bigint {
    return ratio(units * this.index(k), RAY).ceil();
  }

  #part(k: bigint): bigint {
    return ratio(this.class(k).units * this.index(k), RAY).floor();
  }

  owed(): bigint {
    return this.classes.reduce((sum, _, k) => sum + this.#part(BigInt(k)), 0n);
  }

  /** What lenders and the first loss have now: the gain since the last sharing, split. */
  shares(): { readonly lenders: bigint; readonly firstLoss: bigint } {
    const had = this.lenderAssets + this.firstLoss;
    const has = this.cash + this.owed();
    const gain = has > had ? has - had : 0n;
    const cut = fromBps(this.reserveBps).times(gain).floor();
    return { lenders: this.lenderAssets + gain - cut, firstLoss: this.firstLoss + cut };
  }

  share(): void {
    const { lenders, firstLoss } = this.shares();
    [this.lenderAssets, this.firstLoss] = [lenders, firstLoss];
  }

  /** Interest up to now is final, and the rate follows from what is lent. */
  settle(): void {
    this.baseAccrued = least(MOST_SUM, this.baseAccrued + this.baseRate * (this.now - this.since));
    this.since = this.now;
    this.baseRate = curveRate(this.curve, this.owed(), this.cash);
  }

  flow(id: bigint): bigint {
    const { flow, hourly, at } = this.listing(id);
    const drained = ratio(hourly * (this.now - at), HOUR).floor();
    return flow > drained ? flow - drained : 0n;
  }

  list(riskClass: bigint, ceiling: bigint, hourly: bigint): bigint {
    const ordinal = (this.#ordinals.get(riskClass) ?? 0n) + 1n;
    this.#ordinals.set(riskClass, ordinal);
    const id = ordinal * 8n + riskClass;
    this.setLimits(id, ceiling, hourly);
    return id;
  }

  setLimits(id: bigint, ceiling: bigint, hourly: bigint): void {
    const item = this.listing(id);
    Object.assign(item, { flow: this.flow(id), at: this.now, ceiling, hourly });
  }

  lowerLimits(id: bigint, ceiling: bigint, hourly: bigint): void {
    const old = this.listing(id);
    if (ceiling > old.ceiling || hourly > old.hourly) {
      const signature = 'LimitsNotLower(uint8,uint256,uint256,uint256,uint256)';
      throw new Refusal(signature, id, ceiling, old.ceiling, hourly, old.hourly);
    }
    this.setLimits(id, ceiling, hourly);
  }

  /** New units of a listing and its class; with `limited`, against the listing's limits. */
  count(id: bigint, units: bigint, amount: bigint, limited: boolean): void {
    const k = classOf(id);
    const item = this.listing(id);
    const all = this.class(k).units + units;
    if (all > MOST_AMOUNT) throw new Refusal('AmountAboveBound(uint256,uint256)', all, MOST_AMOUNT);
    if (limited) this.#requireRoom(id, units, amount);
    this.class(k).units = all;
    item.units += units;
    if (limited) Object.assign(item, { flow: this.flow(id) + amount, at: this.now });
  }

  #requireRoom(id: bigint, units: bigint, amount: bigint): void {
    const { units: before, ceiling, hourly } = this.listing(id);
    const debt = this.debt(classOf(id), before + units);
    if (debt > ceiling) {
      throw new Refusal('CeilingExceeded(uint8,uint256,uint256)', id, debt, ceiling);
    }
    const used = this.flow(id);
    const left = used < hourly ? hourly - used : 0n;
    if (amount > left) {
      throw new Refusal('HourlyLimitExceeded(uint8,uint256,uint256)', id, amount, left);
    }
  }

  /** Units that an amount of new debt takes: rounded up. */
  unitsFor(k: bigint, amount: bigint): bigint {
    return ratio(amount * RAY, this.index(k)).ceil();
  }

  /** Units that an amount of repayment removes: rounded down. */
  unitsOff(k: bigint, amount: bigint): bigint {
    return ratio(amount * RAY, this.index(k)).floor();
  }

  drop(id: bigint, units: bigint): void {
    this.class(classOf(id)).units -= units;
    this.listing(id).units -= units;
  }

  /** What is repaid makes room under the hourly limit. */
  giveBack(id: bigint, amount: bigint): void {
    const item = this.listing(id);
    item.flow -= least(item.flow, amount);
  }

  /** What may still be brought in. */
  room(): bigint {
    const all = this.cash + this.owed();
    return all < MOST_FUNDED ? MOST_FUNDED - all : 0n;
  }

  requireRoom(amount: bigint): void {
    const room = this.room();
    if (amount > room) throw new Refusal('AmountAboveBound(uint256,uint256)', amount, room);
  }

  requireCash(amount: bigint): void {
    if (amount <= this.cash) return;
    throw new Refusal('NotEnoughCash(uint256,uint256)', amount, this.cash);
  }

  /** `assets * (supply + 1e6) / (lender assets + 1)`, exactly. */
  toShares(assets: bigint): ReturnType<typeof ratio> {
    return ratio(assets * (this.supply + 1_000_000n), this.shares().lenders + 1n);
  }

  toAssets(shares: bigint): ReturnType<typeof ratio> {
    return ratio(shares * (this.shares().lenders + 1n), this.supply + 1_000_000n);
  }

  requireRange(field: bigint, seen: bigint, from: bigint, to: bigint): void {
    if (seen >= from && seen <= to) return;
    throw new Refusal('RateOutOfRange(uint8,uint256,uint256,uint256)', field, seen, from, to);
  }
}
