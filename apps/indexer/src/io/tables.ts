import {
  approvals,
  authorities,
  calls,
  creditors,
  events,
  feedRounds,
  lenderFlows,
  lenderVersions,
  liquidations,
  listings,
  loanVersions,
  losses,
  movements,
  operations,
  oracleAnswers,
  oracles,
  poolVersions,
  rateChanges,
  tokens,
  transactions,
} from '@hypothec/database';

/** Tables whose rows belong to the block in their column `block`. */
export const byBlock = {
  calls,
  creditors,
  events,
  feedRounds,
  lenderFlows,
  liquidations,
  listings,
  losses,
  movements,
  operations,
  oracles,
  rateChanges,
  tokens,
  transactions,
} as const;

/** Tables whose rows are in force from one block until another. */
export const versioned = {
  approvals,
  authorities,
  lenderVersions,
  loanVersions,
  oracleAnswers,
  poolVersions,
} as const;
