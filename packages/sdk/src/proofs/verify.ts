import type { Hex } from 'viem';
import { toAddress } from '../address.ts';
import { NodeRefusedError } from '../errors/connection.ts';
import { atBlock } from '../reads/pin.ts';
import type { BlockRef, Pinned } from '../reads/pin.ts';
import { request } from '../reads/rpc.ts';
import type { ReadClient } from '../reads/rpc.ts';
import { checked, checkLeaf, checkSums } from './checks.ts';
import type { CheckName, CheckState, ProofCheck } from './checks.ts';
import { readFacts } from './facts.ts';
import { pathFault } from './tree.ts';
import type { InclusionProof } from './tree.ts';

/** What became of a proof: each check, and all of them together. */
export interface VerifiedProof {
  /** `failed` if one failed, else `unknown` if one could not be made, else `ok`. */
  readonly state: CheckState;
  /** Each check once, in a fixed order. */
  readonly checks: readonly ProofCheck[];
}

const OTHER = 'This is another chain or another fork: get a proof of this one.';
const OLD = 'Ask an archive node, or take a proof at a newer block.';

function unknown(name: CheckName, claimed: string, text: string): ProofCheck {
  return { name, state: 'unknown', claimed, seen: null, text };
}

/** What each check that needs the state of the block would compare. */
function claimsOf({
  context,
  leaf,
  root,
}: InclusionProof): readonly (readonly [CheckName, string])[] {
  const all = [
    ['holder', context.holder],
    ['leaf', `${leaf.amount}`],
    ['assets', `${root.sum}`],
    ['totals', `${root.sum}`],
  ] as const;
  return context.side === 'collateral' ? all.slice(0, 3) : all;
}

function allUnknown(proof: InclusionProof, why: string): readonly ProofCheck[] {
  return claimsOf(proof).map(([name, claimed]) => unknown(name, claimed, why));
}

function checkChain({ context }: InclusionProof, seen: bigint): ProofCheck {
  const claimed = `${context.chainId}`;
  const texts = [
    `The node is on chain ${seen}.`,
    `The node is on chain ${seen}, the proof is of chain ${claimed}. Use a node of that chain.`,
  ] as const;
  return checked('chain', claimed === `${seen}`, [claimed, `${seen}`], texts);
}

function checkBook({ context }: InclusionProof, expected: string): ProofCheck {
  const book = toAddress(expected);
  const texts = [
    `The proof is of the book ${book}.`,
    `The proof is of the book ${context.book}, not of ${book}. Its contracts may be made up.`,
  ] as const;
  return checked('book', context.book === book, [context.book, book], texts);
}

function checkPath(proof: InclusionProof): ProofCheck {
  const { root, index, path } = proof;
  const fault = pathFault(proof);
  const seen = fault === null ? root.hash : fault;
  const place = `Leaf ${index + 1} of ${root.leaves} leads to the root in ${path.length} steps`;
  const texts = [
    `${place}, with every sum.`,
    `The leaf does not lead to the root: ${fault}. The proof was changed, or is of another tree.`,
  ] as const;
  return checked('path', fault === null, [root.hash, seen], texts);
}

function checkBlock({ context }: InclusionProof, block: BlockRef): ProofCheck {
  const { blockNumber, blockHash } = context;
  const texts = [
    `Block ${blockNumber} has this hash.`,
    `Block ${blockNumber} has the hash ${block.hash}, in the proof it has ${blockHash}. ${OTHER}`,
  ] as const;
  return checked('block', blockHash === block.hash, [blockHash, block.hash], texts);
}

async function checkState(at: Pinned, proof: InclusionProof): Promise<readonly ProofCheck[]> {
  const { holder } = proof.context;
  const reading = await readFacts(at, proof);
  if (reading.kind === 'not-known') {
    return allUnknown(proof, `The node cannot tell as of this block: ${reading.why} ${OLD}`);
  }
  if (reading.kind === 'contradicted') {
    const text = `${reading.why} Do not rely on this proof.`;
    const failed: ProofCheck = {
      name: 'holder',
      state: 'failed',
      claimed: holder,
      seen: null,
      text,
    };
    const rest = allUnknown(proof, 'There is nothing to compare with: see “holder”.');
    return [failed, ...rest.slice(1)];
  }
  const { facts } = reading;
  const kept = facts.pool === null ? 'a book of loans' : 'a lending pool of this book';
  const good = `${holder} answers as ${kept}, ${facts.token.symbol} as the token.`;
  return [
    checked('holder', true, [holder, holder], [good, good]),
    checkLeaf(proof, facts),
    ...checkSums(proof, facts, at.block.timestamp),
  ];
}

async function checkAtBlock(
  client: ReadClient,
  proof: InclusionProof,
): Promise<readonly ProofCheck[]> {
  const { blockNumber, blockHash } = proof.context;
  try {
    return await atBlock(client, blockNumber, async (at) => {
      const block = checkBlock(proof, at.block);
      const rest =
        block.state === 'ok'
          ? await checkState(at, proof)
          : allUnknown(proof, `The node has another block ${blockNumber}: see “block”.`);
      return [block, ...rest];
    });
  } catch (error) {
    if (!(error instanceof NodeRefusedError)) throw error;
    const why = `The node has no block ${blockNumber} to compare with`;
    const text = `${why}. If it is new, try again when the node has it. ${OLD}`;
    return [unknown('block', blockHash, text), ...allUnknown(proof, text)];
  }
}

/**
 * Checks a proof against a node: that it is of this chain and block, that its leaf leads to its
 * root, that the leaf is what the chain has at that block, and that the holder has what the root
 * sums up. Asks nothing but the node, and believes it: use one that you trust.
 *
 * @param proof - From `parseProof` or `proveLeaf`.
 * @param options.book - The book that is meant. Without it, look at `context.book` yourself: a
 * proof may name contracts that somebody made up.
 * @returns The checks; `ok` only if every one could be made and held. Collateral has no `totals`,
 * since the book keeps none.
 * @throws {InvalidAddressError} for another `book` than an address.
 * @throws {NodeUnreachableError} when the node does not answer; retry.
 * @throws {ReorganisedError} when the chain was rebuilt while it was read; retry.
 * @example `(await verifyProof(client, parseProof(text), { book })).state`
 * @source docs/concepts/proofs.md
 */
export async function verifyProof(
  client: ReadClient,
  proof: InclusionProof,
  options: { readonly book?: string } = {},
): Promise<VerifiedProof> {
  const chain = checkChain(proof, BigInt(await request<Hex>(client, 'eth_chainId', [])));
  const book = options.book === undefined ? [] : [checkBook(proof, options.book)];
  const nowhere = 'The node is on another chain: see “chain”.';
  const [block, ...rest] =
    chain.state === 'ok'
      ? await checkAtBlock(client, proof)
      : [unknown('block', proof.context.blockHash, nowhere), ...allUnknown(proof, nowhere)];
  const checks = [
    chain,
    ...book,
    ...(block === undefined ? [] : [block]),
    checkPath(proof),
    ...rest,
  ];
  const has = (state: CheckState): boolean => checks.some((item) => item.state === state);
  return { state: has('failed') ? 'failed' : has('unknown') ? 'unknown' : 'ok', checks };
}
