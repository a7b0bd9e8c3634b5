import { UsageError } from '../errors.ts';

/** Reads a whole number within bounds. */
export function parseWhole(
  name: string,
  text: string,
  bounds: { readonly least: bigint; readonly most: bigint },
): bigint {
  const { least, most } = bounds;
  const value = /^\d{1,30}$/.test(text.replaceAll('_', ''))
    ? BigInt(text.replaceAll('_', ''))
    : null;
  if (value === null || value < least || value > most) {
    throw new UsageError(`${name} is "${text}". Allowed: a whole number from ${least} to ${most}.`);
  }
  return value;
}

/** Reads a percentage such as `-20%`, `+5` or `12.5 %`; `-0.2` is a fifth of a per cent. In bps. */
export function parseChangeBps(text: string): bigint {
  const match = /^([-+−]?)(\d{1,6})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (match === null) {
    throw new UsageError(
      `"${text}" is no change of a price. Allowed: a percentage such as -20% or +12.5%.`,
    );
  }
  const [, sign, whole = '0', fraction = ''] = match;
  const size = BigInt(whole + fraction.padEnd(2, '0'));
  const change = sign === '-' || sign === '−' ? -size : size;
  if (change <= -10_000n) {
    throw new UsageError(`A fall of ${whole} % leaves no price. Allowed: less than 100 %.`);
  }
  return change;
}

const UNITS: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, min: 60n, h: 3_600n, d: 86_400n };

/** Reads a span such as `90m`, `25h` or `1d 1h`, in seconds. */
export function parseSpan(text: string): bigint {
  const parts = [...text.trim().matchAll(/(\d{1,6})\s*(min|[smhd])\s*/g)];
  const read = parts.map(([part]) => part).join('');
  const span = parts.reduce(
    (sum, [, count = '0', unit = 's']) => sum + BigInt(count) * (UNITS[unit] ?? 0n),
    0n,
  );
  if (read !== text.trim() || span === 0n || span > 365n * 86_400n) {
    throw new UsageError(
      `"${text}" is no span of time. Allowed: such as 30m, 25h or 1d 1h, at most 365d.`,
    );
  }
  return span;
}
