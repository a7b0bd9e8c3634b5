import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EARLIEST, InstantError, LATEST, formatInstant, parseInstant } from './instant.ts';

test.each([
  ['2020-03-13', 1_584_057_600n],
  ['2020-03-13T02:00', 1_584_064_800n],
  ['2020-03-13 02:00:05', 1_584_064_805n],
  ['2020-03-13T02:00:05Z', 1_584_064_805n],
  ['2020-03-13T02:00:05.000Z', 1_584_064_805n],
  ['2020-03-13 02:00:05 UTC', 1_584_064_805n],
  ['2020-03-13T02:00:05+00:00', 1_584_064_805n],
  ['2024-02-29', 1_709_164_800n],
])('parseInstant reads %s', (text, seconds) => {
  expect(parseInstant(text)).toBe(seconds);
});

test.each([
  '',
  'yesterday',
  '2020-3-13',
  '2020-02-30',
  '2023-02-29',
  '2020-13-01',
  '2020-00-10',
  '2020-03-13T24:00',
  '2020-03-13T02:60',
  '2020-03-13T02:00:61',
  '2020-03-13T02:00:05.5Z',
  '2020-03-13T02:00+01:00',
  '2020-03-13T02',
  '2008-12-31',
  '2100-01-01',
  '0020-03-13',
  '1584064800',
])('parseInstant refuses %j with the text in the error', (text) => {
  expect(() => parseInstant(text)).toThrow(InstantError);
  expect(() => parseInstant(text)).toThrow(JSON.stringify(text));
});

test('what formatInstant writes, parseInstant reads back', () => {
  fc.assert(
    fc.property(fc.bigInt(EARLIEST, LATEST - 1n), (seconds) => {
      expect(parseInstant(formatInstant(seconds))).toBe(seconds);
    }),
  );
});
