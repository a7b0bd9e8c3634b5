import type { Hex } from 'viem';
import { SdkError } from './base.ts';

/** A transaction that was signed here: enough to find it, or to send it again. */
export interface SignedTransaction {
  readonly hash: Hex;
  readonly nonce: number;
  readonly from: string;
  /** The signed bytes. Sending them again can never do the same thing twice. */
  readonly raw: Hex;
}

/**
 * The node could not say whether it took the transaction, and does not know its hash. It may still
 * be mined: look for `sent.hash` before doing the same again.
 */
export class TransactionUnknownError extends SdkError {
  override readonly name = 'TransactionUnknownError';
  readonly sent: SignedTransaction;

  constructor(sent: SignedTransaction, cause: unknown) {
    super(`It is not known whether transaction ${sent.hash} was taken.`, {
      metaMessages: [
        `It has nonce ${sent.nonce} of ${sent.from}; whatever is sent next takes its place.`,
        'Look for the hash before you do the same again.',
      ],
      docsPath: 'reference/errors.md#transactionunknown',
      cause,
    });
    this.sent = sent;
  }
}

/** The transaction was taken but is in no block yet. It may still be mined. */
export class TransactionPendingError extends SdkError {
  override readonly name = 'TransactionPendingError';
  readonly hash: Hex;

  constructor(hash: Hex, waited: string) {
    super(`Transaction ${hash} is in no block after ${waited}.`, {
      metaMessages: ['It may still be mined: look for the hash before you do the same again.'],
      docsPath: 'reference/errors.md#transactionpending',
    });
    this.hash = hash;
  }
}

/** Another transaction of the same account and nonce was mined: this one never will be. */
export class TransactionReplacedError extends SdkError {
  override readonly name = 'TransactionReplacedError';
  readonly sent: SignedTransaction;

  constructor(sent: SignedTransaction) {
    super(`Another transaction took nonce ${sent.nonce} of ${sent.from}; this one cannot happen.`, {
      metaMessages: [
        'The account is used elsewhere at the same time. Look at what was done, then try again.',
      ],
      docsPath: 'reference/errors.md#transactionreplaced',
    });
    this.sent = sent;
  }
}

/** The transaction is in a block and failed, although it would have passed when it was sent. */
export class TransactionFailedError extends SdkError {
  override readonly name = 'TransactionFailedError';
  readonly hash: Hex;

  constructor(hash: Hex, cause: unknown) {
    const known = cause instanceof SdkError;
    super(
      known
        ? `Transaction ${hash} failed: ${cause.shortMessage}`
        : `Transaction ${hash} failed, and would pass now: something moved meanwhile.`,
      {
        metaMessages: known ? cause.metaMessages : ['Nothing but its fee was spent. Try again.'],
        docsPath: 'reference/errors.md#transactionfailed',
        cause,
      },
    );
    this.hash = hash;
  }
}

/** The account has too little of the chain's own coin to pay for the transaction. */
export class InsufficientGasFundsError extends SdkError {
  override readonly name = 'InsufficientGasFundsError';

  constructor(account: string, cause: unknown) {
    super(`${account} has too little of the chain's coin to pay for this transaction.`, {
      metaMessages: ['Send it some, then try again. Nothing was sent.'],
      docsPath: 'reference/errors.md#insufficientgasfunds',
      cause,
    });
  }
}

/** The wallet's owner said no. */
export class UserRejectedError extends SdkError {
  override readonly name = 'UserRejectedError';

  constructor(cause: unknown) {
    super('The request was rejected in the wallet.', {
      metaMessages: ['Nothing was sent.'],
      docsPath: 'reference/errors.md#userrejected',
      cause,
    });
  }
}

/** An account that cannot sign here was asked to sign. */
export class CannotSignError extends SdkError {
  override readonly name = 'CannotSignError';

  constructor(account: string, what: string, cause: unknown) {
    super(`${account} cannot sign ${what} here.`, {
      metaMessages: ['Use an account with a key, or a wallet that signs typed data.'],
      docsPath: 'reference/errors.md#cannotsign',
      cause,
    });
  }
}
