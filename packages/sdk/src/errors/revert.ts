import type { ProtocolError } from '@hypothec/model';
import type { Address, Hex } from 'viem';
import { SdkError } from './base.ts';
import { decodeRevert, toProtocolError } from './decode.ts';
import type { DecodedRevert } from './decode.ts';
import { sentences } from './sentences/index.ts';
import { tellerOf } from './sentences/teller.ts';
import type { ErrorContext, ErrorName, Sentence, Teller } from './sentences/teller.ts';

const panics = new Map([
  [0x01n, 'an assertion failed'],
  [0x11n, 'a number overflowed or fell below zero'],
  [0x12n, 'something was divided by zero'],
  [0x21n, 'a value is none of its kind'],
  [0x32n, 'an index is out of range'],
  [0x41n, 'too much memory was asked for'],
]);

const report = 'This should not happen: please report it with the transaction’s data.';

/** `AboveOpenLimit` as the anchor `aboveopenlimit` of the page of errors. */
function docsPathOf(name: string): string {
  return `reference/errors.md#${name.toLowerCase()}`;
}

function unknownSentence({ name, args, data }: DecodedRevert): Sentence {
  if (name === 'Error') {
    return {
      message: `A contract refused: ${String(args[0])}.`,
      advice: 'This is what the contract itself says; it is none of this protocol’s.',
    };
  }
  if (name === 'Panic') {
    const code = args[0] as bigint;
    return {
      message: `A contract failed: ${panics.get(code) ?? `panic ${code}`}.`,
      advice: report,
    };
  }
  if (data === '0x') {
    return {
      message: 'A contract refused without saying why.',
      advice: 'Check the addresses: there may be no contract, or another one.',
    };
  }
  return {
    message: `A contract refused with ${data.slice(0, 10)}, an error that is not known here.`,
    advice: 'It comes from a token, an oracle or a creditor that is none of this protocol’s.',
  };
}

type AnySentence = (args: readonly unknown[], tell: Teller) => Sentence;

/**
 * Tells a decoded revert in a sentence for people, with advice.
 *
 * @param context - Tokens by which amounts are shown; base units without it.
 * @example `NotEnoughCash` of 500 and 100: "The pool has 100 USD in cash; 500 USD was wanted."
 */
export function tellRevert(revert: DecodedRevert, context: ErrorContext = {}): Sentence {
  const { name, args } = revert;
  if (name === null || name === 'Error' || name === 'Panic') return unknownSentence(revert);
  return (sentences[name] as AnySentence)(args, tellerOf(context));
}

/**
 * Tells an error of the model, such as a preview's, as the contracts' own would be told.
 *
 * @example `tellProtocolError(preview.error, contextOf(snapshot)).message`
 */
export function tellProtocolError(error: ProtocolError, context: ErrorContext = {}): Sentence {
  const name: string = error.errorName;
  const args = error.args as readonly unknown[];
  if (name === 'UnknownRefusal') {
    return {
      message: `The oracle ${String(args[0])} has no price, and does not say why in a known way.`,
      advice:
        'Nothing that needs a price is possible meanwhile; repaying is, and pledging what is held.',
    };
  }
  if (!Object.hasOwn(sentences, name)) {
    return { message: error.message, advice: 'This error comes from a test contract.' };
  }
  return tellRevert({ name: name as ErrorName, args, data: '0x' }, context);
}

/**
 * A contract refused a call: nothing has changed. Carries the error's name and arguments, the
 * model's error where it mirrors it, and a sentence for people.
 */
export class RevertError extends SdkError {
  override readonly name = 'RevertError';
  /** Name in the ABI, `Error`, `Panic`, or null where the data has no known name. */
  readonly errorName: DecodedRevert['name'];
  /** In the ABI's order: numbers as bigints, addresses in lower case. */
  readonly args: readonly unknown[];
  readonly data: Hex;
  /** What was called. */
  readonly contract: Address | null;
  /** The same error as the model throws it, or null where the model has none. */
  readonly protocol: ProtocolError | null;
  readonly advice: string;

  constructor(
    revert: DecodedRevert,
    options: { contract?: Address; context?: ErrorContext; cause?: unknown } = {},
  ) {
    const { message, advice } = tellRevert(revert, options.context);
    const named = revert.name !== null && Object.hasOwn(sentences, revert.name);
    super(message, {
      metaMessages: [advice],
      ...(named ? { docsPath: docsPathOf(String(revert.name)) } : {}),
      cause: options.cause,
    });
    this.errorName = revert.name;
    this.args = revert.args;
    this.data = revert.data;
    this.contract = options.contract ?? null;
    this.protocol = toProtocolError(revert);
    this.advice = advice;
  }

  /** From raw revert data. */
  static of(
    data: Hex,
    options: { contract?: Address; context?: ErrorContext; cause?: unknown } = {},
  ): RevertError {
    return new RevertError(decodeRevert(data), options);
  }
}
