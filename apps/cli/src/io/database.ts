import { existsSync } from 'node:fs';
import { openSql } from '@hypothec/database/backup';
import type { Sql } from '@hypothec/database/backup';
import { startServer } from '@hypothec/database/server';
import { CliError } from '../errors.ts';
import { findStackFolder, isAlive, leaveFolder, readRunning } from './folder.ts';
import type { StackFolder } from './folder.ts';
import { claim } from './running.ts';

/** What a command does with the database. */
export interface DatabaseUse {
  /** Directory of the stack, or one below it. */
  readonly dir: string;
  /** Whether nobody else may work with it meanwhile. */
  readonly alone: boolean;
}

/** The server that is to be used instead of a stack's own; null where none is named. */
export function givenDatabase(): string | null {
  const url = process.env['DATABASE_URL']?.trim() ?? '';
  return url === '' ? null : url;
}

async function on<Result>(url: string, act: (sql: Sql) => Promise<Result>): Promise<Result> {
  // One: whoever looks for others must not find us.
  const sql = openSql(url, { connections: 1, name: 'hypothec db' });
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Starts the database of a stack that is not running, for as long as it is needed. */
async function onOwn<Result>(
  folder: StackFolder,
  act: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  await claim(folder);
  try {
    const server = await startServer({ folder: folder.database });
    try {
      return await on(server.url, act);
    } finally {
      await server.stop();
    }
  } finally {
    leaveFolder(folder);
  }
}

/**
 * Does something with the database of `DATABASE_URL`, or of the stack that is found here, whether
 * it runs or not.
 *
 * @throws {CliError} when there is none, or when the stack runs and must not.
 */
export async function withDatabase<Result>(
  { dir, alone }: DatabaseUse,
  act: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const given = givenDatabase();
  if (given !== null) return on(given, act);
  const folder = findStackFolder(dir);
  if (folder === null) {
    throw new CliError(
      'There is no local stack here, and DATABASE_URL is not set: name the directory of a stack ' +
        'with --dir, or set DATABASE_URL=postgres://user:password@host:port/name.',
    );
  }
  const running = readRunning(folder);
  if (running === null || !isAlive(running.pid)) {
    if (!alone && !existsSync(folder.database)) {
      throw new CliError(`The stack in ${folder.path} has no database yet: start it first.`);
    }
    return onOwn(folder, act);
  }
  if (alone) {
    throw new CliError(
      `The stack in ${folder.path} is running (process ${running.pid}): stop it first with ` +
        'Ctrl-C. Nothing was changed.',
    );
  }
  if (running.databaseUrl === null) {
    throw new CliError('The stack is still starting: try again in a moment.');
  }
  return on(running.databaseUrl, act);
}
