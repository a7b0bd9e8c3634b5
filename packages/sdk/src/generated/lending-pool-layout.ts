// Written by `npm run generate` from the build of the contracts. Do not edit.

/** Storage slots of a pool that no function gives as they are stored. */
export const lendingPoolLayout = {
  debts: 14n,
} as const;
