// Exact fractions: golden numbers are computed from the formulas as they stand on paper, and
// rounded once, where the formula says so. Nothing here is shared with what the vectors test.

export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    if (bottom === 0n) throw new RangeError(`${top} / 0 is no number.`);
    this.top = bottom < 0n ? -top : top;
    this.bottom = bottom < 0n ? -bottom : bottom;
  }

  plus(other: Exact): Fraction {
    const b = exact(other);
    return new Fraction(this.top * b.bottom + b.top * this.bottom, this.bottom * b.bottom);
  }

  minus(other: Exact): Fraction {
    const b = exact(other);
    return new Fraction(this.top * b.bottom - b.top * this.bottom, this.bottom * b.bottom);
  }

  times(other: Exact): Fraction {
    const b = exact(other);
    return new Fraction(this.top * b.top, this.bottom * b.bottom);
  }

  over(other: Exact): Fraction {
    const b = exact(other);
    return new Fraction(this.top * b.bottom, this.bottom * b.top);
  }

  isAbove(other: Exact): boolean {
    return this.minus(other).top > 0n;
  }

  /** The largest whole number not above it. */
  floor(): bigint {
    const whole = this.top / this.bottom;
    return this.top < 0n && whole * this.bottom !== this.top ? whole - 1n : whole;
  }

  /** The smallest whole number not below it. */
  ceil(): bigint {
    return -new Fraction(-this.top, this.bottom).floor();
  }
}

export type Exact = Fraction | bigint;

function exact(value: Exact): Fraction {
  return value instanceof Fraction ? value : new Fraction(value, 1n);
}

/** `top / bottom`, exactly. */
export function ratio(top: Exact, bottom: Exact = 1n): Fraction {
  return exact(top).over(bottom);
}

/** `bps` as a number: 6,200 is 0.62. */
export function fromBps(bps: bigint): Fraction {
  return new Fraction(bps, 10_000n);
}

/** `wad` as a number: 1e18 is 1. */
export function fromWad(wad: bigint): Fraction {
  return new Fraction(wad, 10n ** 18n);
}

export function least(...values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

/**
 * The smallest whole number in `[from, to]` at which a condition holds that, once true, stays true;
 * `to` where it never is. What a formula claims is "the smallest", found without the formula.
 */
export function smallest(from: bigint, to: bigint, holds: (value: bigint) => boolean): bigint {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) / 2n;
    if (holds(middle)) high = middle;
    else low = middle + 1n;
  }
  return low;
}
