import { expect, test } from 'vitest';
import { ProtocolError, revert } from './errors.ts';
import { refusalOf } from './refusal.testing.ts';

const id = `0x${'0'.repeat(63)}1`;

test('an error has its name, its arguments and both in its message', () => {
  const error = new ProtocolError('AboveOpenLimit', [id, 31n, 30n]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ProtocolError');
  expect(error.errorName).toBe('AboveOpenLimit');
  expect(error.args).toEqual([id, 31n, 30n]);
  expect(error.message).toBe(`AboveOpenLimit(${id}, 31, 30)`);
});

test('revert throws it', () => {
  expect(refusalOf(() => revert('ZeroAmount'))).toEqual(['ZeroAmount']);
  expect(refusalOf(() => revert('NoDebt', id))).toEqual(['NoDebt', id]);
});

test('arguments have the types of their error', () => {
  // @ts-expect-error an id is missing
  expect(() => revert('NoDebt')).toThrow(ProtocolError);
  // @ts-expect-error amounts are bigints
  expect(() => revert('NotEnoughCash', 1, 2)).toThrow(ProtocolError);
  // @ts-expect-error there is no such error
  expect(() => revert('NoSuchError')).toThrow(ProtocolError);
});
