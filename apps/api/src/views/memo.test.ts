import { expect, test } from 'vitest';
import { Memo } from './memo.ts';

test('a value is made once for all who ask, and again after a failure', async () => {
  const memo = new Memo();
  let made = 0;
  const make = (): Promise<number> => Promise.resolve((made += 1));
  expect(await Promise.all([memo.get('a', make), memo.get('a', make)])).toEqual([1, 1]);
  expect(await memo.get('b', make)).toBe(2);
  const fails = (): Promise<number> => Promise.reject(new RangeError('away'));
  await expect(memo.get('c', fails)).rejects.toThrow('away');
  expect(await memo.get('c', make)).toBe(3);
});
