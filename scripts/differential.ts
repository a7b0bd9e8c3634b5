// npm run differential -- --steps N --seed S [--live] [--config NAME] [--jobs N]
//
// Random actions run in the model and on the contracts; after every step all state, all return
// values, all events and every revert must be equal. The exit code tells; the last line has steps,
// seed and mismatches. A difference is shrunk and kept in packages/testkit/regressions. With --live
// the actions go through the SDK to a running chain, one transaction each.
import { parseArgs } from 'node:util';
import { configNamed, runCampaign, runLive } from '@hypothec/testkit';
import { ScriptError, script } from './lib/errors.ts';
import { forge } from './lib/forge.ts';

function whole(name: string, given: string, least: bigint): bigint {
  if (/^\d{1,18}$/.test(given) && BigInt(given) >= least) return BigInt(given);
  throw new ScriptError(`--${name} ${given}: a whole number from ${least} was expected.`);
}

await script(async () => {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
      config: { type: 'string' },
      live: { type: 'boolean', default: false },
    },
  });
  const steps = Number(whole('steps', values.steps, 1n));
  const seed = whole('seed', values.seed, 0n);
  const built = await forge(['build'], 'default');
  if (built.code !== 0) throw new ScriptError(`forge build failed:\n${built.lines.join('\n')}`);
  const started = Date.now();
  const run = values.live ? runLive : runCampaign;
  const result = await run({
    steps,
    seed,
    jobs: Number(whole('jobs', values.jobs, 1n)),
    ...(values.config === undefined ? {} : { configs: [configNamed(values.config)] }),
    onProgress: (done) => process.stderr.write(`${done.toLocaleString('en-GB')} steps equal\n`),
  });
  if (result.report !== null) process.stdout.write(`${result.report}\n`);
  const time = Math.round((Date.now() - started) / 1_000);
  const { mismatches } = result;
  process.stdout.write(
    `${result.steps} steps, seed ${seed}, ${mismatches} mismatches, ${time} s\n`,
  );
  return mismatches === 0 ? 0 : 1;
});
