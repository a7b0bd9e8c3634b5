export type { Sql } from 'postgres';
export { migrateDatabase } from '../migrate.ts';
export { openSql, shownUrl } from '../open.ts';
export { backup } from './backup.ts';
export type { BackupNotes } from './backup.ts';
export type { BackupCount, BackupHeader, BackupTable, CheckedBackup } from './container.ts';
export { BackupError, DamagedBackupError, DatabaseInUseError } from './errors.ts';
export { emptyHistory } from './reindex.ts';
export { restore } from './restore.ts';
