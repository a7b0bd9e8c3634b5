import type { Timestamp } from '@hypothec/model';
import { domainSeparator, parseSignature } from 'viem';
import type { Address, Hex, TypedDataDomain } from 'viem';
import { toAddress } from '../address.ts';
import { PermitUnsupportedError } from '../errors/permit.ts';
import { erc20Abi } from '../generated/erc20.ts';
import { askAll, viewCall } from '../reads/call.ts';
import { atBlock } from '../reads/pin.ts';
import type { Pinned } from '../reads/pin.ts';
import type { Sender } from './sender.ts';
import { signTyped } from './sign.ts';
import type { AllowanceOf } from './token.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** A signed ERC-2612 permit, in the form that contracts take. */
export interface SignedPermit {
  readonly owner: Address;
  readonly token: Address;
  readonly spender: Address;
  readonly value: bigint;
  /** Last second in which it holds. */
  readonly deadline: bigint;
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
}

const types = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

const versionAbi = [
  {
    type: 'function',
    name: 'version',
    inputs: [],
    outputs: [{ name: '', type: 'string' }],
    stateMutability: 'view',
  },
] as const;

/**
 * The token's signing domain and the owner's nonce. The domain is put together from what the token
 * says of itself and must give the separator that the token uses, or the permit would be refused.
 */
async function domainOf(at: Pinned, token: Address, owner: Address, chainId: number) {
  const [nonce, separator, name, version] = await askAll(at, [
    viewCall(token, 'token', erc20Abi, 'nonces', [owner]),
    viewCall(token, 'token', erc20Abi, 'DOMAIN_SEPARATOR'),
    viewCall(token, 'token', erc20Abi, 'name'),
    viewCall(token, 'token', versionAbi, 'version'),
  ]);
  if (!nonce.ok || !separator.ok || !name.ok) {
    throw new PermitUnsupportedError(token, 'it does not answer as ERC-2612 asks');
  }
  const versions = version.ok ? [version.value] : ['1', '2'];
  for (const candidate of versions) {
    const domain: TypedDataDomain = {
      name: name.value,
      version: candidate,
      chainId,
      verifyingContract: token,
    };
    if (domainSeparator({ domain }) === separator.value) return { domain, nonce: nonce.value };
  }
  throw new PermitUnsupportedError(token, 'its signing domain is not the usual one');
}

/**
 * Signs a permit of the sender for exactly an amount.
 *
 * @param args.deadline - Last second in which it holds, by the chain's clock.
 * @throws {PermitUnsupportedError} when the token takes none; `ensureAllowance` does the same by a
 * transaction.
 */
export async function signPermit(
  sender: Sender,
  args: AllowanceOf & { readonly deadline: Timestamp | bigint },
): Promise<SignedPermit> {
  const [token, spender, owner] = [toAddress(args.token), toAddress(args.spender), sender.address];
  const { amount: value, deadline } = args;
  const { domain, nonce } = await atBlock(sender.client, undefined, (at) =>
    domainOf(at, token, owner, sender.chainId),
  );
  const message = { owner, spender, value, nonce, deadline };
  const signature = await signTyped(sender, 'a permit', {
    domain,
    types,
    primaryType: 'Permit',
    message,
  });
  const { r, s, yParity } = parseSignature(signature);
  return { owner, token, spender, value, deadline, v: 27 + yParity, r, s };
}

/** Submits a permit, for anyone. */
export async function sendPermit(sender: Sender, permit: SignedPermit): Promise<Written> {
  const { token, owner, spender, value, deadline, v, r, s } = permit;
  const given = [owner, spender, value, deadline, v, r, s] as const;
  const receipt = await callContract(sender, token, erc20Abi, 'permit', given);
  return toWritten(receipt, {}, () => null);
}
