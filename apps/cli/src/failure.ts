import { UnknownNameError } from '@hypothec/config';
import { DatabaseError } from '@hypothec/database/errors';
import { ProtocolError } from '@hypothec/model';
import { PriceHistoryError } from '@hypothec/risk';
import { InvalidAmountError, SdkError, tellProtocolError } from '@hypothec/sdk';
import { CommanderError } from 'commander';
import { CliError, UsageError } from './errors.ts';
import { knownName } from './io/accounts.ts';

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

/** Refusals of the contracts carry addresses; people of the local chain are called by name. */
function named(text: string): string {
  return text.replaceAll(/\b0x[0-9a-fA-F]{40}\b/g, (address) => knownName(address) ?? address);
}

function told(text: string, code: 1 | 2): Failure {
  return { line: `hypothec: ${named(oneLine(text))}`, code };
}

/**
 * Says in one line what went wrong, and with which exit code: 1, or 2 for a wrong command line, or
 * 70 for a fault of the program.
 */
export function failure(error: unknown): Failure {
  // Only help and version are left to it: what is wrong with a command line is a UsageError.
  if (error instanceof CommanderError) return { line: null, code: 0 };
  const misused =
    error instanceof UsageError ||
    error instanceof InvalidAmountError ||
    error instanceof UnknownNameError;
  if (misused) return told(error.message, 2);
  if (error instanceof ProtocolError) {
    const { message, advice } = tellProtocolError(error);
    return told(`${message} ${advice}`, 1);
  }
  const foreseen =
    error instanceof CliError ||
    error instanceof SdkError ||
    error instanceof DatabaseError ||
    error instanceof PriceHistoryError;
  if (foreseen) return told(error.message, 1);
  const text = error instanceof Error ? error.message : String(error);
  const trace = process.env['HYPOTHEC_TRACE'] === undefined ? '' : `\n${traceOf(error)}`;
  const hint = trace === '' ? ' HYPOTHEC_TRACE=1 tells where.' : '';
  return { line: `hypothec: a fault of this program: ${oneLine(text)}.${hint}${trace}`, code: 70 };
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}
