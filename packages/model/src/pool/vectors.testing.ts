import { makeCollateralId } from '../ids.ts';
import type { CollateralId } from '../ids.ts';
import { MAX_UINT256 } from '../math.ts';
import type { RateConfig } from '../rates.ts';
import { address, at, creditorTerms } from '../terms.testing.ts';
import { bps, loanAssets, shares, timestamp, units } from '../units.ts';
import type { Timestamp } from '../units.ts';
import {
  creditAssess,
  creditCallFee,
  creditDraw,
  creditReclassify,
  creditRepay,
  creditWriteOff,
  flowNow,
} from './credit.ts';
import {
  accruePool,
  addListing,
  createPool,
  lowerLimits,
  setLimits,
  setPremium,
  setRates,
} from './curation.ts';
import { shareInterest } from './lenders.ts';
import { classAt, indexNow, load } from './lines.ts';
import {
  convertToAssets,
  convertToShares,
  deposit,
  fundFirstLoss,
  maxDeposit,
  maxRedeem,
  maxWithdraw,
  mint,
  redeem,
  withdraw,
} from './shares.ts';
import type { LenderResult } from './shares.ts';
import type { Pool } from './state.ts';
import { poolListing } from './state.ts';

type Numbers = readonly bigint[];

const START = 1_750_000_000n;

/** What the pool's vectors tell is done to a pool of the model, one step after the other. */
export class PoolStory {
  pool: Pool = createPool(at.pool, 1, creditorTerms, timestamp(START));
  #now: Timestamp = timestamp(START);
  readonly #balances = new Map<bigint, bigint>();
  readonly #ordinals = new Map<bigint, number>();

  /** Does a step at so many seconds from the start; returns what it returns. */
  step(seconds: bigint, action: string, given: Numbers): Numbers {
    this.#now = timestamp(START + seconds);
    const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n] = given;
    switch (action) {
      case 'list':
        return this.#list(a, b, c);
      case 'setRates':
        return this.#curate(setRates(this.pool, this.#now, config(a, b, c, d, e)));
      case 'setPremium':
        return this.#curate(setPremium(this.pool, this.#now, Number(a), bps(b)));
      case 'setLimits':
      case 'lowerLimits': {
        const set = action === 'setLimits' ? setLimits : lowerLimits;
        return this.#curate(set(this.pool, this.#now, idOf(a), loanAssets(b), loanAssets(c)));
      }
      case 'accrue':
        return this.#curate(accruePool(this.pool, this.#now));
      case 'donate':
        return [];
      case 'fundFirstLoss':
        return this.#curate(fundFirstLoss(this.pool, this.#now, loanAssets(a), at.lender));
      case 'views':
        return this.#views(a, b, c);
      default:
        return action in lending ? this.#lend(action, a, b) : this.#credit(action, a, b, c, d);
    }
  }

  /** The whole pool, in the order of the vectors' legend. */
  state(): Numbers {
    const { pool } = this;
    const position = load(pool, this.#now);
    const now = shareInterest(position);
    const classes = [0, 1, 2];
    return [
      pool.cash,
      position.owed,
      pool.lenderAssets,
      pool.firstLoss,
      now.lenderAssets,
      now.firstLoss,
      pool.supply,
      pool.baseAccrued,
      pool.baseRate,
      ...classes.map((k) => indexNow(pool, k, this.#now)),
      ...classes.map((k) => classAt(pool, k).units),
      classAt(pool, 1).premiumAccrued,
      classAt(pool, 2).premiumAccrued,
      ...[8n, 9n, 10n, 17n].flatMap((id) => {
        const item = poolListing(pool, idOf(id));
        return [item.units, flowNow(item, this.#now)];
      }),
    ];
  }

  #curate(result: { readonly pool: Pool }): Numbers {
    this.pool = result.pool;
    return [];
  }

  #list(riskClass: bigint, ceiling: bigint, hourly: bigint): Numbers {
    const ordinal = (this.#ordinals.get(riskClass) ?? 0) + 1;
    this.#ordinals.set(riskClass, ordinal);
    const id = makeCollateralId(ordinal, Number(riskClass));
    this.#curate(addListing(this.pool, this.#now, id, loanAssets(ceiling), loanAssets(hourly)));
    return [BigInt(id)];
  }

  #views(lender: bigint, assets: bigint, owned: bigint): Numbers {
    const balance = shares(this.#balances.get(lender) ?? 0n);
    const world = [this.pool, this.#now] as const;
    return [
      convertToShares(...world, loanAssets(assets)),
      convertToAssets(...world, shares(owned)),
      maxDeposit(...world),
      maxWithdraw(...world, balance),
      maxRedeem(...world, balance),
    ];
  }

  #lend(action: string, lender: bigint, amount: bigint): Numbers {
    const by = address(Number(lender));
    const held = this.#balances.get(lender) ?? 0n;
    const balance = shares(held);
    const who = { by, to: by, owner: by, balance, allowance: shares(0n) };
    const run: LenderResult = {
      deposit: () => deposit(this.pool, this.#now, loanAssets(amount), by, by),
      mint: () => mint(this.pool, this.#now, shares(amount), by, by),
      withdraw: () => withdraw(this.pool, this.#now, loanAssets(amount), who),
      redeem: () => redeem(this.pool, this.#now, shares(amount), who),
    }[action as keyof typeof lending]();
    this.pool = run.pool;
    const [sign, returned] = lending[action as keyof typeof lending];
    this.#balances.set(lender, held + sign * run.shares);
    return [run[returned]];
  }

  #credit(action: string, a: bigint, b: bigint, c: bigint, d: bigint): Numbers {
    const world = [this.pool, this.#now] as const;
    const line = [idOf(a), units(b)] as const;
    switch (action) {
      case 'draw': {
        const done = creditDraw(...world, ...line, loanAssets(c));
        this.pool = done.pool;
        return [done.units, done.debt];
      }
      case 'repay': {
        const done = creditRepay(...world, ...line, loanAssets(c));
        this.pool = done.pool;
        return [done.units, done.debt, done.repaid];
      }
      case 'reclassify': {
        const done = creditReclassify(...world, idOf(a), idOf(b), units(c), d === 1n);
        this.pool = done.pool;
        return [done.units, done.debt];
      }
      case 'payCallFee': {
        const done = creditCallFee(...world, ...line, loanAssets(c));
        this.pool = done.pool;
        return [done.units, done.paid];
      }
      case 'writeOff': {
        const done = creditWriteOff(...world, ...line);
        this.pool = done.pool;
        return [done.badDebt];
      }
      case 'assess': {
        const { debt, arrears, repayment, left } = creditAssess(...world, ...line, loanAssets(c));
        return [debt, arrears, repayment, left];
      }
      default:
        // No such action: nothing in the vectors may be passed over.
        return [MAX_UINT256];
    }
  }
}

const lending = {
  deposit: [1n, 'shares'],
  mint: [1n, 'assets'],
  withdraw: [-1n, 'shares'],
  redeem: [-1n, 'assets'],
} as const;

function idOf(value: bigint): CollateralId {
  return Number(value) as CollateralId;
}

function config(
  base: bigint,
  slope: bigint,
  steep: bigint,
  kink: bigint,
  reserve: bigint,
): RateConfig {
  return {
    baseBps: bps(base),
    slopeBps: bps(slope),
    steepBps: bps(steep),
    kinkBps: bps(kink),
    reserveBps: bps(reserve),
  };
}
