// npm run campaign:invariants -- --calls 1000000 --seed 7
//
// Random stories against the book and the pool, as many as wanted, in every configuration of
// contracts/test/invariant. The same calls and seed at the same commit give the same stories.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ScriptError, script } from './lib/errors.ts';
import { readForgeTests } from './lib/forge-tests.ts';
import { forge } from './lib/forge.ts';
import { contractsFolder } from './lib/root.ts';
import { counted } from './suites/suite.ts';

const configurations = 4;
const depth = 500;
const corpus = 'cache/corpus-campaign';

function natural(option: string, given: string): bigint {
  if (/^\d{1,18}$/.test(given)) return BigInt(given);
  throw new ScriptError(`--${option} ${given}: a whole number was expected.`);
}

/** Stories of `depth` calls in each configuration, so that together they make the calls wanted. */
function runsFor(calls: bigint): bigint {
  const each = BigInt(configurations * depth);
  if (calls === 0n) throw new ScriptError('--calls 0: at least one call was expected.');
  return (calls + each - 1n) / each;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await script(async () => {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const runs = runsFor(natural('calls', values.calls));
  const seed = natural('seed', values.seed);
  // What earlier campaigns found interesting would change what this seed does.
  rmSync(join(contractsFolder, corpus), { recursive: true, force: true });
  const start = performance.now();
  const { code, lines } = await forge(
    ['test', '--match-path', 'test/invariant/**', '--match-test', 'invariant_'],
    'campaign',
    {
      env: {
        FOUNDRY_FUZZ_SEED: `0x${seed.toString(16)}`,
        FOUNDRY_INVARIANT_RUNS: String(runs),
        FOUNDRY_INVARIANT_DEPTH: String(depth),
        FOUNDRY_INVARIANT_CORPUS_DIR: corpus,
      },
    },
  );
  const seconds = (performance.now() - start) / 1000;
  const { passed, failed, failures, invariantCalls } = readForgeTests(lines);
  for (const failure of failures) say(`failed: ${failure}`);
  const rate = (invariantCalls / seconds).toFixed(0);
  say(
    `seed ${seed}: ${counted(invariantCalls, 'call')} in ${seconds.toFixed(1)} s, ${rate} a second`,
  );
  say(`${passed} passed, ${failed} failed`);
  const missing = passed + failed !== configurations;
  if (missing) say(`${configurations} configurations were expected: the script counts them.`);
  return code === 0 && failed === 0 && !missing ? 0 : 1;
});
