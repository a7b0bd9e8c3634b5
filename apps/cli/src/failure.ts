import { UnknownNameError } from '@hypothec/config';
import { ProtocolError } from '@hypothec/model';
import { PriceHistoryError } from '@hypothec/risk';
import { SdkError, tellProtocolError } from '@hypothec/sdk';
import { CommanderError } from 'commander';
import { CliError, UsageError } from './errors.ts';

/** How a failed command ends. */
export interface Failure {
  /** One line for stderr; null when everything was said already. */
  readonly line: string | null;
  readonly code: number;
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('See docs/'))
    .join(' ');
}

function commanderFailure(error: CommanderError): Failure {
  const shown = ['commander.help', 'commander.helpDisplayed', 'commander.version'];
  if (shown.includes(error.code)) return { line: null, code: 0 };
  const text = oneLine(error.message.replace(/^error: /, ''));
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return { line: `hypothec: ${sentence.replace(/\.?$/, '.')} See hypothec --help.`, code: 2 };
}

/** Says in one line what went wrong, and with which exit code: 1, or 2 for a wrong command line. */
export function failure(error: unknown): Failure {
  if (error instanceof CommanderError) return commanderFailure(error);
  if (error instanceof UsageError) return { line: `hypothec: ${error.message}`, code: 2 };
  if (error instanceof ProtocolError) {
    const { message, advice } = tellProtocolError(error);
    return { line: `hypothec: ${oneLine(`${message} ${advice}`)}`, code: 1 };
  }
  const foreseen =
    error instanceof CliError ||
    error instanceof SdkError ||
    error instanceof PriceHistoryError ||
    error instanceof UnknownNameError;
  if (foreseen) return { line: `hypothec: ${oneLine(error.message)}`, code: 1 };
  const text = error instanceof Error ? error.message : String(error);
  const trace = process.env['HYPOTHEC_TRACE'] === undefined ? '' : `\n${traceOf(error)}`;
  const hint = trace === '' ? ' HYPOTHEC_TRACE=1 tells where.' : '';
  return { line: `hypothec: a fault of this program: ${oneLine(text)}.${hint}${trace}`, code: 70 };
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}
