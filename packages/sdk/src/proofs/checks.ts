import { convertToAssets, load, shareInterest } from '@hypothec/model';
import type { Pool, Timestamp } from '@hypothec/model';
import { formatAmount } from '../amounts.ts';
import type { Facts } from './facts.ts';
import type { InclusionProof } from './tree.ts';

/** What is checked of a proof, in this order. */
export type CheckName =
  | 'chain'
  | 'book'
  | 'block'
  | 'path'
  | 'holder'
  | 'leaf'
  | 'assets'
  | 'totals';

/** `unknown` when the node cannot tell. */
export type CheckState = 'ok' | 'failed' | 'unknown';

/** One check of a proof. */
export interface ProofCheck {
  readonly name: CheckName;
  readonly state: CheckState;
  /** What the proof says: numbers in base units, decimal. */
  readonly claimed: string;
  /** What was found; null where nothing could be. */
  readonly seen: string | null;
  /** The same as a sentence; where the state is not `ok`, with what to do. */
  readonly text: string;
}

/** A check that could be made. */
export function checked(
  name: CheckName,
  ok: boolean,
  [claimed, seen]: readonly [claimed: string, seen: string],
  [good, bad]: readonly [good: string, bad: string],
): ProofCheck {
  return { name, state: ok ? 'ok' : 'failed', claimed, seen, text: ok ? good : bad };
}

const REFUSE = 'Do not rely on this proof.';

type Tell = (amount: bigint) => string;

function tellIn({ token }: Facts): Tell {
  return (amount) => formatAmount(amount, token, { digits: token.decimals });
}

/** What the sums of a pool must be at a block, and what they are compared with. */
interface Totals {
  readonly owed: bigint;
  readonly cash: bigint;
  /** What belongs to lenders and what to the first loss. */
  readonly liabilities: bigint;
  /** The exact sum of the parts. */
  readonly parts: bigint;
  readonly least: bigint;
  readonly most: bigint;
}

/**
 * What a pool says of its totals, and between what the sum of `leaves` rounded amounts must be.
 *
 * Lenders: each leaf is `floor(shares * (L + 1) / (S + 1e6))`, and the shares add up to `S`. The
 * sum of n such floors is at most the floor of the sum, `A = floor(S * (L + 1) / (S + 1e6))`, which
 * is `convertToAssets(S)`, and at least `A - (n - 1)`, since each floor takes off less than 1. The
 * first loss adds itself, exactly.
 *
 * Loans: each leaf is `ceil(units * index)`, and the units of a class add up to the class's. What
 * the pool says is owed is one floor for each of K classes. n ceilings add and K floors take off
 * less than 1 each, so that the sum is at least `owed` and below `owed + n + K` (invariant 3).
 *
 * @source docs/concepts/proofs.md; docs/invariants.md
 */
export function totalsOf(
  pool: Pool,
  now: Timestamp,
  side: 'lenders' | 'loans',
  leaves: number,
): Totals {
  const position = load(pool, now);
  const { lenderAssets, firstLoss } = shareInterest(position);
  const { cash, supply } = pool;
  const { owed } = position;
  const known = { owed, cash, liabilities: lenderAssets + firstLoss };
  const n = BigInt(leaves);
  if (side === 'lenders') {
    const most = firstLoss + convertToAssets(pool, now, supply);
    // One leaf is the first loss: n - 1 floors, of which all but one may each lack a unit.
    const lacking = n > 2n ? n - 2n : 0n;
    return { ...known, parts: supply, least: most - lacking, most };
  }
  const used = pool.classes.filter(({ units }) => units > 0n);
  const parts = used.reduce((sum, { units }) => sum + units, 0n);
  const most = n === 0n ? owed : owed + n + BigInt(used.length) - 1n;
  return { ...known, parts, least: owed, most };
}

/** The leaf against the loan or the shares that the chain has. */
export function checkLeaf({ leaf }: InclusionProof, facts: Facts): ProofCheck {
  const tell = tellIn(facts);
  const seen = facts.leaf ?? { amount: 0n, parts: 0n };
  const ok = seen.amount === leaf.amount && seen.parts === leaf.parts;
  const amounts = `The proof says ${tell(leaf.amount)}, the chain ${tell(seen.amount)}`;
  const parts = `in parts ${leaf.parts} and ${seen.parts}`;
  const texts = [
    `The chain has ${tell(seen.amount)} there too.`,
    `${amounts}, ${parts}. ${REFUSE}`,
  ] as const;
  return checked('leaf', ok, [`${leaf.amount}`, `${seen.amount}`], texts);
}

function checkBookAssets({ root }: InclusionProof, facts: Facts): ProofCheck {
  const tell = tellIn(facts);
  const { balance } = facts;
  const more = balance - root.sum;
  const beyond = `${tell(more)} more than the sum, sent astray or left out of the tree`;
  const texts = [
    `The book has ${tell(balance)} and owes ${tell(root.sum)}${more > 0n ? `: ${beyond}` : ''}.`,
    `The book has ${tell(balance)}, less than the ${tell(root.sum)} of the tree. ${REFUSE}`,
  ] as const;
  return checked('assets', more >= 0n, [`${root.sum}`, `${balance}`], texts);
}

function checkPoolAssets(
  { root, context }: InclusionProof,
  facts: Facts,
  { cash, owed, liabilities }: Totals,
): ProofCheck {
  const tell = tellIn(facts);
  const { balance } = facts;
  const lenders = context.side === 'lenders';
  const due = lenders ? root.sum : liabilities;
  const had = cash + (lenders ? owed : root.sum);
  const cashText = `The pool has ${tell(balance)} and counts ${tell(cash)} as cash`;
  const text = `with what loans owe that is ${tell(had)}, against ${tell(due)} owed to lenders`;
  const ok = balance >= cash && had >= due;
  const sentence = `${cashText}; ${text} and the first loss.`;
  return checked('assets', ok, [`${due}`, `${had}`], [sentence, `${sentence} ${REFUSE}`]);
}

function checkTotals({ root }: InclusionProof, facts: Facts, totals: Totals): ProofCheck {
  const tell = tellIn(facts);
  const { parts, least, most } = totals;
  const between = `between ${tell(least)} and ${tell(most)}`;
  const ok = root.parts === parts && root.sum >= least && root.sum <= most;
  const bad =
    root.parts === parts
      ? `The tree adds up to ${tell(root.sum)}; by the pool it must be ${between}. ${REFUSE}`
      : `The tree’s parts are ${root.parts}, the pool’s ${parts}: someone was left out or made ` +
        `up. ${REFUSE}`;
  const good = `The tree has all ${parts} parts of the pool, and its sum is ${between}.`;
  return checked('totals', ok, [`${root.sum}`, `${least} to ${most}`], [good, bad]);
}

/** What the holder has, against what the tree sums up, and whether that is all of it. */
export function checkSums(
  proof: InclusionProof,
  facts: Facts,
  now: Timestamp,
): readonly ProofCheck[] {
  const { side } = proof.context;
  if (side === 'collateral' || facts.pool === null) return [checkBookAssets(proof, facts)];
  const totals = totalsOf(facts.pool, now, side, proof.root.leaves);
  return [checkPoolAssets(proof, facts, totals), checkTotals(proof, facts, totals)];
}
