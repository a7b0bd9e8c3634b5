import type { Api } from '../api.ts';
import { registerDocument } from '../plugins/openapi.ts';
import { registerTopics } from '../topics/index.ts';
import { registerActivity } from './activity.ts';
import { registerAuth } from './auth.ts';
import { registerBlocks } from './blocks.ts';
import { registerCreditorHistory } from './creditor-history.ts';
import { registerCreditors } from './creditors.ts';
import { registerEvents } from './events.ts';
import { registerLabels } from './labels.ts';
import { registerLenders } from './lenders.ts';
import { registerLending } from './lending.ts';
import { registerLiquidationMap } from './liquidation-map.ts';
import { registerLive } from './live.ts';
import { registerLoans } from './loans.ts';
import { registerLosses } from './losses.ts';
import { registerOperations } from './operations.ts';
import { registerOutcomes } from './outcomes.ts';
import { registerPast } from './past.ts';
import { registerPreviews } from './previews.ts';
import { registerPriceHistory } from './price-history.ts';
import { registerPrices } from './prices.ts';
import { registerProblems } from './problems.ts';
import { registerProofs } from './proofs.ts';
import { registerQuotes } from './quotes.ts';
import { registerSettings } from './settings.ts';
import { registerStatements } from './statements.ts';
import { registerStatus } from './status.ts';
import { registerTimeline } from './timeline.ts';
import { registerTokens } from './tokens.ts';

/** Adds a group of routes. */
export type RouteGroup = (app: Api) => void;

/** Every group of routes, in the order of the document. A new group is one line here. */
export const routeGroups: readonly RouteGroup[] = [
  registerStatus,
  registerProblems,
  registerDocument,
  registerTokens,
  registerCreditors,
  registerCreditorHistory,
  registerLiquidationMap,
  registerPrices,
  registerPriceHistory,
  registerOperations,
  registerEvents,
  registerBlocks,
  registerActivity,
  registerLosses,
  registerLenders,
  registerLending,
  registerLive,
  registerTopics,
  registerLoans,
  registerPast,
  registerTimeline,
  registerStatements,
  registerOutcomes,
  registerQuotes,
  registerPreviews,
  registerProofs,
  registerAuth,
  registerLabels,
  registerSettings,
];
