import { describe, expect, test } from 'vitest';
import { type AbiEntry, signatureOf } from './abis/artifacts.ts';
import { renderAbis } from './abis/render.ts';
import { root } from './lib/root.ts';
import { run } from './lib/run.ts';

const quiet = { log: (): void => undefined };

function entriesIn(text: string): AbiEntry[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('  {'))
    .map((line) => JSON.parse(line.trim().slice(0, -1)) as AbiEntry);
}

describe('generated ABIs', () => {
  test('are what the contracts are', { timeout: 120_000 }, async () => {
    const { code, lines } = await run(process.execPath, ['scripts/generate-abis.ts', '--check'], {
      cwd: root,
      ...quiet,
    });
    expect(lines.join('\n')).toContain('generated files are as the contracts are');
    expect(code).toBe(0);
  });

  test('come out the same twice, each entry once, in order', () => {
    const once = renderAbis();
    expect([...renderAbis()]).toEqual([...once]);
    for (const text of once.values()) {
      const signatures = entriesIn(text).map(signatureOf);
      expect(new Set(signatures).size).toBe(signatures.length);
    }
  });

  test('name the errors that libraries make by hand', () => {
    const errors = entriesIn(renderAbis().get('errors.ts') ?? '').map(({ name }) => name);
    expect(errors).toContain('TransferFromFailed');
    expect(errors).toContain('FullMulDivFailed');
    expect(errors).toContain('AboveOpenLimit');
    expect(errors).not.toContain('LnWadUndefined');
  });

  test('tell structs apart by their fields', () => {
    const inputs = [{ name: 'a', type: 'tuple[]', components: [{ name: 'b', type: 'uint8' }] }];
    expect(signatureOf({ type: 'error', name: 'E', inputs })).toBe('error E((uint8)[])');
  });
});
