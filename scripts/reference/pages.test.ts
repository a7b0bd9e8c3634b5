import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../lib/root.ts';
import { readNatspec } from './natspec.ts';
import { contractPages } from './pages.ts';

const folder = join(root, 'docs', 'reference', 'contracts');
const pages = contractPages();

/** Names of the functions and events that the build has given a contract. */
function namesIn(generated: string): readonly string[] {
  const path = join(root, 'packages', 'sdk', 'src', 'generated', `${generated}.ts`);
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.map((line) => /^ {2}\{"type":"(?:function|event)","name":"(\w+)"/.exec(line));
  return found.flatMap((match) => match?.[1] ?? []);
}

describe('docs/reference/contracts', () => {
  test.each([...pages.keys()])('%s is what the NatSpec says', async (name) => {
    await expect(pages.get(name)).toMatchFileSnapshot(join(folder, name));
  });

  test.each([
    ['loan-book.md', 'loan-book'],
    ['lending-pool.md', 'lending-pool'],
    ['lens.md', 'loan-lens'],
    ['gateway.md', 'gateway'],
    ['oracles.md', 'feed-oracle'],
    ['oracles.md', 'two-source-oracle'],
    ['oracles.md', 'exchange-rate-oracle'],
    ['oracles.md', 'price-oracle'],
  ])('%s names every function and event of %s', (page, generated) => {
    const text = `${pages.get(page)} ${pages.get('creditor.md')}`;
    const names = namesIn(generated);
    expect(names.length).toBeGreaterThan(1);
    const told = (name: string): boolean => new RegExp(`(?:^### |\`)${name}\\b`, 'm').test(text);
    expect(names.filter((name) => !told(name))).toEqual([]);
  });
});

describe('readNatspec', () => {
  test('reads notice, dev, parameters and returns of a declaration of several lines', () => {
    const source = [
      '    /// @notice Sells the first',
      '    ///     collateral.',
      '    /// @dev Rounds up.',
      '    /// @param id Whose.',
      '    /// @return seized Units',
      '    ///     sent.',
      '    function sell(',
      '        bytes32 id,',
      '        uint256 most',
      '    )',
      '        external',
      '        returns (uint256 seized);',
    ];
    expect(readNatspec(source.join('\n'))).toEqual([
      {
        kind: 'function',
        name: 'sell',
        code: 'function sell(bytes32 id, uint256 most) external returns (uint256 seized)',
        notice: 'Sells the first collateral.',
        dev: ['Rounds up.'],
        params: [['id', 'Whose.']],
        returns: ['seized Units sent.'],
      },
    ]);
  });

  test('keeps a struct as it stands, and a comment with what follows it alone', () => {
    const source = '/// Lost.\nuint256 x;\nstruct A {\n    /// @dev Least.\n    uint8 b;\n}\n';
    const [item, ...rest] = readNatspec(source);
    expect(rest).toEqual([]);
    expect(item).toMatchObject({ kind: 'struct', name: 'A', notice: '' });
    expect(item?.code).toBe('struct A {\n    /// @dev Least.\n    uint8 b;\n}');
  });
});
