/** What went wrong with the database, as a sentence that says what to do. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError';
}

/** No database answers at an address. */
export class DatabaseUnreachableError extends DatabaseError {
  override readonly name = 'DatabaseUnreachableError';
}

/** What is stored does not read as what it should be: the tables were changed by another hand. */
export class DamagedRowError extends DatabaseError {
  override readonly name = 'DamagedRowError';

  constructor(what: string, seen: unknown) {
    super(`${what} does not read from the database: ${JSON.stringify(seen)}. Index again.`);
  }
}
