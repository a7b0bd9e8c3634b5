import { Command } from 'commander';
import { addLend } from './commands/lend.ts';
import { addLoan } from './commands/loan.ts';
import { addMarket } from './commands/market.ts';
import { addLocal } from './commands/play.ts';
import { addReplay } from './commands/replay.ts';
import { addUp } from './commands/up.ts';

/** Help that is shown because no command was named is no error; errors are told elsewhere. */
function writeErr(text: string): void {
  if (text.startsWith('Usage:')) process.stdout.write(text);
}

/** Says nothing by itself: what is wrong is told in one line by whoever runs the program. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ writeErr });
}

function quietAll(command: Command): void {
  quiet(command);
  for (const below of command.commands) quietAll(below);
}

/** The `hypothec` command with everything below it. */
export function createProgram(): Command {
  const program = new Command('hypothec')
    .description(
      'Loans against crypto collateral: a margin call, a time to cure, a sale that stops at safety',
    )
    .version('0.1.0')
    .showHelpAfterError(false);
  addUp(program);
  addLoan(program);
  addLend(program);
  addMarket(program);
  addLocal(program);
  addReplay(program);
  quietAll(program);
  return program;
}
