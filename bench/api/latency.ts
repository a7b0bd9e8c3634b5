// npm run bench:latency              from a transaction to the API and to its event stream
// npm run bench:latency -- --json
//
// Each sample sends a transaction and waits until the event stream tells its block, and until a
// request is answered as of it. Beside them, what the chain itself takes: to the receipt.
import { parseArgs } from 'node:util';
import { answerOf, createApiClient, liveEvents, sendSetFeed } from '@hypothec/sdk';
import { setUp } from './stage.ts';
import type { Stage } from './stage.ts';

const SAMPLES = 200;
const LOANS = 100;

interface Sample {
  readonly receipt: number;
  readonly stream: number;
  readonly api: number;
}

/** When the stream told each block, by its number. */
class Told {
  readonly #at = new Map<number, number>();
  readonly #waiting = new Map<number, () => void>();

  tell(block: number): void {
    this.#at.set(block, performance.now());
    for (const [wanted, resolve] of this.#waiting) {
      if (wanted > block) continue;
      this.#waiting.delete(wanted);
      resolve();
    }
  }

  /** When a block, or one after it, was told. */
  async at(block: number): Promise<number> {
    const after = (): number | undefined => [...this.#at].find(([number]) => number >= block)?.[1];
    if (after() === undefined) {
      await new Promise<void>((resolve) => this.#waiting.set(block, resolve));
    }
    return after() ?? performance.now();
  }
}

async function listen(url: string, told: Told, signal: AbortSignal): Promise<void> {
  for await (const { event, data } of liveEvents(url, { topics: ['block'], signal })) {
    if (event === 'block') told.tell((data as { readonly number: number }).number);
  }
}

async function measure({ services, world }: Stage, told: Told, i: number): Promise<Sample> {
  const api = createApiClient(services.url);
  const { curator, oracles } = world;
  const answer = (50_000n + BigInt(i)) * 10n ** 8n;
  const since = performance.now();
  const sent = sendSetFeed(curator, { feed: oracles.feeds.btc, answer });
  const head = answerOf(await api.GET('/v1/status')).head?.number ?? 0;
  const asked = (async (): Promise<number> => {
    for (;;) {
      const now = answerOf(await api.GET('/v1/status')).head?.number ?? 0;
      if (now > head) return performance.now();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  const receipt = sent.then(() => performance.now());
  const { blockNumber } = await sent;
  const stream = await told.at(Number(blockNumber));
  return {
    receipt: (await receipt) - since,
    stream: stream - since,
    api: (await asked) - since,
  };
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function summary(samples: readonly Sample[], kind: keyof Sample) {
  const sorted = samples.map((sample) => sample[kind]).toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) ?? 0 };
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const stage = await setUp(LOANS);
const ending = new AbortController();
const told = new Told();
const listening = listen(stage.services.url, told, ending.signal);
const samples: Sample[] = [];
try {
  for (let i = 0; i < SAMPLES; i += 1) {
    samples.push(await measure(stage, told, i));
    await new Promise((resolve) => setTimeout(resolve, 20 + (i % 30)));
  }
} finally {
  ending.abort();
  await listening;
  await stage.stop();
}
const kinds = ['receipt', 'api', 'stream'] as const;
const figures = kinds.map((kind) => ({ kind, ...summary(samples, kind) }));
if (values.json) {
  process.stdout.write(`${JSON.stringify({ samples: SAMPLES, figures })}\n`);
} else {
  process.stdout.write(`${SAMPLES} transactions, milliseconds after sending (target: 150)\n`);
  for (const { kind, median, p95, max } of figures) {
    const cells = [median, p95, max].map((value) => value.toFixed(1).padStart(10)).join('');
    process.stdout.write(`${kind.padEnd(10)}${cells}\n`);
  }
}
