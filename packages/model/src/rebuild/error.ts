/** Of which event, and of which loan, pool or account, something is said. */
export interface About {
  readonly event: string;
  readonly subject: string;
}

/**
 * An event does not fit the state it was applied to: something was not loaded, an event was left
 * out, doubled or out of order, or the creditor is no lending pool.
 *
 * @example `Drawn of loan 0x…: saw no such loan, expected one with collateral. …`
 */
export class RebuildError extends Error {
  override readonly name = 'RebuildError';
  readonly event: string;
  readonly subject: string;
  readonly seen: string;
  readonly expected: string;

  constructor({ event, subject }: About, seen: string, expected: string) {
    super(
      `${event} of ${subject}: saw ${seen}, expected ${expected}. Load what a block touches ` +
        `before its events, and apply each event once, in the chain's order.`,
    );
    this.event = event;
    this.subject = subject;
    this.seen = seen;
    this.expected = expected;
  }
}

/** Throws a RebuildError. */
export function misfit(about: About, seen: string, expected: string): never {
  throw new RebuildError(about, seen, expected);
}

/** What an event leaves of an amount that is there: `had - gone`, never below zero. */
export function left(about: About, what: string, had: bigint, gone: bigint): bigint {
  if (gone > had) misfit(about, `${gone} taken from ${what} of ${had}`, 'no more than is there');
  return had - gone;
}
