// npm run generate              writes packages/sdk/src/generated from the build of the contracts
// npm run generate -- --check   fails when those files are not what the build gives
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildContracts, built } from './abis/artifacts.ts';
import { renderAbis, sources } from './abis/render.ts';
import { script } from './lib/errors.ts';
import { root } from './lib/root.ts';

const folder = join(root, 'packages', 'sdk', 'src', 'generated');

function present(): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).toSorted();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Names of files that differ, are missing or are not generated any more. */
function differences(now: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>) {
  const names = new Set([...now.keys(), ...wanted.keys()]);
  return [...names].filter((name) => now.get(name) !== wanted.get(name)).toSorted();
}

await script(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  if (!values.check || !built(sources)) await buildContracts();
  const wanted = renderAbis();
  const stale = differences(present(), wanted);
  if (stale.length === 0) {
    process.stdout.write(`${wanted.size} generated files are as the contracts are.\n`);
    return 0;
  }
  if (values.check) {
    process.stderr.write(`Not as the contracts are: ${stale.join(', ')}. Run npm run generate.\n`);
    return 1;
  }
  for (const name of stale) {
    const text = wanted.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  process.stdout.write(`Wrote ${stale.join(', ')}.\n`);
  return 0;
});
