/** The benchmark cannot go on; the message says what was seen and what to do. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}
