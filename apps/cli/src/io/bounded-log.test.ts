import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BoundedLog } from './bounded-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'hypothec-log-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a log keeps its last lines, whole, within its bound, over restarts too', () => {
  const path = join(folder, 'a.log');
  for (let part = 0; part < 4; part++) {
    const log = new BoundedLog(path, 1_000);
    for (let i = 0; i < 50; i++) log.write(`line ${part * 50 + i} äöü`);
    expect(statSync(path).size).toBeLessThanOrEqual(1_000);
  }
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const first = 200 - lines.length;
  expect(lines.length).toBeGreaterThan(20);
  expect(lines).toEqual(lines.map((_, i) => `line ${first + i} äöü`));
});

test('a log that cannot be written stops nobody', () => {
  expect(() => new BoundedLog(join(folder, 'none', 'a.log')).write('lost')).not.toThrow();
});
