// npm run generate:vectors              writes vectors/ anew
// npm run generate:vectors -- --check   fails when a file there is not what would be written
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { script } from './lib/errors.ts';
import { root } from './lib/root.ts';
import { vectorFiles } from './vectors/files.ts';

const folder = join(root, 'vectors');

function present(): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function differences(now: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>) {
  const names = new Set([...now.keys(), ...wanted.keys()]);
  return [...names].filter((name) => now.get(name) !== wanted.get(name)).toSorted();
}

await script(() => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const wanted = vectorFiles();
  const stale = differences(present(), wanted);
  if (stale.length === 0) {
    process.stdout.write(`${wanted.size} vector files are as they are generated.\n`);
    return 0;
  }
  if (values.check) {
    const files = stale.join(', ');
    process.stderr.write(`Not as generated: ${files}. Run npm run generate:vectors.\n`);
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
