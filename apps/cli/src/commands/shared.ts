import type { Command } from 'commander';
import { openSession } from '../io/session.ts';
import type { Session, SessionFlags } from '../io/session.ts';
import { Output } from '../text/output.ts';
import { parseWhole } from '../text/parse.ts';

/** Where the API listens unless told. */
export const API_PORT = 8_710;

/** A port as given. @throws {UsageError} for what is none. */
export function portFlag(flag: '--port' | '--api-port', given: string): number {
  return Number(parseWhole(flag, given, { least: 1n, most: 65_535n }));
}

/** Flags of a command on a running stack. */
export function withSession(command: Command): Command {
  return command
    .option('--dir <directory>', 'where the stack runs; also looked for above it', '.')
    .option('--json', 'one JSON object instead of text');
}

/** The same, with who signs. */
export function withSigner(command: Command, fallback = 'alice'): Command {
  return withSession(command)
    .option('--as <name>', 'account of the local chain: alice, bob, carol, dave, erin', fallback)
    .option('--key <hex>', 'private key of another account');
}

/** Runs a command on the stack, and ends its progress line whatever happens. */
export async function inSession<Result>(
  flags: SessionFlags,
  act: (session: Session) => Promise<Result>,
): Promise<Result> {
  const output = new Output({ json: flags.json ?? false });
  try {
    return await act(await openSession(flags, output));
  } finally {
    output.progress.end();
  }
}
