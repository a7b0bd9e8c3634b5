import { createNodeClient, FIRST_LOSS, parseProof, toAddress, verifyProof } from '@hypothec/sdk';
import type { InclusionProof, ProofCheck, ReadClient, VerifiedProof } from '@hypothec/sdk';
import type { Command } from 'commander';
import { CliError } from '../errors.ts';
import { readProofText } from '../io/proof.ts';
import { openSession } from '../io/session.ts';
import type { SessionFlags } from '../io/session.ts';
import { Output, tone } from '../text/output.ts';
import type { Tone } from '../text/output.ts';
import { textTable } from '../text/table.ts';
import { withSession } from './shared.ts';

interface VerifyFlags extends SessionFlags {
  readonly rpc?: string;
  readonly book?: string;
}

/** The node to ask, and the book that is meant where one is known. */
interface Against {
  readonly client: ReadClient;
  readonly book: string | undefined;
}

async function against(flags: VerifyFlags, output: Output): Promise<Against> {
  const named = flags.book === undefined ? undefined : toAddress(flags.book);
  if (flags.rpc !== undefined) {
    return { client: createNodeClient(flags.rpc, { timeout: 30_000 }), book: named };
  }
  const { client, deployment } = await openSession(flags, output);
  return { client, book: named ?? deployment.book };
}

function titleOf({ context, leaf }: InclusionProof): string {
  const { side, book, holder, blockNumber, chainId } = context;
  const { account, subject } = leaf;
  const what = {
    collateral: `What the book ${book} owes to ${account} for loan ${subject}`,
    lenders:
      subject === FIRST_LOSS
        ? `The first loss of the pool ${holder}`
        : `What the pool ${holder} owes to the lender ${account}`,
    loans: `What loan ${subject} of ${account} owes to the pool ${holder}`,
  };
  return `${what[side]}, at block ${blockNumber} of chain ${chainId}`;
}

const tones: Readonly<Record<ProofCheck['state'], Tone>> = {
  ok: 'good',
  failed: 'bad',
  unknown: 'warn',
};

function verdictText(proof: InclusionProof, { checks }: VerifiedProof): string {
  const rows = checks.map(({ name, state, text }) => [name, tone(tones[state], state), text]);
  return [tone('title', titleOf(proof)), textTable(['check', '', ''], rows)].join('\n');
}

function namesOf({ checks, state }: VerifiedProof): string {
  return checks
    .filter((item) => item.state === state)
    .map(({ name }) => name)
    .join(', ');
}

async function verify(file: string, flags: VerifyFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const proof = parseProof(await readProofText(file));
  const { client, book } = await against(flags, output);
  const verified = await verifyProof(client, proof, book === undefined ? {} : { book });
  output.answer({ ...verified, book: proof.context.book }, () => verdictText(proof, verified));
  if (verified.state === 'failed') {
    throw new CliError(`The proof does not hold: see ${namesOf(verified)} above.`);
  }
  if (verified.state === 'unknown') {
    throw new CliError(
      `Nothing contradicts the proof, but this node cannot tell: see ${namesOf(verified)} above.`,
    );
  }
  if (book === undefined) {
    output.note(
      `The proof is of the book ${proof.context.book}: see that it is the one you use, or give ` +
        'it as --book.',
    );
  }
}

/** `hypothec verify-proof`: what is held and owed, checked against any node. */
export function addVerifyProof(program: Command): void {
  withSession(program.command('verify-proof <file>'))
    .description('check a proof of what is held or owed against a node; - reads it from stdin')
    .option('--rpc <url>', 'node of any chain; the running stack’s without it')
    .option('--book <address>', 'the book that is meant; the running stack’s without --rpc')
    .action(verify);
}
