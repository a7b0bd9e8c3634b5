export { migrateDatabase } from '../migrate.ts';
export { openSql, shownUrl } from '../open.ts';
