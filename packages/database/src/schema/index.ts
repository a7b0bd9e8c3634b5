export * from './account.ts';
export * from './book.ts';
export * from './chain.ts';
export * from './oracle.ts';
export * from './pool.ts';
