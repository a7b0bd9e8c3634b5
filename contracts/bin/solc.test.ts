import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Output {
  errors?: { severity: string; message: string }[];
  contracts?: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
}

const solc = (args: readonly string[], input = '') =>
  spawnSync(join(import.meta.dirname, 'solc'), args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });

function compile(sources: Record<string, string>, settings: object = {}): Output {
  const contents = Object.entries(sources).map(([path, content]) => [path, { content }]);
  const outputSelection = { '*': { '*': ['evm.bytecode.object'] } };
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(contents),
    settings: { outputSelection, ...settings },
  };
  const { stdout, status } = solc(['--allow-paths', '.', '--standard-json'], JSON.stringify(input));
  expect(status).toBe(0);
  return JSON.parse(stdout) as Output;
}

const head = '// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\n';

describe('bin/solc', () => {
  test('says its version as forge reads it', () => {
    expect(solc(['--version']).stdout).toMatch(/\nVersion: 0\.8\.37\+commit\.[0-9a-f]{8}\S*\n$/);
  });

  test('compiles sources that import each other, and takes remappings from the settings', () => {
    const output = compile(
      {
        'src/A.sol': `${head}import {B} from "lib/B.sol";\ncontract A is B {}`,
        'vendor/B.sol': `${head}import "./C.sol";\ncontract B is C {}`,
        'vendor/C.sol': `${head}contract C { function f() external pure {} }`,
      },
      { remappings: ['lib/=vendor/'], evmVersion: 'osaka', viaIR: true },
    );
    expect(output.errors).toBeUndefined();
    const object = (path: string, name: string): string | undefined =>
      output.contracts?.[path]?.[name]?.evm.bytecode.object;
    expect(object('src/A.sol', 'A')).toMatch(/^[0-9a-f]{100,}$/);
  });

  test('takes more than the compiler takes in one input, and answers through a pipe', () => {
    const padding = `// ${'x'.repeat(500)}\n`.repeat(1000);
    const sources = Array.from({ length: 6 }, (_, n) => [
      `src/C${n}.sol`,
      `${head}${padding}contract C${n} { string public text = "${'y'.repeat(20_000)}"; }`,
    ]);
    const output = compile(Object.fromEntries(sources) as Record<string, string>);
    expect(Object.keys(output.contracts ?? {})).toHaveLength(6);
  });

  test('hands on what the compiler complains about', () => {
    const { errors = [] } = compile({ 'A.sol': `${head}import "./none.sol";` });
    expect(errors[0]).toMatchObject({ severity: 'error' });
    expect(errors[0]?.message).toContain('none.sol is not in the input');
  });

  test('refuses other calls', () => {
    const { status, stderr } = solc(['--abi', 'A.sol']);
    expect(status).toBe(2);
    expect(stderr).toContain('--standard-json');
  });
});
