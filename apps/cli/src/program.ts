import { Command } from 'commander';
import type { CommanderError } from 'commander';
import { addDb } from './commands/db.ts';
import { addLend } from './commands/lend.ts';
import { addLoan } from './commands/loan.ts';
import { addMarket } from './commands/market.ts';
import { addLocal } from './commands/play.ts';
import { addReplay } from './commands/replay.ts';
import { addUp } from './commands/up.ts';
import { addVerifyProof } from './commands/verify-proof.ts';
import { UsageError } from './errors.ts';
import { VERSION } from './version.ts';

/** Help that is shown because no command was named is no error; errors are told elsewhere. */
function writeErr(text: string): void {
  if (text.startsWith('Usage:')) process.stdout.write(text);
}

const SHOWN = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** Ends a command line that was not understood, with where to read how it is written. */
function misused(path: string, error: CommanderError): never {
  if (SHOWN.has(error.code)) throw error;
  const text = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/[.?]?$/, '.');
  throw new UsageError(`${sentence} See ${path} --help.`, { cause: error });
}

/** Says nothing by itself: what is wrong is told in one line by whoever runs the program. */
function quietAll(command: Command, path: string): void {
  command
    .exitOverride((error) => misused(path, error))
    .configureOutput({ writeErr })
    // Above a window's width nothing is wrapped: what a command takes is said by itself.
    .configureHelp({ subcommandTerm: (below) => below.name() });
  for (const below of command.commands) quietAll(below, `${path} ${below.name()}`);
}

/** The `hypothec` command with everything below it. */
export function createProgram(): Command {
  const program = new Command('hypothec')
    .description(
      'Loans against crypto collateral: a margin call, a time to cure, a sale that stops at safety',
    )
    .version(VERSION)
    .showHelpAfterError(false);
  addUp(program);
  addLoan(program);
  addLend(program);
  addMarket(program);
  addLocal(program);
  addReplay(program);
  addDb(program);
  addVerifyProof(program);
  quietAll(program, program.name());
  return program;
}
