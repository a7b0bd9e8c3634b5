import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';
import { vectorFiles } from './files.ts';

const folder = join(root, 'vectors');

test('every file of vectors/ is as it is generated, and there is no other', () => {
  const wanted = vectorFiles();
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(names.toSorted()).toEqual([...wanted.keys()].toSorted());
  for (const [name, text] of wanted) {
    const isCurrent = readFileSync(join(folder, name), 'utf8') === text;
    expect({ name, isCurrent }).toEqual({ name, isCurrent: true });
  }
});
