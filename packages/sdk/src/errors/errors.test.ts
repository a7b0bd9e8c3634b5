import { ProtocolError } from '@hypothec/model';
import type { CollateralId } from '@hypothec/model';
import { encodeErrorResult } from 'viem';
import type { Abi, AbiParameter, Hex } from 'viem';
import { describe, expect, test } from 'vitest';
import * as abis from '../generated/index.ts';
import { decodeRevert, toProtocolError, toRefusal } from './decode.ts';
import { RevertError, tellProtocolError, tellRevert } from './revert.ts';
import { sentences } from './sentences/index.ts';

const all: readonly Abi[] = Object.values(abis);
const errors = all.flatMap((abi) => abi.filter((entry) => entry.type === 'error'));

const usd = { decimals: 6, symbol: 'USD' };
const context = {
  loanToken: usd,
  collaterals: new Map([[8 as CollateralId, { decimals: 8, symbol: 'BTC' }]]),
};

function sample({ type }: AbiParameter): unknown {
  if (type === 'address') return `0x${'ab'.repeat(20)}`;
  if (type === 'string') return 'text';
  if (type.startsWith('bytes')) return `0x${'11'.repeat(Number(type.slice(5)))}`;
  return type === 'uint8' || type === 'uint32' ? 8 : 8n;
}

function encoded(abi: Abi, errorName: string, args: readonly unknown[]): Hex {
  return encodeErrorResult({ abi, errorName, args });
}

describe('every error of the ABIs', () => {
  test('there are as many as the contracts have', () => {
    expect(errors.length).toBeGreaterThan(150);
  });

  test.each(errors.map((entry) => [entry.name, entry] as const))(
    '%s decodes and has a sentence with its facts',
    (name, entry) => {
      const inputs = entry.inputs ?? [];
      const data = encoded([entry], name, inputs.map(sample));
      const revert = decodeRevert(data);
      expect(revert.name).toBe(name);
      expect(revert.args).toHaveLength(inputs.length);
      for (const told of [tellRevert(revert), tellRevert(revert, context)]) {
        expect(told.message).toMatch(/^\S.+[.]$/);
        expect(told.advice).toMatch(/^\S.+[.]$/);
        expect(`${told.message}${told.advice}`).not.toMatch(/undefined|NaN|\[object/);
        expect(told.message.length).toBeLessThan(320);
      }
    },
  );

  test('no sentence tells of an error that no contract has', () => {
    const names = new Set(errors.map(({ name }) => name));
    expect(Object.keys(sentences).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('decoding', () => {
  const id: Hex = `0x${'aa'.repeat(32)}`;

  test('gives the model’s own error where the model has it', () => {
    const data = encoded(abis.loanBookAbi, 'AboveOpenLimit', [id, 31_000n, 30_000n]);
    const error = toProtocolError(decodeRevert(data));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error?.errorName).toBe('AboveOpenLimit');
    expect(error?.args).toEqual([id, 31_000n, 30_000n]);
  });

  test('small numbers are bigints and addresses in lower case, as in the model', () => {
    const caller = '0xAbCdEf0123456789aBcDeF0123456789ABCDEF01';
    const data = encoded(abis.loanBookAbi, 'NotAllowed', [caller.toLowerCase(), id, 2]);
    expect(toProtocolError(decodeRevert(data))?.args).toEqual([caller.toLowerCase(), id, 2n]);
  });

  test('errors of one name are told apart by their arguments', () => {
    const token = `0x${'ab'.repeat(20)}`;
    const rich = decodeRevert(encoded(abis.gatewayAbi, 'InsufficientAllowance', [token, 1n, 2n]));
    expect(toProtocolError(rich)).toBeNull();
    expect(tellRevert(rich).message).toBe('1 base unit is approved; 2 base units is needed.');
    const poor = decodeRevert(encoded(abis.lendingPoolAbi, 'InsufficientAllowance', []));
    expect(toProtocolError(poor)?.errorName).toBe('InsufficientAllowance');
  });

  test('what is unknown stays data', () => {
    expect(decodeRevert('0x').name).toBeNull();
    expect(decodeRevert('0xdeadbeef').name).toBeNull();
    const oracle = `0x${'0f'.repeat(20)}`;
    expect(toRefusal(oracle, '0xdeadbeef').args).toEqual([oracle, '0xdeadbeef']);
    const stale = encoded(abis.feedOracleAbi, 'StalePrice', [oracle, 7_200n, 3_600n]);
    expect(toRefusal(oracle, stale).errorName).toBe('StalePrice');
  });
});

describe('RevertError', () => {
  test('says what was seen, what is allowed and what to do, with the tokens it knows', () => {
    const id: Hex = `0x${'aa'.repeat(32)}`;
    const data = encoded(abis.loanBookAbi, 'AboveOpenLimit', [
      id,
      31_000_000_000n,
      30_000_000_000n,
    ]);
    const error = RevertError.of(data, { context });
    expect(error.message).toBe(
      'The debt would be 31,000 USD, but this collateral supports at most 30,000 USD when ' +
        'drawing or withdrawing.\n' +
        'Draw or withdraw less, pledge more, or repay 1,000 USD.\n' +
        'See docs/reference/errors.md#aboveopenlimit',
    );
    expect(error.errorName).toBe('AboveOpenLimit');
    expect(RevertError.of(data).shortMessage).toContain('31,000,000,000 base units');
  });

  test('the language’s own errors, and silence', () => {
    const text = encoded(
      [{ type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] }],
      'Error',
      ['ERC20: paused'],
    );
    expect(RevertError.of(text).shortMessage).toBe('A contract refused: ERC20: paused.');
    const panic = encoded(
      [{ type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] }],
      'Panic',
      [0x11n],
    );
    expect(RevertError.of(panic).shortMessage).toContain('overflowed');
    expect(RevertError.of('0x').shortMessage).toBe('A contract refused without saying why.');
    expect(RevertError.of('0xdeadbeef').shortMessage).toContain('0xdeadbeef');
  });

  test('an error of the model reads the same', () => {
    const error = new ProtocolError('NotEnoughCash', [500_000_000n, 100_000_000n]);
    expect(tellProtocolError(error, context).message).toBe(
      'The pool has 100 USD in cash; 500 USD was wanted.',
    );
    const refusal = new ProtocolError('UnknownRefusal', ['0xf00', '0x']);
    expect(tellProtocolError(refusal).message).toContain('0xf00');
  });
});
