import type { Address } from '@hypothec/model';
import { SdkError } from './base.ts';

/** Where a node is, without what an address may carry beside the host: keys stand in paths. */
export function originOf(url: string | undefined): string {
  if (url === undefined) return 'the node';
  try {
    return `the node at ${new URL(url).origin}`;
  } catch {
    return 'the node';
  }
}

/**
 * The node does not answer, or not in time. Nothing is known of the chain. Retry, or change node.
 */
export class NodeUnreachableError extends SdkError {
  override readonly name = 'NodeUnreachableError';

  constructor(url: string | undefined, reason: string, cause: unknown) {
    super(`Could not reach ${originOf(url)}: ${reason}.`, {
      metaMessages: ['Check that it runs and that the address is right, then try again.'],
      docsPath: 'reference/errors.md#nodeunreachable',
      cause,
    });
  }
}

/** The node answered that it will not, or cannot. Retrying the same seldom helps. */
export class NodeRefusedError extends SdkError {
  override readonly name = 'NodeRefusedError';
  readonly method: string;
  /** The node's own words. */
  readonly answer: string;

  constructor(method: string, answer: string, cause: unknown) {
    super(`The node refused ${method}: ${answer.replace(/\.?\s*$/, '.')}`, {
      metaMessages: ['Check that the node supports this call and holds the block asked for.'],
      docsPath: 'reference/errors.md#noderefused',
      cause,
    });
    this.method = method;
    this.answer = answer;
  }
}

/** The node is on another chain than the one expected. Do not send anything. */
export class WrongChainError extends SdkError {
  override readonly name = 'WrongChainError';
  readonly seen: number;
  readonly expected: number;

  constructor(seen: number, expected: number) {
    super(`The node is on chain ${seen}; expected was chain ${expected}.`, {
      metaMessages: ['Change the node or the wallet’s network. Nothing was sent.'],
      docsPath: 'reference/errors.md#wrongchain',
    });
    this.seen = seen;
    this.expected = expected;
  }
}

/** There is no contract where one was expected, or one that does not answer what was asked. */
export class NoContractError extends SdkError {
  override readonly name = 'NoContractError';
  readonly address: string;

  constructor(address: string, what: string) {
    super(`There is no ${what} at ${address}: nothing there answers as one.`, {
      metaMessages: ['Check the address, and that the node is on the right chain.'],
      docsPath: 'reference/errors.md#nocontract',
    });
    this.address = address;
  }
}

/** The chain was rebuilt again and again while it was read. Retry. */
export class ReorganisedError extends SdkError {
  override readonly name = 'ReorganisedError';

  constructor(blockNumber: bigint, attempts: number) {
    super(`Block ${blockNumber} was replaced while it was read, ${attempts} times in a row.`, {
      metaMessages: ['Try again, or read a block that is some minutes old.'],
      docsPath: 'reference/errors.md#reorganised',
    });
  }
}

/** A loan's id names a creditor that the book does not have. */
export class UnknownCreditorError extends SdkError {
  override readonly name = 'UnknownCreditorError';
  readonly creditorId: number;

  constructor(creditorId: number, book: Address) {
    super(`The book ${book} has no creditor ${creditorId}.`, {
      metaMessages: ['Check the loan’s id, and that it is of this book.'],
      docsPath: 'reference/errors.md#unknowncreditor',
    });
    this.creditorId = creditorId;
  }
}

/**
 * A creditor that is not the lending pool this package knows: its loans cannot be computed here.
 */
export class UnsupportedCreditorError extends SdkError {
  override readonly name = 'UnsupportedCreditorError';
  readonly creditor: Address;

  constructor(creditor: Address, reason: string) {
    super(`The creditor ${creditor} is not a lending pool as known here: ${reason}.`, {
      metaMessages: ['Its loans are safe to repay, but not to compute with this version.'],
      docsPath: 'reference/errors.md#unsupportedcreditor',
    });
    this.creditor = creditor;
  }
}
