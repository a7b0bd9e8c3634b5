import { SdkError } from '../errors/base.ts';

/** Leaves cannot form a tree, or a tree has not the leaf asked for. A fault of who builds it. */
export class InvalidTreeError extends SdkError {
  override readonly name = 'InvalidTreeError';

  constructor(fault: string, advice: string) {
    super(`This tree cannot be built or used: ${fault}.`, {
      metaMessages: [advice],
      docsPath: 'reference/errors.md#invalidtree',
    });
  }
}

/** A text or value does not read as a proof. Nothing was asked of a node. */
export class InvalidProofError extends SdkError {
  override readonly name = 'InvalidProofError';
  /** Where in the document, such as `leaf.amount`; empty for all of it. */
  readonly at: string;

  constructor(at: string, fault: string, cause?: unknown) {
    super(`This is not a proof: ${at === '' ? '' : `${at} `}${fault}.`, {
      metaMessages: ['Get the proof again, and keep its file as it came.'],
      docsPath: 'reference/errors.md#invalidproof',
      ...(cause === undefined ? {} : { cause }),
    });
    this.at = at;
  }
}
