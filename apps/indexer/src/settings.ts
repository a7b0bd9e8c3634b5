import { IndexerError } from './errors.ts';

/** What the indexer is started with. */
export interface Settings {
  readonly databaseUrl: string;
  /** Used in turn when one is away. */
  readonly rpcUrls: readonly string[];
  readonly book: string;
  readonly start: number;
  readonly logLevel: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

function required(variables: Variables, name: string, what: string): string {
  const value = variables[name]?.trim();
  if (value !== undefined && value !== '') return value;
  throw new IndexerError(`${name} is not set: ${what}.`);
}

/**
 * Reads the settings from environment variables.
 *
 * @throws {IndexerError} with the variable, what it has and what it takes.
 */
export function readSettings(variables: Variables): Settings {
  const book = required(variables, 'BOOK', 'the address of the LoanBook');
  if (!/^0x[0-9a-fA-F]{40}$/.test(book)) {
    throw new IndexerError(`BOOK is "${book}": an address is 0x and 40 hex digits.`);
  }
  const start = variables['START_BLOCK'] ?? '0';
  if (!/^\d{1,12}$/.test(start)) {
    throw new IndexerError(`START_BLOCK is "${start}": a block's number was expected.`);
  }
  const urls = required(variables, 'RPC_URL', 'the address of a node, or several with commas');
  return {
    databaseUrl: required(variables, 'DATABASE_URL', 'postgres://user:password@host:port/name'),
    rpcUrls: urls.split(',').map((url) => url.trim()),
    book: book.toLowerCase(),
    start: Number(start),
    logLevel: variables['LOG_LEVEL'] ?? 'info',
  };
}
