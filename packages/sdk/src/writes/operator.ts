import { MAX_UINT256, RIGHT } from '@hypothec/model';
import type { Address } from '@hypothec/model';
import type { Hex } from 'viem';
import { toAddress } from '../address.ts';
import { loanBookAbi } from '../generated/loan-book.ts';
import { ask, valueOf, viewCall } from '../reads/call.ts';
import { atBlock } from '../reads/pin.ts';
import type { Sender } from './sender.ts';
import { signTyped } from './sign.ts';
import { callContract, toWritten } from './write.ts';
import type { Written } from './write.ts';

/** What a borrower lets an operator do: bring a new kind of collateral, draw, withdraw. */
export type Right = keyof typeof RIGHT;

/** An approval of an operator. */
export interface OperatorOf {
  readonly operator: string;
  /** None of them ends the approval. */
  readonly rights: readonly Right[];
  /** Last second in which it holds, by the chain's clock. */
  readonly expiry: bigint;
}

/** A borrower's approval, signed: anyone may submit it, once, until its deadline. */
export interface SignedApproval {
  readonly borrower: Address;
  readonly operator: Address;
  readonly rights: number;
  readonly expiry: number;
  readonly nonce: bigint;
  readonly deadline: bigint;
  readonly signature: Hex;
}

const types = {
  SetOperator: [
    { name: 'borrower', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'rights', type: 'uint8' },
    { name: 'expiry', type: 'uint40' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

/** The mask of some rights. `maskOf(['pledge', 'withdraw'])` is 5. */
export function maskOf(rights: readonly Right[]): number {
  return rights.reduce((mask, right) => mask | RIGHT[right], 0);
}

/** Instants are 40 bits in the book; what is later holds as long as that can say. */
const LAST_EXPIRY = 2n ** 40n - 1n;

function expiryArg(expiry: bigint): number {
  return Number(expiry < LAST_EXPIRY ? expiry : LAST_EXPIRY);
}

/**
 * Lets an operator act on the sender's loans, or ends that with no rights.
 *
 * @throws {RevertError} ZeroAddress; nothing was sent.
 * @source contracts/src/interfaces/ILoanBook.sol `setOperator`
 */
export async function sendSetOperator(
  sender: Sender,
  args: OperatorOf & { readonly book: string },
): Promise<Written> {
  const { book, operator, rights, expiry } = args;
  const given = [toAddress(operator), maskOf(rights), expiryArg(expiry)] as const;
  const receipt = await callContract(sender, book, loanBookAbi, 'setOperator', given);
  return toWritten(receipt, { book }, () => null);
}

/**
 * Signs the approval of an operator for the sender's loans, by EIP-712; good once.
 *
 * @param args.deadline - Last second in which it may be submitted; without end unless told.
 * @source contracts/src/Operators.sol
 */
export async function signOperatorApproval(
  sender: Sender,
  args: OperatorOf & { readonly book: string; readonly deadline?: bigint },
): Promise<SignedApproval> {
  const { operator, rights, expiry, deadline = MAX_UINT256 } = args;
  const [book, borrower] = [toAddress(args.book), sender.address];
  const asked = viewCall(book, 'book of loans', loanBookAbi, 'nonces', [borrower]);
  const nonce = await atBlock(sender.client, undefined, async (at) =>
    valueOf(asked, await ask(at, asked)),
  );
  const message = {
    borrower,
    operator: toAddress(operator),
    rights: maskOf(rights),
    expiry: expiryArg(expiry),
    nonce,
    deadline,
  };
  const signature = await signTyped(sender, 'an approval', {
    domain: {
      name: 'Hypothec LoanBook',
      version: '1',
      chainId: sender.chainId,
      verifyingContract: book,
    },
    types,
    primaryType: 'SetOperator',
    message,
  });
  return { ...message, signature };
}

/** Submits a borrower's signed approval, as anyone. */
export async function sendSetOperatorBySignature(
  sender: Sender,
  args: { readonly book: string; readonly approval: SignedApproval },
): Promise<Written> {
  const { book, approval } = args;
  const { borrower, operator, rights, expiry, deadline, signature } = approval;
  const given = [borrower, operator, rights, expiry, deadline, signature] as const;
  const receipt = await callContract(sender, book, loanBookAbi, 'setOperatorBySignature', given);
  return toWritten(receipt, { book }, () => null);
}
