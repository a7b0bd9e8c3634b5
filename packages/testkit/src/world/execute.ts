import {
  accruePool,
  callLoan,
  clearLoan,
  deposit,
  drawLoan,
  fundFirstLoss,
  liquidateLoan,
  lowerLimits,
  mint,
  openLoan,
  parseLoanId,
  pledge,
  ProtocolError,
  redeem,
  repayLoan,
  revert,
  setLimits,
  setPremium,
  setRates,
  withdraw,
  withdrawCollateral,
  writeOffLoan,
} from '@hypothec/model';
import type {
  Address,
  BookEnv,
  Bps,
  CollateralAssets,
  LenderResult,
  LoanAssets,
  LoanId,
  Outcome,
  Pool,
  PoolEvent,
  ProtocolEvent,
  Shares,
  TakeOut,
} from '@hypothec/model';
import type { Action, PoolAction } from './actions.ts';
import type { World } from './world.ts';

/** What an action came to. A refused one changed nothing. */
export type Result =
  | {
      readonly ok: true;
      readonly returns: readonly bigint[];
      readonly events: readonly ProtocolEvent[];
      /** Which pool emitted the pool's events. */
      readonly pool: number;
    }
  | { readonly ok: false; readonly error: ProtocolError };

const MAX_UINT256 = 2n ** 256n - 1n;
const PUBLIC_ACTIONS = new Set([
  'deposit',
  'mint',
  'withdrawAssets',
  'redeem',
  'approveShares',
  'accrue',
  'fundFirstLoss',
]);

function envOf(world: World, caller: Address, creditorId: number): BookEnv {
  return {
    now: world.now,
    caller,
    sequencer: world.sequencerNow(),
    listingOf: (id) => world.listing(creditorId, id),
    isClosed: (id) => world.closed.has(`${creditorId}:${id}`),
    priceOf: (listing) => world.prices(listing),
    approvalOf: (borrower, operator) =>
      world.approvals.get(`${borrower}:${operator}`) ?? { rights: 0, expiry: 0n },
    canPay: (token, amount) => world.balance(token, caller) >= amount,
  };
}

type BookAction = Extract<Action, { readonly id: LoanId }>;

function runOnBook(
  env: BookEnv,
  world: World,
  action: BookAction,
  pool: Pool | undefined,
): Outcome<unknown> {
  const { id } = action;
  const loan = world.loan(id);
  switch (action.kind) {
    case 'open': {
      const { collateralId, receiver } = action;
      const pledged = action.pledged as CollateralAssets;
      const drawn = action.drawn as LoanAssets;
      return openLoan(env, id, loan, pool, { collateralId, pledged, drawn, receiver });
    }
    case 'pledge':
      return pledge(env, id, loan, pool, action.collateralId, action.amount as CollateralAssets);
    case 'withdraw': {
      const { collateralId, receiver } = action;
      const amount = action.amount as CollateralAssets;
      return withdrawCollateral(env, id, loan, pool, { collateralId, amount, receiver });
    }
    case 'draw': {
      const { receiver } = action;
      return drawLoan(env, id, loan, pool, { amount: action.amount as LoanAssets, receiver });
    }
    case 'repay':
      return repayLoan(env, id, loan, pool, action.amount as LoanAssets);
    case 'call':
      return callLoan(env, id, loan, pool);
    case 'clear':
      return clearLoan(env, id, loan, pool);
    case 'liquidate': {
      const maxRepaid = action.maxRepaid as LoanAssets;
      const minSeized = action.minSeized as CollateralAssets;
      return liquidateLoan(env, id, loan, pool, {
        maxRepaid,
        minSeized,
        receiver: action.receiver,
      });
    }
    case 'writeOff':
      return writeOffLoan(env, id, loan, pool);
  }
}

function returnsOf(action: BookAction, outcome: Outcome<unknown>): readonly bigint[] {
  if (action.kind === 'withdraw' || action.kind === 'repay' || action.kind === 'writeOff') {
    return [outcome.returns as bigint];
  }
  if (action.kind !== 'liquidate') return [];
  const { repaid, seized, badDebt } = outcome.returns as ReturnType<
    typeof liquidateLoan
  >['returns'];
  return [repaid, seized, badDebt];
}

function executeOnBook(world: World, action: BookAction): Result {
  const { creditorId } = parseLoanId(action.id);
  const index = creditorId - 1;
  const env = envOf(world, action.caller, creditorId);
  const outcome = runOnBook(env, world, action, world.pools[index]);
  world.loans.set(action.id, outcome.loan);
  world.pools[index] = outcome.pool;
  for (const { token, from, to, amount } of outcome.transfers) {
    world.move(
      token,
      from === 'book' ? world.at.book : from,
      to === 'book' ? world.at.book : to,
      amount,
    );
  }
  const { events } = outcome;
  return { ok: true, returns: returnsOf(action, outcome), events, pool: index };
}

function asPoolEvents(events: readonly PoolEvent[]): readonly ProtocolEvent[] {
  return events.map((event) => ({ emitter: 'pool', ...event }));
}

/** Books what a lender moved: shares, and tokens in or out. */
function settleLender(
  world: World,
  index: number,
  result: LenderResult,
  parties: { readonly shares: Address; readonly tokens: Address; readonly into: boolean },
): void {
  const pool = world.pool(index);
  const token = pool.terms.loanToken;
  if (parties.into && world.balance(token, parties.tokens) < result.assets) {
    revert('TransferFromFailed');
  }
  const sign = parties.into ? 1n : -1n;
  const key = `${index}:${parties.shares}`;
  world.shares.set(key, world.sharesOf(index, parties.shares) + sign * result.shares);
  if (parties.into) world.move(token, parties.tokens, pool.address, result.assets);
  else world.move(token, pool.address, parties.tokens, result.assets);
  world.pools[index] = result.pool;
}

function takeOutOf(
  world: World,
  action: PoolAction & { readonly owner: Address; readonly to: Address },
  by: Address,
): TakeOut {
  const { owner, to, pool } = action;
  const allowance = world.allowances.get(`${pool}:${owner}:${by}`) ?? 0n;
  return {
    by,
    to,
    owner,
    balance: world.sharesOf(pool, owner) as Shares,
    allowance: allowance as Shares,
  };
}

function executeTakeOut(
  world: World,
  action: Extract<PoolAction, { readonly kind: 'withdrawAssets' | 'redeem' }>,
  caller: Address,
): Result {
  const pool = world.pool(action.pool);
  const who = takeOutOf(world, action, caller);
  const result =
    action.kind === 'redeem'
      ? redeem(pool, world.now, action.shares as Shares, who)
      : withdraw(pool, world.now, action.assets as LoanAssets, who);
  if (caller !== action.owner && who.allowance !== MAX_UINT256) {
    const key = `${action.pool}:${action.owner}:${caller}`;
    world.allowances.set(key, who.allowance - result.shares);
  }
  settleLender(world, action.pool, result, {
    shares: action.owner,
    tokens: action.to,
    into: false,
  });
  const returned = action.kind === 'redeem' ? result.assets : result.shares;
  return { ok: true, returns: [returned], events: asPoolEvents(result.events), pool: action.pool };
}

function executeDeposit(
  world: World,
  action: Extract<PoolAction, { readonly kind: 'deposit' | 'mint' }>,
  caller: Address,
): Result {
  const pool = world.pool(action.pool);
  const result =
    action.kind === 'mint'
      ? mint(pool, world.now, action.shares as Shares, caller, action.to)
      : deposit(pool, world.now, action.assets as LoanAssets, caller, action.to);
  settleLender(world, action.pool, result, { shares: action.to, tokens: caller, into: true });
  const returned = action.kind === 'mint' ? result.assets : result.shares;
  return { ok: true, returns: [returned], events: asPoolEvents(result.events), pool: action.pool };
}

function curate(
  world: World,
  action: PoolAction,
  caller: Address,
): { readonly pool: Pool; readonly events: readonly PoolEvent[] } {
  const pool = world.pool(action.pool);
  switch (action.kind) {
    case 'accrue':
      return accruePool(pool, world.now);
    case 'fundFirstLoss': {
      const amount = action.amount as LoanAssets;
      const result = fundFirstLoss(pool, world.now, amount, caller);
      if (world.balance(pool.terms.loanToken, caller) < amount) revert('TransferFromFailed');
      world.move(pool.terms.loanToken, caller, pool.address, amount);
      return result;
    }
    case 'setLimits':
    case 'lowerLimits': {
      const set = action.kind === 'setLimits' ? setLimits : lowerLimits;
      const ceiling = action.ceiling as LoanAssets;
      return set(pool, world.now, action.collateralId, ceiling, action.hourly as LoanAssets);
    }
    case 'setRates':
      return setRates(pool, world.now, action.config);
    case 'setPremium':
      return setPremium(pool, world.now, action.riskClass, action.premiumBps as Bps);
    default:
      return { pool, events: [] };
  }
}

function executeOnPool(world: World, action: PoolAction & { readonly caller: Address }): Result {
  const { caller, kind, pool } = action;
  if (!PUBLIC_ACTIONS.has(kind) && caller !== world.at.curator) {
    revert('AccessManagedUnauthorized', caller);
  }
  switch (kind) {
    case 'deposit':
    case 'mint':
      return executeDeposit(world, action, caller);
    case 'withdrawAssets':
    case 'redeem':
      return executeTakeOut(world, action, caller);
    case 'approveShares': {
      const { spender } = action;
      const amount = action.amount as Shares;
      world.allowances.set(`${pool}:${caller}:${spender}`, amount);
      const event = { event: 'Approval', owner: caller, spender, amount } as const;
      return { ok: true, returns: [1n], events: [{ emitter: 'pool', ...event }], pool };
    }
    case 'closeListing': {
      const { creditorId } = world.pool(pool);
      const { collateralId } = action;
      world.listing(creditorId, collateralId);
      world.closed.add(`${creditorId}:${collateralId}`);
      const event = { event: 'ListingClosed', creditorId, collateralId } as const;
      return { ok: true, returns: [], events: [{ emitter: 'book', ...event }], pool };
    }
    default: {
      const result = curate(world, action, caller);
      world.pools[pool] = result.pool;
      return { ok: true, returns: [], events: asPoolEvents(result.events), pool };
    }
  }
}

const nothing: Extract<Result, { readonly ok: true }> = {
  ok: true,
  returns: [],
  events: [],
  pool: 0,
};

function dispatch(world: World, action: Action): Result {
  switch (action.kind) {
    case 'setOperator': {
      const { caller: borrower, operator, rights, expiry } = action;
      if (operator === `0x${'0'.repeat(40)}`) revert('ZeroAddress');
      world.approvals.set(`${borrower}:${operator}`, { rights, expiry });
      const event = { event: 'OperatorApproved', borrower, operator, rights, expiry } as const;
      return { ...nothing, events: [{ emitter: 'book', ...event }] };
    }
    case 'setPrice': {
      const dead = world.oracles.get(action.oracle)?.dead ?? false;
      world.oracles.set(action.oracle, { low: action.low, high: action.high, dead });
      return nothing;
    }
    case 'setDead': {
      const { low, high } = world.oracles.get(action.oracle) ?? { low: 0n, high: 0n };
      world.oracles.set(action.oracle, { low, high, dead: action.dead });
      return nothing;
    }
    case 'setSequencer':
      world.sequencer = { answer: action.answer, updatedAt: action.updatedAt };
      return nothing;
    case 'donate':
      world.move(action.token, action.caller, action.to, action.amount);
      return { ...nothing, returns: [1n] };
    default:
      return 'id' in action ? executeOnBook(world, action) : executeOnPool(world, action);
  }
}

/**
 * Runs one action at the world's present time. What the protocol refuses is a result, not an
 * exception.
 */
export function execute(world: World, action: Action): Result {
  try {
    return dispatch(world, action);
  } catch (error) {
    if (error instanceof ProtocolError) return { ok: false, error };
    throw error;
  }
}
