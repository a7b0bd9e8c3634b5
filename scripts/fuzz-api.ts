// npm run fuzz:api                                  10,000 random requests to a running API
// npm run fuzz:api -- --requests 100000 --seed 7
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/campaign.ts';
import { ScriptError, script } from './lib/errors.ts';

function whole(name: string, given: string): number {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new ScriptError(`--${name} ${given}: a number from 1 to 999999999 was expected.`);
}

await script(async () => {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '20261120' },
    },
  });
  const [requests, seed] = [whole('requests', values.requests), whole('seed', values.seed)];
  const result = await runFuzz({
    requests,
    seed,
    onProgress: (done) => {
      if (done % 4_000 === 0 && done < requests) process.stdout.write(`${done} requests\n`);
    },
  });
  const { operations, statuses, slowestMs, memory, failure } = result;
  const kinds = Object.entries(statuses)
    .toSorted()
    .map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    `${result.requests} requests to ${operations} operations, seed ${seed}: ${kinds.join(', ')}; ` +
      `slowest ${Math.round(slowestMs)} ms; memory at most ${Math.round(memory.first)} MB in the ` +
      `first half, ${Math.round(memory.second)} MB in the second\n`,
  );
  if (failure !== null) process.stderr.write(`${failure}\n`);
  return failure === null ? 0 : 1;
});
