import { creditAssess, cureEnd, limitAt, parseLoanId, RISK_CLASSES } from '@hypothec/model';
import type { Address, Bps, CollateralId, Loan, RateConfig } from '@hypothec/model';
import type { Random } from '../random.ts';
import type { Action, ActionKind } from '../world/actions.ts';
import type { World } from '../world/world.ts';
import { PriceMoves } from './prices.ts';
import { Subjects } from './subjects.ts';
import type { LoanAction, Subject } from './subjects.ts';

const ZERO: Address = `0x${'0'.repeat(40)}`;
const MAX_UINT256 = 2n ** 256n - 1n;

/** How often each kind of action is tried. */
const weights: readonly (readonly [number, ActionKind])[] = [
  [14, 'setPrice'],
  [11, 'open'],
  [6, 'pledge'],
  [7, 'withdraw'],
  [8, 'draw'],
  [10, 'repay'],
  [11, 'call'],
  [5, 'clear'],
  [14, 'liquidate'],
  [1, 'writeOff'],
  [2, 'setOperator'],
  [4, 'deposit'],
  [2, 'mint'],
  [4, 'withdrawAssets'],
  [3, 'redeem'],
  [1, 'approveShares'],
  [2, 'accrue'],
  [1, 'fundFirstLoss'],
  [2, 'setLimits'],
  [1, 'lowerLimits'],
  [1, 'setRates'],
  [1, 'setPremium'],
  [1, 'setDead'],
  [1, 'setSequencer'],
  [1, 'donate'],
];

/**
 * Makes one action after another for a world, mostly such that something happens, sometimes
 * absurd.
 */
export class Generator {
  readonly #random: Random;
  readonly #world: World;
  readonly #subjects: Subjects;
  readonly #prices: PriceMoves;

  constructor(random: Random, world: World) {
    this.#random = random;
    this.#world = world;
    this.#subjects = new Subjects(random, world);
    this.#prices = new PriceMoves(random, world, this.#subjects);
  }

  /** The next move: the action is thought up at the time it will happen. */
  move(): { readonly elapsed: bigint; readonly action: Action } {
    const world = this.#world;
    const before = world.now;
    const elapsed = this.#elapse();
    world.now = (before + elapsed) as typeof before;
    const action = this.#next();
    world.now = before;
    return { elapsed, action };
  }

  /**
   * How many seconds pass before the next action: often none, sometimes to the edge of a window.
   */
  #elapse(): bigint {
    const r = this.#random;
    return r.weighted<() => bigint>([
      [45, () => 0n],
      [15, () => 1n],
      [12, () => r.below(60n)],
      [12, () => r.below(3_600n)],
      [4, () => r.below(86_400n)],
      [11, () => this.#toEdge()],
      [1, () => r.below(40n * 86_400n)],
    ])();
  }

  /** To one second around the end of a cure window, of its ramp or of its lapse. */
  #toEdge(): bigint {
    const world = this.#world;
    const called = [...world.loans].filter(([, loan]) => loan.called);
    const chosen = called.length === 0 ? undefined : this.#random.pick(called);
    const first = chosen?.[1].holdings[0];
    if (chosen === undefined || first === undefined) return 2n;
    const [id, loan] = chosen;
    const listing = world.listing(parseLoanId(id).creditorId, first.id);
    const end = cureEnd(loan, listing, world.sequencerNow());
    const edges = [end, end + listing.ramp / 2n, end + listing.ramp, end + listing.lapse];
    const to = this.#random.pick(edges) - 1n + this.#random.below(3n);
    return to > world.now && to - world.now < 40n * 86_400n ? to - world.now : 0n;
  }

  #next(): Action {
    const dead = this.#world.at.oracles.find((at) => this.#world.oracles.get(at)?.dead === true);
    if (dead !== undefined && this.#random.chance(12)) {
      return { kind: 'setDead', caller: this.#actor(), oracle: dead, dead: false };
    }
    const kind = this.#random.weighted(weights);
    switch (kind) {
      case 'open':
      case 'pledge':
      case 'withdraw':
      case 'draw':
      case 'repay':
      case 'call':
      case 'clear':
      case 'liquidate':
      case 'writeOff':
        return this.#onLoan(kind);
      case 'setPrice':
      case 'setDead':
      case 'setSequencer':
      case 'donate':
      case 'setOperator':
        return this.#onWorld(kind);
      default:
        return this.#onPool(kind);
    }
  }

  #actor(): Address {
    return this.#random.pick(this.#world.at.actors);
  }

  /** Mostly who should act, sometimes anyone. */
  #caller(usual: Address): Address {
    return this.#random.chance(92) ? usual : this.#actor();
  }

  #receiver(usual: Address): Address {
    return this.#random.chance(96) ? usual : this.#random.pick([ZERO, this.#actor()]);
  }

  /** Around a number: it, one more, one less, a part of it, or nothing at all. */
  #around(value: bigint): bigint {
    const r = this.#random;
    const near = value < 0n ? 0n : value;
    return r.weighted<() => bigint>([
      [30, () => near],
      [12, () => near + 1n],
      [12, () => (near === 0n ? 0n : near - 1n)],
      [36, () => (near * r.below(1_001n)) / 1_000n],
      [5, () => near * 2n],
      [2, () => 0n],
      [2, () => MAX_UINT256],
      [1, () => r.wide(2n ** 110n)],
    ])();
  }

  #collateralId(pool: number, loan: Loan): CollateralId {
    const r = this.#random;
    const held = loan.holdings.map(({ id }) => id);
    if (held.length > 0 && r.chance(60)) return r.pick(held);
    const listed = this.#world.collateralIds(pool);
    return r.chance(98) ? r.pick(listed) : (Number(r.below(256n)) as CollateralId);
  }

  /** An amount of collateral worth around the debt that a typical loan has. */
  #collateralAmount(pool: number, id: CollateralId, debt: bigint): bigint {
    const world = this.#world;
    const listing = world.listings.get(`${pool + 1}:${id}`);
    const oracle = listing === undefined ? undefined : world.oracles.get(listing.oracle);
    if (oracle === undefined || oracle.low === 0n) return this.#around(1_000n);
    return this.#around((debt * 2n * 10n ** 36n) / oracle.low + 1n);
  }

  #typicalDebt(pool: number): bigint {
    return this.#world.pool(pool).terms.minDebt * (1n + this.#random.below(400n));
  }

  #onLoan(kind: LoanAction['kind']): Action {
    const subject = this.#subjects.choose(kind);
    const { id, loan, borrower, pool } = subject;
    switch (kind) {
      case 'open': {
        const collateralId = this.#collateralId(pool, loan);
        const drawn = this.#typicalDebt(pool);
        const pledged = this.#collateralAmount(pool, collateralId, drawn * 2n);
        const caller = this.#caller(borrower);
        const receiver = this.#receiver(caller);
        return { kind, caller, id, collateralId, pledged, drawn, receiver };
      }
      case 'pledge':
        return this.#pledge(subject);
      case 'withdraw': {
        const collateralId = this.#collateralId(pool, loan);
        const held = loan.holdings.find((holding) => holding.id === collateralId)?.amount ?? 0n;
        const caller = this.#caller(borrower);
        const receiver = this.#receiver(caller);
        return { kind, caller, id, collateralId, amount: this.#around(held), receiver };
      }
      case 'draw': {
        const { items, debt } = subject;
        const room = items === null ? 1_000n : limitAt(items, 'low', 'open') - debt;
        const caller = this.#caller(borrower);
        return { kind, caller, id, amount: this.#around(room), receiver: this.#receiver(caller) };
      }
      case 'repay':
        return { kind, caller: this.#caller(borrower), id, amount: this.#repayment(subject) };
      case 'liquidate': {
        const caller = this.#actor();
        const maxRepaid = this.#random.chance(75) ? MAX_UINT256 : this.#around(subject.debt);
        const minSeized = this.#random.chance(95)
          ? 0n
          : this.#around(loan.holdings[0]?.amount ?? 0n);
        return { kind, caller, id, maxRepaid, minSeized, receiver: this.#receiver(caller) };
      }
      default:
        return { kind, caller: this.#actor(), id };
    }
  }

  #pledge({ id, loan, borrower, pool, debt }: Subject): Action {
    const collateralId = this.#collateralId(pool, loan);
    const amount = this.#collateralAmount(pool, collateralId, debt / 10n + 1_000n);
    return { kind: 'pledge', caller: this.#caller(borrower), id, collateralId, amount };
  }

  /** Around what cures, around the whole debt, or any part. */
  #repayment({ loan, pool, debt, items }: Subject): bigint {
    const first = loan.holdings[0]?.id;
    if (items === null || first === undefined || this.#random.chance(50)) return this.#around(debt);
    const target = limitAt(items, 'low', 'clear');
    const { now } = this.#world;
    const { repayment } = creditAssess(this.#world.pool(pool), now, first, loan.units, target);
    return this.#around(repayment);
  }

  #onWorld(kind: 'setPrice' | 'setDead' | 'setSequencer' | 'donate' | 'setOperator'): Action {
    const r = this.#random;
    const world = this.#world;
    const caller = this.#actor();
    switch (kind) {
      case 'setPrice':
        return this.#prices.next(caller);
      case 'setDead': {
        const oracle = r.pick(world.at.oracles);
        return { kind, caller, oracle, dead: true };
      }
      case 'setSequencer': {
        if (!world.config.sequencer) return this.#prices.next(caller);
        const up = world.sequencer.answer !== 0n || r.chance(30);
        const updatedAt = r.chance(95) ? world.now : r.pick([0n, world.now + 100n]);
        return { kind, caller: world.at.curator, answer: up ? 0n : 1n, updatedAt };
      }
      case 'donate': {
        const token = r.pick(world.at.tokens);
        const to = r.pick([world.at.book, ...world.at.pools]);
        const amount = world.balance(token, caller) / (1_000n + r.below(100_000n));
        return { kind, caller, token, to, amount };
      }
      case 'setOperator': {
        const operator = r.chance(98) ? this.#actor() : ZERO;
        const expiry = r.pick([0n, world.now, world.now + r.below(1_000_000n), 2n ** 40n - 1n]);
        return { kind, caller, operator, rights: Number(r.below(8n)), expiry };
      }
    }
  }

  #onPool(kind: Exclude<ActionKind, LoanAction['kind']>): Action {
    const r = this.#random;
    const world = this.#world;
    const pool = Number(r.below(BigInt(world.pools.length)));
    const caller = this.#actor();
    const state = world.pool(pool);
    const balance = world.balance(state.terms.loanToken, caller);
    switch (kind) {
      case 'deposit':
        return { kind, caller, pool, assets: this.#around(balance / 20n), to: this.#actor() };
      case 'mint': {
        const shares = this.#around((balance / 20n) * 1_000_000n);
        return { kind, caller, pool, shares, to: this.#actor() };
      }
      case 'withdrawAssets':
      case 'redeem': {
        const owner = r.chance(95) ? caller : this.#actor();
        const to = this.#actor();
        const shares = this.#around(world.sharesOf(pool, owner) / (1n + r.below(8n)));
        if (kind === 'redeem') return { kind, caller, pool, shares, to, owner };
        return { kind, caller, pool, assets: shares / 1_000_000n, to, owner };
      }
      case 'approveShares': {
        const amount = r.chance(50) ? MAX_UINT256 : r.wide(2n ** 100n);
        return { kind, caller, pool, spender: this.#actor(), amount };
      }
      case 'fundFirstLoss':
        return { kind, caller, pool, amount: this.#around(balance / 10_000n) };
      case 'accrue':
        return { kind, caller, pool };
      default:
        return this.#curate(kind, pool, this.#caller(world.at.curator));
    }
  }

  #curate(kind: Exclude<ActionKind, 'deposit'>, pool: number, caller: Address): Action {
    const r = this.#random;
    const world = this.#world;
    const collateralId = r.pick(world.collateralIds(pool));
    if (kind === 'setRates') return { kind, caller, pool, config: this.#rates() };
    if (kind === 'setPremium') {
      const premiumBps = r.below(r.chance(90) ? 2_000n : 60_000n);
      return {
        kind,
        caller,
        pool,
        riskClass: Number(r.below(BigInt(RISK_CLASSES + 1))),
        premiumBps,
      };
    }
    const whole = world.config.listings[0]?.ceiling ?? 0n;
    const ceiling = (whole * r.below(1_200n)) / 1_000n;
    const hourly = r.chance(50) ? whole : ceiling / (1n + r.below(50n));
    const which = kind === 'lowerLimits' ? kind : 'setLimits';
    return { kind: which, caller, pool, collateralId, ceiling, hourly };
  }

  #rates(): RateConfig {
    const r = this.#random;
    const bps = (below: bigint) => r.below(below) as Bps;
    return {
      baseBps: bps(500n),
      slopeBps: bps(2_000n),
      steepBps: bps(r.chance(90) ? 10_000n : 65_536n),
      kinkBps: r.chance(97) ? ((1n + r.below(9_999n)) as Bps) : (r.pick([0n, 10_000n]) as Bps),
      reserveBps: r.chance(97) ? bps(5_001n) : (5_001n as Bps),
    };
  }
}
