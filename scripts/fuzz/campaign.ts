import fc from 'fast-check';
import { wires } from './arbitrary.ts';
import type { Wire } from './arbitrary.ts';
import { readOperations } from './document.ts';
import { judge } from './judge.ts';
import { send } from './send.ts';
import { setUp } from './stage.ts';

/** What a campaign found. */
export interface FuzzResult {
  readonly requests: number;
  readonly operations: number;
  /** How many answers of each hundred of statuses: `2xx`. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** Most memory of the API's process in the first half of the requests, and in the second, MB. */
  readonly memory: { readonly first: number; readonly second: number };
  /** The smallest requests that fail, and how; null where none does. */
  readonly failure: string | null;
}

/** Sent at once: what one request leaves behind another must not find. */
const TOGETHER = 8;
/** What memory may grow by from the first half to the second, MB, once caches are full. */
const GROWTH_MB = 64;
/** Requests in which they are. */
const FULL = 50_000;

/**
 * Sends random requests to a running API, right ones and wrong ones, by nobody and by two accounts,
 * and stops at the first answer that is not as it must be.
 */
export async function runFuzz(options: {
  readonly requests: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}): Promise<FuzzResult> {
  const stage = await setUp();
  const statuses: Record<string, number> = {};
  let [sent, slowestMs, first, second] = [0, 0, 0, 0];
  const check = async (wire: Wire): Promise<void> => {
    const answer = await send(wire, stage);
    const kind = answer.status === 0 ? 'cut' : `${Math.floor(answer.status / 100)}xx`;
    statuses[kind] = (statuses[kind] ?? 0) + 1;
    slowestMs = Math.max(slowestMs, answer.milliseconds);
    sent += 1;
    const gone = answer.status === 204 && wire.path.startsWith('/v1/auth/sign-out');
    if (gone && wire.who !== 0) await stage.signInAgain(wire.who);
    const wrong = judge(wire, answer, stage.secrets);
    if (wrong !== null) throw new RangeError(`${wire.method} ${wire.path}: ${wrong}`);
  };
  const look = async (): Promise<void> => {
    options.onProgress?.(sent);
    const now = await stage.memory();
    if (sent * 2 <= options.requests) first = Math.max(first, now);
    else second = Math.max(second, now);
  };
  try {
    const operations = await readOperations(stage.url);
    const property = fc.asyncProperty(
      fc.array(wires(operations, stage.known), { minLength: TOGETHER, maxLength: TOGETHER }),
      async (batch) => {
        await Promise.all(batch.map(check));
        if (sent % (TOGETHER * 50) === 0) await look();
      },
    );
    const numRuns = Math.ceil(options.requests / TOGETHER);
    const details = await fc.check(property, { numRuns, seed: options.seed });
    await look();
    const leaks = options.requests >= 2 * FULL && second - first > GROWTH_MB;
    const grown = leaks ? `memory grew from ${first} to ${second} MB` : null;
    const found = details.errorInstance instanceof Error ? details.errorInstance.message : '';
    const failure = details.failed ? `${found}\n${fc.defaultReportMessage(details)}` : grown;
    return {
      requests: sent,
      operations: operations.length,
      statuses,
      slowestMs,
      memory: { first, second },
      failure: failure ?? null,
    };
  } finally {
    await stage.stop();
  }
}
