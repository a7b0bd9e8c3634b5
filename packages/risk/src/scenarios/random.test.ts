import { expect, test } from 'vitest';
import { BELL_DEVIATION, SeedError, bellSteps, splitMix64 } from './random.ts';

test('splitMix64 gives the published numbers for seed 1234567', () => {
  const next = splitMix64(1_234_567n);
  expect([next(), next(), next(), next(), next()]).toEqual([
    6_457_827_717_110_365_317n,
    3_203_168_211_198_807_973n,
    9_817_491_932_198_370_423n,
    4_593_380_528_125_082_431n,
    16_408_922_859_458_223_821n,
  ]);
});

test('a seed must fit 64 bits', () => {
  expect(() => splitMix64(-1n)).toThrow(SeedError);
  expect(() => splitMix64(1n << 64n)).toThrow(SeedError);
  expect(() => bellSteps(1n << 64n, 'a')).toThrow(SeedError);
  expect(splitMix64((1n << 64n) - 1n)()).toBeGreaterThanOrEqual(0n);
});

test('steps have mean zero and the stated deviation', () => {
  const step = bellSteps(7n, 'test');
  const count = 20_000;
  const steps = Array.from({ length: count }, step);
  const mean = steps.reduce((sum, value) => sum + value, 0) / count;
  const square = steps.reduce((sum, value) => sum + value * value, 0) / count;
  // Four standard errors of a mean and of a variance over 20,000 numbers.
  expect(Math.abs(mean)).toBeLessThan((4 * Number(BELL_DEVIATION)) / Math.sqrt(count));
  expect(Math.abs(Math.sqrt(square) / Number(BELL_DEVIATION) - 1)).toBeLessThan(0.02);
});

test('each stream has its own numbers', () => {
  const first = bellSteps(7n, 'a');
  const second = bellSteps(7n, 'b');
  expect([first(), first(), first()]).not.toEqual([second(), second(), second()]);
});
