import { loanAssets, MAX_UINT256 } from '@hypothec/model';
import type { CollateralAssets, CollateralId, LoanAssets, LoanId, Shares } from '@hypothec/model';
import { zeroHash } from 'viem';
import type { ContractFunctionArgs, ContractFunctionName } from 'viem';
import { toAddress } from '../address.ts';
import { findEvent } from '../events.ts';
import type { ChainEvent, Emitters } from '../events.ts';
import { gatewayAbi } from '../generated/gateway.ts';
import { emittersOf, said } from './emitters.ts';
import type { SignedApproval } from './operator.ts';
import type { SignedPermit } from './permit.ts';
import type { Sender } from './sender.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** A gateway and its book. */
export interface ThroughGateway {
  readonly gateway: string;
  readonly book: string;
  readonly id: LoanId;
}

/** Signatures that make approvals of their own unnecessary. */
export interface Signatures {
  /** Of the token that the gateway takes, for the gateway; without it the gateway is approved. */
  readonly permit?: SignedPermit;
  /** Of the gateway as an operator; without it the borrower has approved it. */
  readonly approval?: SignedApproval;
}

type GatewayFunction = ContractFunctionName<typeof gatewayAbi, 'nonpayable' | 'payable'>;

const noPermit = { value: 0n, deadline: 0n, v: 0, r: zeroHash, s: zeroHash };
const noApproval = { rights: 0, expiry: 0, deadline: 0n, signature: '0x' } as const;

function permitArg({ permit }: Pick<Signatures, 'permit'>) {
  if (permit === undefined) return noPermit;
  const { value, deadline, v, r, s } = permit;
  return { value, deadline, v, r, s };
}

function approvalArg({ approval }: Pick<Signatures, 'approval'>) {
  if (approval === undefined) return noApproval;
  const { rights, expiry, deadline, signature } = approval;
  return { rights, expiry, deadline, signature };
}

async function through<Name extends GatewayFunction, Returns>(
  sender: Sender,
  gateway: string,
  functionName: Name,
  args: ContractFunctionArgs<typeof gatewayAbi, 'nonpayable' | 'payable', Name>,
  emitters: Emitters,
  options: {
    readonly value?: bigint;
    readonly returns: (events: readonly ChainEvent[]) => Returns;
  },
): Promise<Written<Returns>> {
  const { value = 0n, returns } = options;
  const receipt = await callContract(sender, gateway, gatewayAbi, functionName, args, { value });
  return toWritten(receipt, emitters, returns);
}

const nothing = (): null => null;

/** No deadline: as long as an instant can say. */
const ANY_TIME = MAX_UINT256;

/**
 * Pledges and draws through the gateway: with a permit and a signed approval, a first loan in one
 * transaction.
 *
 * @param args.value - Native coin to wrap and pledge, wei; then `pledged` must be exactly that.
 * @param args.native - Receive the loan in native coin.
 * @param args.maxRate - Highest rate accepted right after the draw, 1e10 = 100 % a year.
 * @throws {RevertError} what the gateway or the book refuses, before anything is sent.
 * @source contracts/src/interfaces/IGateway.sol `open`
 */
export async function sendGatewayOpen(
  sender: Sender,
  args: ThroughGateway &
    Signatures & {
      readonly collateralId: CollateralId;
      readonly pledged: bigint;
      readonly drawn: bigint;
      readonly native?: boolean;
      readonly maxRate?: bigint;
      readonly deadline?: bigint;
      readonly value?: bigint;
    },
): Promise<Written> {
  const { gateway, book, id, collateralId, pledged, drawn, value = 0n } = args;
  const { native = false, maxRate = MAX_UINT256, deadline = ANY_TIME } = args;
  const opening = { id, collateralId, pledged, drawn, native, maxRate, deadline };
  const given = [opening, permitArg(args), approvalArg(args)] as const;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'open', given, emitters, { value, returns: nothing });
}

/** Adds collateral through the gateway; native coin sent along is wrapped. As `sendGatewayOpen`. */
export async function sendGatewayPledge(
  sender: Sender,
  args: ThroughGateway &
    Signatures & {
      readonly collateralId: CollateralId;
      readonly amount: bigint;
      readonly value?: bigint;
    },
): Promise<Written> {
  const { gateway, book, id, collateralId, amount, value = 0n } = args;
  const given = [id, collateralId, amount, permitArg(args), approvalArg(args)] as const;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'pledge', given, emitters, { value, returns: nothing });
}

/** What was repaid; nothing where a loan without debt was closed. */
function repaidIn(events: readonly ChainEvent[]): LoanAssets {
  return findEvent(events, 'Repaid')?.repaid ?? loanAssets(0n);
}

/**
 * Repays through the gateway, all of the debt without an amount; native coin sent along is the
 * offer, and what is not needed comes back. As `sendGatewayOpen`; returns what was taken.
 */
export async function sendGatewayRepay(
  sender: Sender,
  args: ThroughGateway &
    Pick<Signatures, 'permit'> & { readonly maxRepaid?: bigint; readonly value?: bigint },
): Promise<Written<LoanAssets>> {
  const { gateway, book, id, maxRepaid = MAX_UINT256, value = 0n } = args;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'repay', [id, maxRepaid, permitArg(args)], emitters, {
    value,
    returns: repaidIn,
  });
}

/**
 * Repays all of the debt and takes all collateral out, in one transaction. As `sendGatewayRepay`.
 *
 * @param args.maxRepaid - Most to repay: a little more than the debt as it is read.
 * @param args.native - Receive wrapped native collateral as native coin.
 */
export async function sendGatewayClose(
  sender: Sender,
  args: ThroughGateway &
    Signatures & {
      readonly maxRepaid?: bigint;
      readonly native?: boolean;
      readonly value?: bigint;
    },
): Promise<Written<LoanAssets>> {
  const { gateway, book, id, maxRepaid = MAX_UINT256, native = false, value = 0n } = args;
  const given = [id, maxRepaid, native, permitArg(args), approvalArg(args)] as const;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'close', given, emitters, {
    value,
    returns: repaidIn,
  });
}

/** Takes wrapped native collateral out as native coin, all of it without an amount. */
export async function sendGatewayWithdrawNative(
  sender: Sender,
  args: ThroughGateway &
    Pick<Signatures, 'approval'> & {
      readonly collateralId: CollateralId;
      readonly amount?: bigint;
      readonly deadline?: bigint;
    },
): Promise<Written<CollateralAssets>> {
  const { gateway, book, id, collateralId, amount = MAX_UINT256, deadline = ANY_TIME } = args;
  const given = [id, collateralId, amount, deadline, approvalArg(args)] as const;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'withdrawNative', given, emitters, {
    returns: (events) => said(findEvent(events, 'Withdrawn'), gateway, 'gateway').amount,
  });
}

/** Draws from a loan of wrapped native coin, in native coin. As `sendGatewayOpen`. */
export async function sendGatewayDrawNative(
  sender: Sender,
  args: ThroughGateway &
    Pick<Signatures, 'approval'> & {
      readonly amount: bigint;
      readonly maxRate?: bigint;
      readonly deadline?: bigint;
    },
): Promise<Written> {
  const { gateway, book, id, amount, maxRate = MAX_UINT256, deadline = ANY_TIME } = args;
  const given = [id, amount, maxRate, deadline, approvalArg(args)] as const;
  const emitters = await emittersOf(sender, book, [id]);
  return through(sender, gateway, 'drawNative', given, emitters, { returns: nothing });
}

/** Lends native coin to a pool of the wrapped one; returns the shares. */
export async function sendGatewayLendNative(
  sender: Sender,
  args: {
    readonly gateway: string;
    readonly pool: string;
    /** Wei. */
    readonly value: bigint;
    readonly minShares?: bigint;
  },
): Promise<Written<Shares>> {
  const { gateway, pool, value, minShares = 0n } = args;
  const given = [toAddress(pool), minShares] as const;
  return through(
    sender,
    gateway,
    'lendNative',
    given,
    { pools: [pool] },
    {
      value,
      returns: (events) => said(findEvent(events, 'Deposit'), gateway, 'gateway').shares,
    },
  );
}

/** Redeems shares of a pool of wrapped native coin, in native coin; returns the wei paid. */
export async function sendGatewayRedeemNative(
  sender: Sender,
  args: Pick<Signatures, 'permit'> & {
    readonly gateway: string;
    readonly pool: string;
    readonly shares: bigint;
    readonly minAssets?: bigint;
  },
): Promise<Written<LoanAssets>> {
  const { gateway, pool, shares, minAssets = 0n } = args;
  const given = [toAddress(pool), shares, minAssets, permitArg(args)] as const;
  return through(
    sender,
    gateway,
    'redeemNative',
    given,
    { pools: [pool] },
    {
      returns: (events) => said(findEvent(events, 'Withdraw'), gateway, 'gateway').assets,
    },
  );
}
