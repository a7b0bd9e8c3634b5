import { formatE8, parseE8 } from '../prices/candle.ts';
import type { Candle } from '../prices/candle.ts';
import { PriceHistoryError } from '../prices/errors.ts';
import { parseInstant } from '../prices/instant.ts';
import { BELL_DEVIATION } from './random.ts';
import type { SeriesSpec, Storm, Waypoint, WaypointKind } from './spec.ts';

/** Steps of the path in a bar, whose extremes are those of its 13 points, both ends included. */
export const STEPS_PER_BAR = 12;

const BPS = 10_000n;

/** The time a scenario covers and how it is cut into bars. */
export interface Frame {
  readonly start: bigint;
  readonly end: bigint;
  readonly barSeconds: bigint;
  readonly storms: readonly Storm[];
}

/** A waypoint that no path can meet. A fault of the scenario's definition, not of its seed. */
export class WaypointError extends PriceHistoryError {
  override readonly name = 'WaypointError';
  readonly waypoint: Waypoint;

  constructor(waypoint: Waypoint, allowed: string) {
    super(`The waypoint ${waypoint.join(', ')} cannot be met. Allowed: ${allowed}.`);
    this.waypoint = waypoint;
  }
}

interface Pin {
  readonly step: number;
  readonly price: bigint;
  readonly kind: WaypointKind;
}

interface Bounds {
  readonly floor: bigint;
  readonly ceiling: bigint;
}

/**
 * Draws bars along a path that meets every waypoint exactly and wanders between them.
 *
 * Between two waypoints the path is the straight line, times one plus a bridge: noise sums
 * `S_0 = 0 … S_m` tilted to end at zero, `S_j − S_m · j/m`. A point that leaves the bounds is
 * folded back. All of it is integer arithmetic, rounded towards zero at 8 decimals.
 *
 * @param steps - Draws one step of noise, mean 0, standard deviation `BELL_DEVIATION`.
 * @throws {WaypointError} when the waypoints are not in order, off the steps, or do not begin and
 *   end with the frame.
 */
export function drawBars(frame: Frame, spec: SeriesSpec, steps: () => number): Candle[] {
  const path = drawPath(frame, spec, steps);
  const bars: Candle[] = [];
  for (let first = 0; first + STEPS_PER_BAR < path.length; first += STEPS_PER_BAR) {
    const points = path.slice(first, first + STEPS_PER_BAR + 1);
    const open = points[0] as bigint;
    const high = points.reduce((most, price) => (price > most ? price : most), open);
    const low = points.reduce((least, price) => (price < least ? price : least), open);
    const time = frame.start + BigInt(first / STEPS_PER_BAR) * frame.barSeconds;
    const close = points[STEPS_PER_BAR] as bigint;
    bars.push({ time, open, high, low, close, duration: frame.barSeconds, filled: false });
  }
  return bars;
}

function drawPath(frame: Frame, spec: SeriesSpec, steps: () => number): bigint[] {
  const pins = placePins(frame, spec.waypoints);
  const factorAt = stormFactors(frame);
  const path: bigint[] = [];
  for (let index = 1; index < pins.length; index++) {
    const from = pins[index - 1] as Pin;
    const to = pins[index] as Pin;
    const sums = [0n];
    for (let step = from.step; step < to.step; step++) {
      sums.push((sums.at(-1) as bigint) + BigInt(steps()) * factorAt(step));
    }
    drawStretch(path, from, to, sums, spec.noiseBps, boundsOf(from, to, pins, spec.slackBps));
  }
  path.push((pins.at(-1) as Pin).price);
  return path;
}

function drawStretch(
  path: bigint[],
  from: Pin,
  to: Pin,
  sums: readonly bigint[],
  noiseBps: bigint,
  bounds: Bounds,
): void {
  const length = BigInt(to.step - from.step);
  const total = sums.at(-1) as bigint;
  for (let step = 0n; step < length; step++) {
    const line = from.price + ((to.price - from.price) * step) / length;
    const swing = (sums[Number(step)] as bigint) * length - total * step;
    path.push(fold(line + (line * swing * noiseBps) / (BPS * BELL_DEVIATION * length), bounds));
  }
}

function fold(price: bigint, { floor, ceiling }: Bounds): bigint {
  if (price < floor) {
    const folded = 2n * floor - price;
    return folded > ceiling ? ceiling : folded;
  }
  if (price > ceiling) {
    const folded = 2n * ceiling - price;
    return folded < floor ? floor : folded;
  }
  return price;
}

function boundsOf(from: Pin, to: Pin, pins: readonly Pin[], slackBps: bigint): Bounds {
  const [lower, upper] = from.price < to.price ? [from, to] : [to, from];
  let floor = (lower.price * (BPS - slackBps)) / BPS;
  let ceiling = (upper.price * (BPS + slackBps)) / BPS;
  // No stretch may outdo a low or high, be it at its own end or elsewhere in the scenario.
  for (const pin of pins) {
    if (pin.kind === 'low' && pin.price > floor && pin.price <= lower.price) floor = pin.price;
    if (pin.kind === 'high' && pin.price < ceiling && pin.price >= upper.price) ceiling = pin.price;
  }
  return { floor, ceiling };
}

function placePins(frame: Frame, waypoints: readonly Waypoint[]): Pin[] {
  const stepSeconds = frame.barSeconds / BigInt(STEPS_PER_BAR);
  let previous = -1;
  const pins = waypoints.map((waypoint) => {
    const [at, price, kind] = waypoint;
    const offset = parseInstant(at) - frame.start;
    if (offset % stepSeconds !== 0n) {
      throw new WaypointError(waypoint, `a time on a step of ${stepSeconds} s`);
    }
    const step = Number(offset / stepSeconds);
    if (step <= previous) throw new WaypointError(waypoint, 'rising times from the start on');
    previous = step;
    return { step, price: parseE8(price), kind };
  });
  const last = Number((frame.end - frame.start) / stepSeconds);
  if (pins[0]?.step !== 0) throw new WaypointError(waypoints[0] as Waypoint, 'the start first');
  if (previous !== last) throw new WaypointError(waypoints.at(-1) as Waypoint, 'the end last');
  return pins;
}

function stormFactors(frame: Frame): (step: number) => bigint {
  const stepSeconds = frame.barSeconds / BigInt(STEPS_PER_BAR);
  const storms = frame.storms.map(({ from, to, factor }) => {
    return { from: parseInstant(from), to: parseInstant(to), factor };
  });
  return (step) => {
    const time = frame.start + BigInt(step) * stepSeconds;
    return storms.find(({ from, to }) => time >= from && time < to)?.factor ?? 1n;
  };
}

/**
 * Waypoints of a coin that moves `betaBps` / 10,000 times as far as another since the start.
 *
 * @param base - Price at the start, decimal text.
 * @returns `base · (1 + beta · (p / p_0 − 1))` at each waypoint `p`, rounded down at 8 decimals.
 * @throws {WaypointError} where that is not above zero: the beta is too large for the fall.
 * @example From 100 with beta 12,500, where the other fell from 8,600 to 4,300: 37.5.
 */
export function followWaypoints(
  waypoints: readonly Waypoint[],
  base: string,
  betaBps: bigint,
): Waypoint[] {
  const first = parseE8(waypoints[0]?.[1] ?? '0');
  return waypoints.map((waypoint) => {
    const [at, price, kind] = waypoint;
    const weight = BPS * first + betaBps * (parseE8(price) - first);
    if (weight <= 0n) throw new WaypointError(waypoint, 'a fall that leaves the follower a price');
    return [at, formatE8((parseE8(base) * weight) / (BPS * first)), kind];
  });
}
