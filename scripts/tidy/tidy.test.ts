import { describe, expect, test } from 'vitest';
import type { Exemption } from './exemptions.ts';
import { headings } from './links.ts';
import { repoOf } from './repo.ts';
import { codeOnly, solidityFunctions } from './solidity.ts';
import { tidy } from './tidy.ts';

function findings(files: Record<string, string>, exemptions: readonly Exemption[] = []): string[] {
  return tidy(repoOf(files), exemptions).map(({ path, line, rule }) => `${path}:${line} ${rule}`);
}

const longBody = (lines: number): string => '  x += 1;\n'.repeat(lines);

describe('imports', () => {
  test.each([
    ['packages/model/src/a.ts', "import { viem } from 'viem';"],
    ['packages/model/src/a.ts', "import { readFileSync } from 'node:fs';"],
    ['packages/model/src/a.ts', "import { sdk } from '@hypothec/sdk';"],
    ['packages/risk/src/a.ts', "export * from '@hypothec/sdk';"],
    ['packages/sdk/src/a.ts', "const risk = await import('@hypothec/risk');"],
    ['packages/sdk/src/a.ts', "import { chain } from '@hypothec/testkit';"],
    ['packages/risk/src/a.ts', "import { x } from '../../model/src/index.ts';"],
    ['apps/cli/src/a.ts', "import type { Address } from 'viem';"],
    ['apps/cli/src/a.ts', "import { mainnet } from 'viem/chains';"],
    ['apps/keeper/src/a.ts', "import { up } from 'hypothec';"],
  ])('%s cannot contain %s', (path, text) => {
    expect(findings({ [path]: `\n${text}\n` })).toEqual([`${path}:2 imports`]);
  });

  test.each([
    ['packages/model/src/a.test.ts', "import { readFileSync } from 'node:fs';"],
    ['packages/model/src/a.test.ts', "import { vectors } from '@hypothec/testkit';"],
    ['packages/model/src/a.ts', "import { b } from './b.ts';"],
    ['packages/risk/src/a.ts', "import { debt } from '@hypothec/model';"],
    ['packages/sdk/src/a.ts', "import { http } from 'viem';"],
    ['apps/cli/src/io/a.ts', "import { http } from 'viem';"],
    ['apps/cli/src/chain/io.ts', "import { http } from 'viem';"],
    ['apps/cli/src/a.ts', "import { risk } from '@hypothec/risk';"],
    ['bench/gas/a.ts', "import { chain } from '@hypothec/testkit';"],
    ['packages/model/src/a.ts', "// import { viem } from 'viem';"],
  ])('%s may contain %s', (path, text) => {
    expect(findings({ [path]: `${text}\n` })).toEqual([]);
  });
});

describe('imports of Solidity', () => {
  const contract = (name: string): string => `contract ${name} {}\n`;

  test.each([
    ['contracts/src/LoanBook.sol', '../local/FaucetToken.sol'],
    ['contracts/src/LoanBook.sol', './credit/LendingPool.sol'],
    ['contracts/src/credit/LendingPool.sol', '../LoanBook.sol'],
    ['contracts/src/libraries/Sale.sol', '../oracles/FeedOracle.sol'],
    ['contracts/src/libraries/Sale.sol', 'forge-std/Test.sol'],
    ['contracts/local/FaucetToken.sol', '../test/utils/TestBase.sol'],
  ])('%s cannot import %s', (path, target) => {
    const found = findings({
      'contracts/src/credit/LendingPool.sol': contract('LendingPool'),
      'contracts/src/oracles/FeedOracle.sol': contract('FeedOracle'),
      'contracts/src/LoanBook.sol': contract('LoanBook'),
      [path]: `contract C {}\nimport {\n    A\n} from "${target}";\n`,
    });
    expect(found).toEqual([`${path}:4 imports`]);
  });

  test('a library may be imported where a contract may not', () => {
    const path = 'contracts/src/libraries/MarginCall.sol';
    expect(
      findings({
        [path]: 'import {SequencerUptime} from "../oracles/SequencerUptime.sol";\n',
        'contracts/src/oracles/SequencerUptime.sol': '/// contract\nlibrary SequencerUptime {}\n',
        'contracts/src/LoanBook.sol':
          'import {Sale} from "./libraries/Sale.sol";\nimport {ERC20} from "solady/ERC20.sol";\n',
      }),
    ).toEqual([]);
  });
});

describe('purity', () => {
  test('no package draws time or chance, and the model nothing else of the machine', () => {
    const impure = 'export const a = [Date.now(), Math.random(), new Date(), new Date(0)];\n';
    expect(findings({ 'packages/risk/src/a.ts': impure })).toHaveLength(3);
    expect(findings({ 'packages/risk/src/a.ts': 'console.log(process.env);\n' })).toEqual([]);
    expect(findings({ 'packages/model/src/a.ts': 'console.log(process.env);\n' })).toHaveLength(2);
    expect(findings({ 'apps/cli/src/a.ts': impure })).toEqual([]);
  });
});

describe('limits', () => {
  test('a file has at most 400 lines, the book 900, what is generated any number', () => {
    const lines = 'x\n'.repeat(401);
    expect(findings({ 'contracts/src/A.sol': lines })).toEqual([
      'contracts/src/A.sol:401 file-length',
    ]);
    expect(
      findings({
        'contracts/src/LoanBook.sol': lines,
        'packages/sdk/src/abi.gen.ts': lines,
        'packages/sdk/src/generated/abi.ts': lines,
      }),
    ).toEqual([]);
    expect(findings({ 'contracts/src/LoanBook.sol': 'x\n'.repeat(901) })).toHaveLength(1);
  });

  test('a function has fewer than 60 lines', () => {
    const solidity = (lines: number): string =>
      `contract A {\nfunction f()\n  external\n{\n${longBody(lines)}}\n}\n`;
    expect(findings({ 'contracts/src/A.sol': solidity(55) })).toEqual([]);
    expect(findings({ 'contracts/src/A.sol': solidity(56) })).toEqual([
      'contracts/src/A.sol:2 function-length',
    ]);
    const typescript = (lines: number): string =>
      `export const f = () => {\n${longBody(lines)}};\n`;
    expect(findings({ 'apps/cli/src/a.ts': typescript(57) })).toEqual([]);
    expect(findings({ 'apps/cli/src/a.ts': typescript(58) })).toEqual([
      'apps/cli/src/a.ts:1 function-length',
    ]);
  });

  test('a describe is a list of tests, and a test is a function', () => {
    const block = (name: string): string => `${name}('x', () => {\n${longBody(70)}});\n`;
    expect(findings({ 'apps/cli/src/a.test.ts': block('describe') })).toEqual([]);
    expect(findings({ 'apps/cli/src/a.test.ts': block("describe.each([1])('y')") })).toEqual([]);
    expect(findings({ 'apps/cli/src/a.test.ts': block('test') })).toHaveLength(1);
  });

  test('a line has at most 100 columns, a long address aside', () => {
    expect(findings({ 'a.ts': `// ${'x'.repeat(97)}\n` })).toEqual([]);
    expect(findings({ 'a.ts': `\n// ${'x'.repeat(98)}\n` })).toEqual(['a.ts:2 line-width']);
    expect(findings({ 'a.ts': `// https://example.org/${'x'.repeat(98)}\n` })).toEqual([]);
  });

  test('braces in strings and comments do not end a Solidity function', () => {
    const text = 'function f() {\n  // }\n  g("}");\n  /* } */\n}\nfunction g() external;\n';
    expect(solidityFunctions({ path: 'A.sol', text })).toEqual([{ name: 'f', line: 1, length: 5 }]);
    expect(codeOnly('a // b\n"c" /* d */ e')).toBe('a     \n" "         e');
  });
});

describe('wording', () => {
  test.each([
    ['let a: any;', 'any'],
    ['const a = <any>b;', 'any'],
    ["throw new Error('x');", 'plain-error'],
    ["throw Error('x');", 'plain-error'],
    [`// ${['TO', 'DO'].join('')}: later`, 'left-over'],
    [['test', "only('x')"].join('.'), 'left-over'],
    [['test', "skip('x')"].join('.'), 'left-over'],
    ['const drawdown = 1;', 'words'],
    ['const healthFactor = 1;', 'words'],
  ])('%s is a finding', (text, rule) => {
    expect(findings({ 'apps/cli/src/a.ts': `\n${text}\n` })).toEqual([
      `apps/cli/src/a.ts:2 ${rule}`,
    ]);
  });

  test.each([
    "throw new LoanError('any Error');",
    "test.skipIf(absent)('x', check);",
    '// a drawdown is called a price fall here',
    'const marginCall = 1;',
  ])('%s is none', (text) => {
    expect(findings({ 'apps/cli/src/a.ts': `${text}\n` })).toEqual([]);
  });
});

describe('leaks', () => {
  test.each(['home', 'root', 'work', 'Users'])('a path into %s leaks', (folder) => {
    const text = `see "${['', folder, 'ann'].join('/')}".\n`;
    expect(findings({ 'docs/a.md': text })).toEqual(['docs/a.md:1 machine-path']);
  });

  test('a registry host leaks, a page or a folder of such a name does not', () => {
    const host = ['registry', 'npmjs', 'org'].join('.');
    expect(findings({ 'package-lock.json': `https://${host}/x` })).toHaveLength(1);
    expect(findings({ 'a.md': 'https://example.org/home/x, packages/home/x, ./home/x' })).toEqual(
      [],
    );
  });
});

describe('links', () => {
  const page = '# The Loan: `open`, *and* close\n\n## A\n## A\n';

  test('lead to files and headings that exist', () => {
    const text = [
      '[a](b.md) [b](../LICENSE) [c](b.md#the-loan-open-and-close) [d](b.md#a-1) [e](#here)',
      '[f](https://example.org/x) [g](./) `[h](none.md)`',
      '# Here',
      '```\n[i](none.md)\n```',
      '[ref]: b.md "title"',
    ].join('\n');
    expect(findings({ 'docs/a.md': text, 'docs/b.md': page, LICENSE: '' })).toEqual([]);
  });

  test('are findings when they do not', () => {
    const text = '[a](none.md)\n![b](no.png)\n[c](b.md#none)\n[d](#none)\n[e]: none.md\n';
    expect(findings({ 'docs/a.md': text, 'docs/b.md': page })).toEqual(
      [1, 2, 3, 4, 5].map((line) => `docs/a.md:${line} links`),
    );
  });

  test('use the anchors that code hosts make', () => {
    expect([...headings({ path: 'b.md', text: page })]).toEqual([
      'the-loan-open-and-close',
      'a',
      'a-1',
    ]);
  });
});

describe('invariants', () => {
  const page = '# Invariants\n\n## 1. Cash\n\n| 2 | Sums |\n\n3. Health\n\n**INV-4**: price\n';

  test('each is cited, and each citation exists', () => {
    expect(
      findings({
        'docs/invariants.md': page,
        'contracts/test/A.t.sol': '/// Invariants 1, 2 and 3.\n// INV-9\n',
      }),
    ).toEqual(['contracts/test/A.t.sol:2 invariants', 'docs/invariants.md:9 invariants']);
  });

  test('nothing is asked while the page does not exist', () => {
    expect(findings({ 'contracts/test/A.t.sol': '// invariant 9\n' })).toEqual([]);
  });
});

describe('exemptions', () => {
  const files = { 'apps/cli/src/a.ts': 'let a: any;\n' };
  const exempt = { rule: 'any', path: 'apps/cli/src/a.ts', reason: 'a test' };

  test('cover their rule in their file, and no other', () => {
    expect(findings(files, [exempt])).toEqual([]);
    expect(findings(files, [{ ...exempt, rule: 'words' }])).toEqual([
      'apps/cli/src/a.ts:1 any',
      'scripts/tidy/exemptions.ts:1 exemptions',
    ]);
  });
});
