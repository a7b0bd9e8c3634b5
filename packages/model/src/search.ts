/**
 * Returns the largest number from 0 to `most` that is accepted, where all below an accepted one
 * are; 0 where none is, whether it is accepted itself or not.
 *
 * Looks near a guess first, in steps that double, then halves what is left: a guess that is off by
 * `d` costs about `2 log2(d)` tries, and never changes the result.
 *
 * @param guess - Where the answer is likely; `most` without it.
 * @example Accepting up to 41, `largestAccepted(100n, accepted, 40n)` asks 40, 41, 43, 42: `41n`.
 */
export function largestAccepted(
  most: bigint,
  accepted: (value: bigint) => boolean,
  guess: bigint = most,
): bigint {
  if (most <= 0n) return 0n;
  const start = guess < 1n ? 1n : guess > most ? most : guess;
  let yes = 0n;
  let no = most + 1n;
  if (accepted(start)) {
    yes = start;
    for (let step = 1n; no - yes > 1n; step *= 2n) {
      const next = yes + step < no ? yes + step : no - 1n;
      if (!accepted(next)) {
        no = next;
        break;
      }
      yes = next;
    }
  } else {
    no = start;
    for (let step = 1n; no - yes > 1n; step *= 2n) {
      const next = no > step ? no - step : 1n;
      if (accepted(next)) {
        yes = next;
        break;
      }
      no = next;
    }
  }
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n;
    if (accepted(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
