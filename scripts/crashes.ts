import { setTimeout as sleep } from 'node:timers/promises';
// npm run campaign:crashes                 kills PostgreSQL, indexer and API, five times each
// npm run campaign:crashes -- --rounds 20
//
// A real `hypothec up` plays a price history and is asked and written to all the while. After each
// kill -9 everything must come back by itself. In the end nothing that was answered as stored is
// missing, and the tables are those of a second reading of the whole chain.
import { parseArgs } from 'node:util';
import { connect } from '@hypothec/database';
import type { Database } from '@hypothec/database';
import { dumpHistory } from '@hypothec/database/testing';
import { startServices } from '@hypothec/testkit/services';
import { Load } from './crashes/load.ts';
import type { Sent } from './crashes/load.ts';
import { startStack } from './crashes/stack.ts';
import type { Stack } from './crashes/stack.ts';
import { ScriptError, script } from './lib/errors.ts';

const NAMES = ['database', 'indexer', 'api'] as const;
const BACK_MS = 60_000;

async function statusOf(url: string): Promise<{ number: number; hash: string } | null> {
  try {
    const answer = await fetch(`${url}/v1/status`);
    return ((await answer.json()) as { head: { number: number; hash: string } | null }).head;
  } catch {
    return null;
  }
}

/** Kills a service; returns how long it took until the API told of a block mined after it. */
async function killed(stack: Stack, name: string): Promise<number> {
  const pid = stack.running().services[name];
  if (pid === undefined || pid === null) throw new ScriptError(`${name} does not run.`);
  const { number } = await stack.head();
  const since = performance.now();
  process.kill(pid, 'SIGKILL');
  for (;;) {
    const other = stack.running().services[name];
    const head = await statusOf(stack.running().apiUrl);
    const back = other !== pid && other !== null && head !== null && head.number > number;
    if (back) return performance.now() - since;
    if (performance.now() - since > BACK_MS) {
      throw new ScriptError(`${name} was killed, and a minute later things are not back.`);
    }
    await sleep(20);
  }
}

type Dump = Awaited<ReturnType<typeof dumpHistory>>;

/** Both dumps as of the same block: a chain that waits mines a block now and then. */
async function dumpsAtOnce(one: Database, other: Database): Promise<readonly [Dump, Dump]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [kept, wanted] = [await dumpHistory(one), await dumpHistory(other)];
    if (`${kept.get('cursor')}` === `${wanted.get('cursor')}`) return [kept, wanted];
    await sleep(200);
  }
  throw new ScriptError('The two readings do not come to the same block.');
}

/** Tables that differ from those of a second reading of the chain. */
async function differences(stack: Stack): Promise<readonly string[]> {
  const { rpcUrl, databaseUrl } = stack.running();
  const again = await startServices({ rpcUrl, book: stack.book });
  const [first, second] = [connect(databaseUrl), connect(again.server.url)];
  try {
    await again.reaches(await stack.head());
    const [kept, wanted] = await dumpsAtOnce(first, second);
    return [...wanted].flatMap(([table, rows]) => {
      const own = kept.get(table) ?? [];
      const same = rows.length === own.length && rows.every((row, i) => row === own[i]);
      return same ? [] : [`${table} (${own.length} rows, ${rows.length} on the chain)`];
    });
  } finally {
    await first.close();
    await second.close();
    await again.stop();
  }
}

/** Stored labels that are missing, and rows that are there twice or of nobody. */
async function lostWrites(stack: Stack, { stored }: Sent): Promise<readonly string[]> {
  const database = connect(stack.running().databaseUrl);
  try {
    const rows = await database.sql<{ subject: string; label: string }[]>`
      select subject, label from account.label`;
    const found = new Map(rows.map(({ subject, label }) => [subject, label]));
    const lost = [...stored].filter(([subject, label]) => found.get(subject) !== label);
    const extra = rows.length - stored.size;
    return [
      ...lost.map(([subject, label]) => `${subject}: ${label}`),
      ...(extra === 0 ? [] : [`${extra} rows more than were written`]),
    ];
  } finally {
    await database.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await script(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  const stack = await startStack();
  try {
    const load = new Load(stack);
    await load.begin();
    const took = new Map(NAMES.map((name) => [name, [] as number[]]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of NAMES) {
        await sleep(700);
        const back = await killed(stack, name);
        took.get(name)?.push(back);
        say(`round ${round}: ${name} killed, back after ${(back / 1_000).toFixed(2)} s`);
      }
    }
    const sent = await load.end();
    await stack.command('pause');
    await sleep(2_000);
    const lost = await lostWrites(stack, sent);
    const differing = await differences(stack);
    for (const line of [...lost, ...differing]) say(`lost or wrong: ${line}`);
    const slowest = Math.max(...[...took.values()].flat()) / 1_000;
    say(
      `${rounds * NAMES.length} kills, slowest back after ${slowest.toFixed(2)} s; ` +
        `${sent.reads} reads answered, ${sent.refused} not; ${sent.writes} writes stored; ` +
        `${lost.length} lost, ${differing.length} tables differ`,
    );
    return lost.length + differing.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
});
