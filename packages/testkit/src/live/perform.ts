import {
  sendApprove,
  sendCall,
  sendClear,
  sendDraw,
  sendLiquidate,
  sendOpen,
  sendPledge,
  sendPoolAccrue,
  sendPoolCloseListing,
  sendPoolDeposit,
  sendPoolFund,
  sendPoolLowerLimits,
  sendPoolMint,
  sendPoolRedeem,
  sendPoolSetLimits,
  sendPoolSetPremium,
  sendPoolSetRates,
  sendPoolWithdraw,
  sendRepay,
  sendSetOperator,
  sendWithdraw,
  sendWriteOff,
  writeTransaction,
} from '@hypothec/sdk';
import type { ChainEvent, Sender } from '@hypothec/sdk';
import type { ProtocolAbi } from '../differential/artifacts.ts';
import { encodeCall } from '../differential/encode.ts';
import type { Action, PoolAction } from '../world/actions.ts';
import type { World } from '../world/world.ts';

/** What the SDK says that an action did. */
export interface Performed {
  readonly events: readonly ChainEvent[];
  readonly returns: readonly bigint[];
}

const nothing: Performed = { events: [], returns: [] };

type LoanActionOf = Extract<Action, { readonly id: unknown }>;

function toPerformed(
  written: { readonly events: readonly ChainEvent[] },
  ...returns: readonly bigint[]
): Performed {
  return { events: written.events, returns };
}

async function onLoan(sender: Sender, book: string, action: LoanActionOf): Promise<Performed> {
  const where = { ...action, book };
  switch (where.kind) {
    case 'open':
      return toPerformed(await sendOpen(sender, where));
    case 'pledge':
      return toPerformed(await sendPledge(sender, where));
    case 'draw':
      return toPerformed(await sendDraw(sender, where));
    case 'call':
      return toPerformed(await sendCall(sender, where));
    case 'clear':
      return toPerformed(await sendClear(sender, where));
    case 'withdraw': {
      const written = await sendWithdraw(sender, where);
      return toPerformed(written, written.returns);
    }
    case 'repay': {
      const written = await sendRepay(sender, where);
      return toPerformed(written, written.returns);
    }
    case 'writeOff': {
      const written = await sendWriteOff(sender, where);
      return toPerformed(written, written.returns);
    }
    case 'liquidate': {
      const written = await sendLiquidate(sender, where);
      const { repaid, seized, badDebt } = written.returns;
      return toPerformed(written, repaid, seized, badDebt);
    }
  }
}

type LenderAction = Extract<
  PoolAction,
  { readonly kind: 'deposit' | 'mint' | 'redeem' | 'withdrawAssets' }
>;

async function asLender(sender: Sender, pool: string, action: LenderAction): Promise<Performed> {
  const receiver = action.to;
  switch (action.kind) {
    case 'deposit': {
      const written = await sendPoolDeposit(sender, { ...action, pool, owner: receiver });
      return toPerformed(written, written.returns);
    }
    case 'mint': {
      const written = await sendPoolMint(sender, { ...action, pool, owner: receiver });
      return toPerformed(written, written.returns);
    }
    case 'withdrawAssets': {
      const written = await sendPoolWithdraw(sender, { ...action, pool, receiver });
      return toPerformed(written, written.returns);
    }
    case 'redeem': {
      const written = await sendPoolRedeem(sender, { ...action, pool, receiver });
      return toPerformed(written, written.returns);
    }
  }
}

async function onPool(sender: Sender, pool: string, action: PoolAction): Promise<Performed> {
  switch (action.kind) {
    case 'approveShares': {
      const { spender, amount } = action;
      await sendApprove(sender, { token: pool, spender, amount });
      return nothing;
    }
    case 'accrue':
      return toPerformed(await sendPoolAccrue(sender, { pool }));
    case 'fundFirstLoss':
      return toPerformed(await sendPoolFund(sender, { ...action, pool }));
    case 'setLimits':
      return toPerformed(await sendPoolSetLimits(sender, { ...action, pool }));
    case 'lowerLimits':
      return toPerformed(await sendPoolLowerLimits(sender, { ...action, pool }));
    case 'setRates':
      return toPerformed(await sendPoolSetRates(sender, { pool, rates: action.config }));
    case 'setPremium':
      return toPerformed(await sendPoolSetPremium(sender, { ...action, pool }));
    case 'closeListing':
      return toPerformed(await sendPoolCloseListing(sender, { ...action, pool }));
    default:
      return asLender(sender, pool, action);
  }
}

const rightNames = ['pledge', 'draw', 'withdraw'] as const;

/**
 * Does an action on the chain through the SDK; rejects as the SDK does. Test contracts are called
 * plainly.
 */
export async function perform(
  abi: ProtocolAbi,
  world: World,
  sender: Sender,
  action: Action,
): Promise<Performed> {
  const { book } = world.at;
  if ('id' in action) return onLoan(sender, book, action);
  if ('pool' in action) return onPool(sender, world.pool(action.pool).address, action);
  if (action.kind === 'setOperator') {
    const rights = rightNames.filter((_, bit) => ((action.rights >> bit) & 1) === 1);
    return toPerformed(await sendSetOperator(sender, { ...action, book, rights }));
  }
  const { target, data } = encodeCall(abi, world, action);
  await writeTransaction(sender, { to: target, data: `0x${data}` });
  return nothing;
}
