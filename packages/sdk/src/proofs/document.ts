import type { Address } from '@hypothec/model';
import type { Hex } from 'viem';
import { InvalidProofError } from './errors.ts';
import type { TreeNode, TreeRoot } from './hash.ts';
import { contextFault, isHash, isUint256, leafFault } from './leaf.ts';
import type { Leaf, Side, TreeContext } from './leaf.ts';
import { MAX_LEAVES } from './tree.ts';
import type { InclusionProof } from './tree.ts';

const FORMAT = 'hypothec-proof';
const VERSION = 1;
/** A path of 31 steps has less than 10,000 characters. */
const MAX_TEXT = 65_536;
const MAX_PATH = 31;

interface NodeDocument {
  readonly hash: string;
  readonly sum: string;
  readonly parts: string;
}

/** A proof as JSON: amounts and block number as decimal texts. Nothing in it is secret. */
export interface ProofDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly context: {
    readonly chainId: number;
    readonly book: string;
    readonly blockNumber: string;
    readonly blockHash: string;
    readonly holder: string;
    readonly token: string;
    readonly side: Side;
  };
  readonly root: NodeDocument & { readonly leaves: number };
  readonly leaf: {
    readonly account: string;
    readonly subject: string;
    readonly amount: string;
    readonly parts: string;
  };
  readonly index: number;
  readonly path: readonly NodeDocument[];
}

function nodeDocument({ hash, sum, parts }: TreeNode): NodeDocument {
  return { hash, sum: `${sum}`, parts: `${parts}` };
}

/**
 * Returns a proof as a document that `JSON.stringify` writes and `parseProof` reads.
 *
 * @source docs/concepts/proofs.md
 */
export function proofDocument(proof: InclusionProof): ProofDocument {
  const { context, root, leaf, index, path } = proof;
  return {
    format: FORMAT,
    version: VERSION,
    context: { ...context, blockNumber: `${context.blockNumber}` },
    root: { ...nodeDocument(root), leaves: root.leaves },
    leaf: { ...leaf, amount: `${leaf.amount}`, parts: `${leaf.parts}` },
    index,
    path: path.map(nodeDocument),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** A value as an error may repeat it: short, and nothing that a terminal would obey. */
function shown(value: unknown): string {
  if (typeof value === 'string') {
    const start = value.slice(0, 40).replaceAll(/[^\x20-\x7e]/g, '?');
    return `"${start}${value.length > 40 ? '…' : ''}"`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (value === undefined) return 'missing';
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
}

/** The fields of an object that has these and no others, each read once. */
function fieldsOf(value: unknown, at: string, names: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidProofError(at, `is ${shown(value)}; an object was expected`);
  }
  const stranger = Object.keys(value).find((key) => !names.includes(key));
  if (stranger !== undefined) {
    const allowed = `allowed are ${names.join(', ')}`;
    throw new InvalidProofError(at, `has a field ${shown(stranger)}; ${allowed}`);
  }
  return Object.fromEntries(names.map((name) => [name, (value as Fields)[name]]));
}

function textAt(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  throw new InvalidProofError(at, `is ${shown(value)}; a text was expected`);
}

function decimalAt(value: unknown, at: string): bigint {
  const text = textAt(value, at);
  // 2^256 has 78 digits; one spelling for each number.
  const number = /^(?:0|[1-9]\d{0,77})$/.test(text) ? BigInt(text) : null;
  if (number !== null && isUint256(number)) return number;
  const allowed = 'a decimal text from 0 to 2^256 - 1 was expected';
  throw new InvalidProofError(at, `is ${shown(value)}; ${allowed}`);
}

function countAt(value: unknown, at: string, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) {
    return value;
  }
  throw new InvalidProofError(at, `is ${shown(value)}; a number from 0 to ${most} was expected`);
}

function nodeAt({ hash, sum, parts }: Fields, at: string): TreeNode {
  const text = textAt(hash, `${at}.hash`);
  if (!isHash(text)) {
    throw new InvalidProofError(`${at}.hash`, `is ${shown(text)}; 0x and 64 lower-case hex digits`);
  }
  return {
    hash: text as Hex,
    sum: decimalAt(sum, `${at}.sum`),
    parts: decimalAt(parts, `${at}.parts`),
  };
}

function contextAt(value: unknown): TreeContext {
  const names = ['chainId', 'book', 'blockNumber', 'blockHash', 'holder', 'token', 'side'];
  const fields = fieldsOf(value, 'context', names);
  const context = {
    chainId: countAt(fields['chainId'], 'context.chainId', Number.MAX_SAFE_INTEGER),
    book: textAt(fields['book'], 'context.book') as Address,
    blockNumber: decimalAt(fields['blockNumber'], 'context.blockNumber'),
    blockHash: textAt(fields['blockHash'], 'context.blockHash') as Hex,
    holder: textAt(fields['holder'], 'context.holder') as Address,
    token: textAt(fields['token'], 'context.token') as Address,
    side: textAt(fields['side'], 'context.side') as Side,
  };
  const wrong = contextFault(context);
  if (wrong !== null) throw new InvalidProofError(wrong.at, wrong.fault);
  return context;
}

function rootAt(value: unknown): TreeRoot {
  const fields = fieldsOf(value, 'root', ['hash', 'sum', 'parts', 'leaves']);
  const leaves = countAt(fields['leaves'], 'root.leaves', MAX_LEAVES);
  return { ...nodeAt(fields, 'root'), leaves };
}

function leafAt(value: unknown, context: TreeContext): Leaf {
  const fields = fieldsOf(value, 'leaf', ['account', 'subject', 'amount', 'parts']);
  const leaf = {
    account: textAt(fields['account'], 'leaf.account') as Address,
    subject: textAt(fields['subject'], 'leaf.subject') as Hex,
    amount: decimalAt(fields['amount'], 'leaf.amount'),
    parts: decimalAt(fields['parts'], 'leaf.parts'),
  };
  const wrong = leafFault(context, leaf);
  if (wrong !== null) throw new InvalidProofError(wrong.at, wrong.fault);
  return leaf;
}

function pathAt(value: unknown): readonly TreeNode[] {
  if (!Array.isArray(value)) {
    throw new InvalidProofError('path', `is ${shown(value)}; a list was expected`);
  }
  const { length } = value;
  if (length > MAX_PATH) {
    throw new InvalidProofError('path', `has ${length} steps; at most ${MAX_PATH} are possible`);
  }
  return Array.from({ length }, (_, i) => {
    const at = `path[${i}]`;
    return nodeAt(fieldsOf(value[i], at, ['hash', 'sum', 'parts']), at);
  });
}

function read(value: unknown): InclusionProof {
  const names = ['format', 'version', 'context', 'root', 'leaf', 'index', 'path'];
  const fields = fieldsOf(value, '', names);
  const { format, version } = fields;
  if (format !== FORMAT) {
    throw new InvalidProofError('format', `is ${shown(format)}; "${FORMAT}" was expected`);
  }
  if (version !== VERSION) {
    throw new InvalidProofError('version', `is ${shown(version)}; this program reads ${VERSION}`);
  }
  const context = contextAt(fields['context']);
  return {
    context,
    root: rootAt(fields['root']),
    leaf: leafAt(fields['leaf'], context),
    index: countAt(fields['index'], 'index', MAX_LEAVES - 1),
    path: pathAt(fields['path']),
  };
}

function readText(text: string): InclusionProof {
  if (text.length > MAX_TEXT) {
    const most = `at most ${MAX_TEXT} are allowed`;
    throw new InvalidProofError('', `it has ${text.length} characters, ${most}`);
  }
  return read(JSON.parse(text));
}

/**
 * Reads a proof from JSON text or from what was parsed of it. Strict: every field, no other, one
 * spelling each. Says nothing of whether it holds: see `pathFault` and `verifyProof`.
 *
 * @param input - Anything at all; texts of at most 65,536 characters.
 * @throws {InvalidProofError} with the field, what was seen and what is allowed. Nothing else.
 * @source docs/concepts/proofs.md
 */
export function parseProof(input: unknown): InclusionProof {
  try {
    return typeof input === 'string' ? readText(input) : read(input);
  } catch (error) {
    if (error instanceof InvalidProofError) throw error;
    throw new InvalidProofError('', 'it is not JSON', error);
  }
}
