/** What an error of this package is made of, beside its first sentence. */
export interface SdkErrorOptions {
  /** Further lines: facts, then what to do. */
  readonly metaMessages?: readonly string[];
  /** Where the error is explained, below `docs/`. */
  readonly docsPath?: string;
  readonly cause?: unknown;
}

/**
 * The base of every error this package throws: one sentence that stands alone, then facts and what
 * to do.
 *
 * `shortMessage` is for a status line, `message` has everything, `walk` finds a cause.
 *
 * @example `catch (error) { if (error instanceof SdkError) console.error(error.shortMessage); }`
 */
export class SdkError extends Error {
  override readonly name: string = 'SdkError';
  readonly shortMessage: string;
  readonly metaMessages: readonly string[];
  readonly docsPath: string | undefined;

  constructor(shortMessage: string, options: SdkErrorOptions = {}) {
    const { metaMessages = [], docsPath, cause } = options;
    const docs = docsPath === undefined ? [] : [`See docs/${docsPath}`];
    super(
      [shortMessage, ...metaMessages, ...docs].join('\n'),
      cause === undefined ? {} : { cause },
    );
    this.shortMessage = shortMessage;
    this.metaMessages = metaMessages;
    this.docsPath = docsPath;
  }

  /** The first error of the chain of causes, this one included, that fits; null without one. */
  walk<Found extends Error>(fits: (error: unknown) => error is Found): Found | null {
    return walk(this, fits);
  }
}

/** The first of an error and its causes that fits, or null. */
export function walk<Found>(
  error: unknown,
  fits: (error: unknown) => error is Found,
): Found | null {
  let at: unknown = error;
  for (let depth = 0; depth < 32 && at !== undefined && at !== null; depth++) {
    if (fits(at)) return at;
    at = (at as { cause?: unknown }).cause;
  }
  return null;
}
