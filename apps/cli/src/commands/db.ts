import { statSync } from 'node:fs';
import { backup, emptyHistory, restore } from '@hypothec/database/backup';
import type { CheckedBackup } from '@hypothec/database/backup';
import type { Command } from 'commander';
import { withDatabase } from '../io/database.ts';
import { Output } from '../text/output.ts';
import { VERSION } from '../version.ts';

interface DatabaseFlags {
  readonly dir: string;
  readonly json?: boolean;
}

function answerFor(file: string, { header, tables }: CheckedBackup) {
  return {
    file,
    bytes: statSync(file).size,
    ...header,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    tables: tables.map(({ schema, table, rows, sha256 }) => ({
      table: `${schema}.${table}`,
      rows,
      sha256,
    })),
  };
}

function told({ rows, tables, chain }: ReturnType<typeof answerFor>): string {
  const read =
    chain === null ? 'no chain yet' : `chain ${chain.chainId} up to block ${chain.block}`;
  return `${rows} rows of ${tables.length} tables, ${read}`;
}

async function runBackup(file: string, flags: DatabaseFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const notes = { version: VERSION, createdAt: new Date().toISOString() };
  const checked = await withDatabase({ dir: flags.dir, alone: false }, (sql) =>
    backup(sql, file, notes),
  );
  const answer = answerFor(file, checked);
  output.answer(answer, () => `Backed up to ${file}: ${told(answer)}.`);
}

async function runRestore(
  file: string,
  flags: DatabaseFlags & { readonly replace?: boolean },
): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const checked = await withDatabase({ dir: flags.dir, alone: true }, (sql) =>
    restore(sql, file, { replace: flags.replace ?? false }),
  );
  const answer = answerFor(file, checked);
  output.answer(
    answer,
    () => `Restored from ${file}: ${told(answer)}. The indexer goes on from there when it runs.`,
  );
}

async function runReindex(flags: DatabaseFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  await withDatabase({ dir: flags.dir, alone: true }, emptyHistory);
  output.answer(
    { emptied: 'history' },
    () => 'The history is empty. The indexer reads the chain again from its start when it runs.',
  );
}

function withFlags(command: Command): Command {
  return command
    .option('--dir <directory>', 'where the stack is kept; also looked for above it', '.')
    .option('--json', 'one JSON object instead of text');
}

/** `hypothec db`: the database of DATABASE_URL, or of the stack that is found. */
export function addDb(program: Command): void {
  const db = program
    .command('db')
    .description('back up, restore and reindex the database: DATABASE_URL, or the local stack’s');
  withFlags(
    db
      .command('backup <file>')
      .description('write all that the database holds to one file; services may go on meanwhile'),
  ).action(runBackup);
  withFlags(
    db
      .command('restore <file>')
      .description('check a backup and put it back, whole or not at all; stop the services first'),
  )
    .option('--replace', 'lose what the database holds now')
    .action(runRestore);
  withFlags(
    db
      .command('reindex')
      .description(
        'empty the history, so that the indexer reads the chain again; accounts’ data stays',
      ),
  ).action(runReindex);
}
