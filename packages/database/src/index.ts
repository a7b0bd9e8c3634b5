export { connect, isPassing } from './connect.ts';
export type { ConnectOptions, Database, Queries } from './connect.ts';
export { DamagedRowError, DatabaseError, DatabaseUnreachableError } from './errors.ts';
export type { Json } from './json.ts';
export { migrateDatabase } from './migrate.ts';
export * from './schema/index.ts';
export * from './state/codec.ts';
export { feedsOf, innerOracles, Sources, toOracleConfig } from './state/oracle.ts';
export * from './state/read.ts';
