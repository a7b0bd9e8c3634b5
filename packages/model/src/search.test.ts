import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestAccepted } from './search.ts';

const amount = fc.bigInt({ min: 0n, max: 2n ** 110n });

test('finds the largest accepted number, whatever the guess', () => {
  fc.assert(
    fc.property(amount, amount, amount, (most, edge, guess) => {
      const found = largestAccepted(most, (value) => value <= edge, guess);
      expect(found).toBe(edge < most ? edge : most);
    }),
  );
});

test('asks only within the bounds', () => {
  fc.assert(
    fc.property(amount, amount, amount, (most, edge, guess) => {
      largestAccepted(
        most,
        (value) => {
          expect(value >= 1n && value <= most).toBe(true);
          return value <= edge;
        },
        guess,
      );
    }),
  );
});

test('a good guess costs few tries', () => {
  const asked: bigint[] = [];
  const accepted = (value: bigint): boolean => {
    asked.push(value);
    return value <= 41n;
  };
  expect(largestAccepted(100n, accepted, 40n)).toBe(41n);
  expect(asked).toEqual([40n, 41n, 43n, 42n]);
  let tries = 0;
  const far = 2n ** 100n;
  largestAccepted(far * 2n, (value) => (tries += 1) > 0 && value <= far, far + 1_000n);
  expect(tries).toBeLessThan(25);
});
