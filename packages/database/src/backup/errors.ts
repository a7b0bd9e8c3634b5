import { DatabaseError } from '../errors.ts';

/** A backup cannot be written, read or put back. */
export class BackupError extends DatabaseError {
  override readonly name: string = 'BackupError';
}

/** What a file holds is not what was written: nothing of it is to be trusted. */
export class DamagedBackupError extends BackupError {
  override readonly name = 'DamagedBackupError';

  constructor(path: string, what: string, options?: ErrorOptions) {
    super(`${path} is damaged: ${what}. Nothing was changed. Use another backup.`, options);
  }
}

/** The database holds something, or someone works with it. */
export class DatabaseInUseError extends BackupError {
  override readonly name = 'DatabaseInUseError';
}
