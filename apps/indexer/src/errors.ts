/** What stops the indexer, as a sentence that says what to do. */
export class IndexerError extends Error {
  override readonly name: string = 'IndexerError';
}

/** The chain or the database moved on between two looks: nothing is wrong, look again. */
export class MovedError extends IndexerError {
  override readonly name = 'MovedError';
}
