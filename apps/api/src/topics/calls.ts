import { calls } from '@hypothec/database';
import type { Json, Queries } from '@hypothec/database';
import { and, asc, gt, isNull, lte, or } from 'drizzle-orm';
import { headKey } from '../plugins/head.ts';
import type { Head } from '../plugins/head.ts';
import type { LiveEvent, PublishInput, Topic } from '../plugins/live.ts';
import { toBlockRef } from '../schemas/index.ts';
import { outcomeOf, toCallItem, withState } from '../views/past.ts';
import type { CallWithState } from '../views/past.ts';
import type { World } from '../views/world.ts';
import type { HeadReader } from './at-head.ts';

/** Who has just come is told of so many open calls; `GET /v1/calls?open=true` has all of them. */
const OPEN = 200;

/** Calls without a recorded end as of the head, and those that were made or ended since another. */
async function readCalls(queries: Queries, world: World, head: Head, since: number) {
  const rows = await queries
    .select()
    .from(calls)
    .where(
      and(
        lte(calls.block, head.number),
        or(isNull(calls.endBlock), gt(calls.endBlock, since), gt(calls.block, since)),
      ),
    )
    .orderBy(asc(calls.block), asc(calls.logIndex));
  return withState(queries, world, rows, head.number);
}

const keyOf = ({ row }: CallWithState): string => `${row.block}:${row.logIndex}`;

/** Topics that hear of a creditor's call, of those that someone listens to. */
function topicsOf(creditorId: number, watched: readonly string[]): string[] {
  return watched
    .filter((argument) => argument === '' || argument === `${creditorId}`)
    .map((argument) => (argument === '' ? 'calls' : `calls:${argument}`));
}

/** Heads of which it is kept which calls were open. */
const HEADS = 4;

/** Keeps which calls were open, since one that lapses leaves no trace on the chain. */
class OpenCalls {
  readonly #open = new Map<string, ReadonlySet<string>>();

  /** Those that were open at a head before, if that is known. */
  at(previous: Head): ReadonlySet<string> {
    return this.#open.get(headKey(previous)) ?? new Set();
  }

  keep(head: Head, found: readonly CallWithState[]): void {
    this.#open.set(headKey(head), new Set(found.filter(({ open }) => open !== null).map(keyOf)));
    const [oldest] = this.#open.keys();
    if (this.#open.size > HEADS && oldest !== undefined) this.#open.delete(oldest);
  }
}

/** What became of calls since the head before. */
function changesOf(
  found: readonly CallWithState[],
  head: Head,
  previous: Head,
  before: ReadonlySet<string>,
): { readonly event: 'call-opened' | 'call-ended'; readonly call: CallWithState }[] {
  return found.flatMap((call) => {
    const { block, endBlock } = call.row;
    const isOpen = outcomeOf(call, head.number) === 'open';
    const made = block > previous.number;
    const recorded = endBlock !== null && endBlock > previous.number && endBlock <= head.number;
    const ended = recorded || (!isOpen && before.has(keyOf(call)));
    return [
      ...(made ? [{ event: 'call-opened' as const, call }] : []),
      ...(ended ? [{ event: 'call-ended' as const, call }] : []),
    ];
  });
}

function welcome(
  world: World,
  found: readonly CallWithState[],
  { head, watched }: PublishInput,
): LiveEvent[] {
  const open = found.filter((call) => call.open !== null);
  return watched.map((argument) => {
    const own = open.filter(({ row }) => argument === '' || argument === `${row.creditorId}`);
    const shown = own.slice(-OPEN).map((call) => toCallItem(world, call, head.number));
    const data = { block: toBlockRef(head), open: shown, complete: own.length <= OPEN };
    return {
      topic: argument === '' ? 'calls' : `calls:${argument}`,
      event: 'calls-open',
      data: data satisfies Json,
    };
  });
}

/** `calls` and `calls:<creditorId>`: margin calls as they are made and as they end. */
export function callsTopic(reader: HeadReader): Topic {
  const last = new OpenCalls();
  return {
    name: 'calls',
    description:
      'Margin calls as they are made and as they end: events `call-opened` and `call-ended`, ' +
      'and `calls-open` on connecting. Of all creditors, or of one.',
    argument: /^(?:0|[1-9][0-9]{0,9})$/,
    bare: true,
    async publish(input) {
      const { head, previous, watched } = input;
      const events = await reader.at(head, async (queries, world) => {
        const found = await readCalls(queries, world, head, previous?.number ?? head.number);
        const before = previous === undefined ? new Set<string>() : last.at(previous);
        last.keep(head, found);
        if (previous === undefined) return welcome(world, found, input);
        return changesOf(found, head, previous, before).flatMap(({ event, call }) => {
          const item = toCallItem(world, call, head.number);
          const data = { block: toBlockRef(head), call: item } satisfies Json;
          return topicsOf(call.row.creditorId, watched).map((topic) => ({ topic, event, data }));
        });
      });
      return events ?? [];
    },
  };
}
