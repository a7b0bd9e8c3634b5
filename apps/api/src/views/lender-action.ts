import {
  convertToAssets,
  MAX_UINT256,
  maxRedeem,
  maxWithdraw,
  previewPoolDeposit,
  previewPoolFund,
  previewPoolMint,
  previewPoolRedeem,
  previewPoolWithdraw,
  ProtocolError,
} from '@hypothec/model';
import type {
  Address,
  LenderDone,
  LoanAssets,
  MarketSnapshot,
  Preview,
  Shares,
} from '@hypothec/model';
import type { z } from 'zod';
import { toBlockRef } from '../schemas/index.ts';
import type { LenderAction } from '../schemas/preview-request.ts';
import { toPoolTotals } from './pool.ts';
import { toEventPreview } from './preview.ts';
import type { World } from './world.ts';

type Action = z.output<typeof LenderAction>;

/** Whose shares an action is about. */
export function ownerOf(action: Action): Address {
  return 'owner' in action ? (action.owner ?? action.by) : action.by;
}

function preview(market: MarketSnapshot, action: Action, balance: Shares): Preview<LenderDone> {
  const { by } = action;
  const owner = ownerOf(action);
  if (action.action === 'fund') {
    return previewPoolFund(market, { amount: action.amount as LoanAssets, from: by });
  }
  if (action.action === 'deposit') {
    return previewPoolDeposit(market, { assets: action.assets as LoanAssets, by, owner });
  }
  if (action.action === 'mint') {
    return previewPoolMint(market, { shares: action.shares as Shares, by, owner });
  }
  const to = action.receiver ?? by;
  const who = { by, to, owner, balance, allowance: MAX_UINT256 as Shares };
  return action.action === 'withdraw'
    ? previewPoolWithdraw(market, { assets: action.assets as LoanAssets, who })
    : previewPoolRedeem(market, { shares: action.shares as Shares, who });
}

/** A number of the model, or null where it does not fit 256 bits. */
function fitting(read: () => bigint): bigint | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

function toStand(world: World, { pool, now }: MarketSnapshot, balance: Shares) {
  const { creditorId } = pool;
  const money = (amount: bigint | null) =>
    amount === null ? null : world.loanMoney(creditorId, amount);
  const most = fitting(() => maxRedeem(pool, now, balance));
  return {
    lender: {
      shares: `${balance}`,
      worth: money(fitting(() => convertToAssets(pool, now, balance))),
      mostWithdraw: money(fitting(() => maxWithdraw(pool, now, balance))),
      mostRedeem: most === null ? null : `${most}`,
    },
    pool: toPoolTotals(pool, now, world.loanToken(creditorId)),
  };
}

/** The owner's shares after an action that was done. */
function balanceAfter({ action }: Action, balance: Shares, moved: Shares): Shares {
  if (action === 'fund') return balance;
  const taken = action === 'withdraw' || action === 'redeem';
  return (taken ? balance - moved : balance + moved) as Shares;
}

/** Previews an action of a lender who has `balance` shares. */
export function actAsLender(world: World, market: MarketSnapshot, action: Action, balance: Shares) {
  const { creditorId } = market.pool;
  const result = preview(market, action, balance);
  const common = {
    asOf: toBlockRef(world.state.block),
    at: Number(market.now),
    creditorId,
    by: action.by,
    owner: ownerOf(action),
    before: toStand(world, market, balance),
  };
  if (!result.ok) {
    const refusal = world.tell(result.error, creditorId);
    return { ...common, ok: false, refusal, outcome: null, after: null };
  }
  const { outcome, after } = result;
  return {
    ...common,
    ok: true,
    refusal: null,
    outcome: {
      assets: world.loanMoney(creditorId, outcome.assets),
      shares: `${outcome.shares}`,
      events: outcome.events.map((event) => toEventPreview({ emitter: 'pool', ...event })),
    },
    after: toStand(world, after, balanceAfter(action, balance, outcome.shares)),
  };
}
