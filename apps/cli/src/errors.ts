/** Something the user can put right: one line on stderr, exit code 1. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
}

/** A command used wrongly: one line on stderr, exit code 2. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
}

/** The program meets a state that it holds to be impossible: a fault of the program. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}
