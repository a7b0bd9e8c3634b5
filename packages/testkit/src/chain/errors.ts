/** The chain of a test cannot be started or used; the message is one sentence. */
export class ChainHarnessError extends Error {
  override readonly name = 'ChainHarnessError';
}
