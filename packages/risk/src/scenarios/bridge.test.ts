import { expect, test } from 'vitest';
import { parseE8 } from '../prices/candle.ts';
import { parseInstant } from '../prices/instant.ts';
import { WaypointError, drawBars, followWaypoints } from './bridge.ts';
import type { Frame } from './bridge.ts';
import type { Waypoint } from './spec.ts';

const frame: Frame = {
  start: parseInstant('2020-01-01'),
  end: parseInstant('2020-01-01T03:00'),
  barSeconds: 3_600n,
  storms: [],
};
const ENDS: readonly [Waypoint, Waypoint] = [
  ['2020-01-01', '100', 'level'],
  ['2020-01-01T03:00', '160', 'level'],
];
const quiet = { noiseBps: 0n, slackBps: 0n };

test('without noise the path is the straight line, cut into bars that adjoin', () => {
  const bars = drawBars(frame, { ...quiet, waypoints: ENDS }, () => 0);
  expect(bars.map(({ open, high, low, close }) => [open, high, low, close])).toEqual(
    [
      ['100', '120', '100', '120'],
      ['120', '140', '120', '140'],
      ['140', '160', '140', '160'],
    ].map((row) => row.map(parseE8)),
  );
});

test('noise bends the path but not its ends, and a storm bends it more', () => {
  // Six steps up and six down, a deviation each: the sixth point of the line, 110, is swung most.
  const wave = (): (() => number) => {
    let drawn = 0;
    return () => (drawn++ % 12 < 6 ? 75_674 : -75_674);
  };
  const spec = { waypoints: ENDS, noiseBps: 1_000n, slackBps: 10_000n };
  const storms = [{ from: '2020-01-01', to: '2020-01-01T03:00', factor: 2n }];
  const calm = drawBars(frame, spec, wave());
  const wild = drawBars({ ...frame, storms }, spec, wave());
  for (const bars of [calm, wild]) {
    expect(bars[0]?.open).toBe(parseE8('100'));
    expect(bars[2]?.close).toBe(parseE8('160'));
  }
  // 110 · (1 + 6 · 10 %) and, in the storm, 110 · (1 + 6 · 20 %).
  expect(calm[0]?.high).toBe(parseE8('176'));
  expect(wild[0]?.high).toBe(parseE8('242'));
});

test('no point passes a low, a high or the slack, however wild the noise', () => {
  const waypoints: readonly Waypoint[] = [
    ENDS[0],
    ['2020-01-01T01:05', '80', 'low'],
    ['2020-01-01T02:05', '200', 'high'],
    ENDS[1],
  ];
  let draw = 0;
  const wild = (): number => (draw++ % 7 < 3 ? 300_000 : -200_000);
  const bars = drawBars(frame, { waypoints, noiseBps: 2_000n, slackBps: 500n }, wild);
  const lows = bars.map(({ low }) => low);
  const highs = bars.map(({ high }) => high);
  expect(lows[1]).toBe(parseE8('80'));
  expect(highs[2]).toBe(parseE8('200'));
  for (const low of lows) expect(low).toBeGreaterThanOrEqual(parseE8('80'));
  for (const high of highs) expect(high).toBeLessThanOrEqual(parseE8('200'));
  expect(highs[0]).toBeLessThanOrEqual(parseE8('105'));
});

test('a low and a high bound the stretches far from them too', () => {
  const waypoints: readonly Waypoint[] = [
    ['2020-01-01', '100', 'level'],
    ['2020-01-01T00:35', '90', 'low'],
    ['2020-01-01T01:05', '110', 'high'],
    ['2020-01-01T01:30', '100', 'level'],
    ['2020-01-01T02:30', '101', 'level'],
    ['2020-01-01T03:00', '100', 'level'],
  ];
  let draw = 0;
  const wild = (): number => (draw++ % 6 < 3 ? 300_000 : -300_000);
  const bars = drawBars(frame, { waypoints, noiseBps: 500n, slackBps: 5_000n }, wild);
  const lows = bars.map(({ low }) => low);
  const highs = bars.map(({ high }) => high);
  expect(lows.every((low) => low >= parseE8('90'))).toBe(true);
  expect(highs.every((high) => high <= parseE8('110'))).toBe(true);
  expect(lows[2]).toBeLessThan(parseE8('99'));
});

test.each([
  ['a time off the steps', [ENDS[0], ['2020-01-01T00:08', '110', 'level'], ENDS[1]]],
  ['a time that goes back', [ENDS[0], ENDS[0], ENDS[1]]],
  ['no waypoint at the start', [['2020-01-01T01:00', '110', 'level'], ENDS[1]]],
  ['no waypoint at the end', [ENDS[0]]],
] as [string, Waypoint[]][])('%s is refused', (_, waypoints) => {
  expect(() => drawBars(frame, { ...quiet, waypoints }, () => 0)).toThrow(WaypointError);
});

test('a follower moves beta times as far and may not lose everything', () => {
  const fall: readonly Waypoint[] = [
    ['2020-01-01', '8600', 'level'],
    ['2020-01-02', '4300', 'low'],
  ];
  expect(followWaypoints(fall, '100', 12_500n)).toEqual([
    ['2020-01-01', '100', 'level'],
    ['2020-01-02', '37.5', 'low'],
  ]);
  expect(() => followWaypoints(fall, '100', 20_000n)).toThrow(WaypointError);
});
