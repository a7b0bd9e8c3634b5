import type { Api } from '../api.ts';
import { registerDocument } from '../plugins/openapi.ts';
import { registerAuth } from './auth.ts';
import { registerLabels } from './labels.ts';
import { registerLive } from './live.ts';
import { registerProblems } from './problems.ts';
import { registerSettings } from './settings.ts';
import { registerStatus } from './status.ts';

/** Adds a group of routes. */
export type RouteGroup = (app: Api) => void;

/** Every group of routes, in the order of the document. A new group is one line here. */
export const routeGroups: readonly RouteGroup[] = [
  registerStatus,
  registerProblems,
  registerDocument,
  registerLive,
  registerAuth,
  registerLabels,
  registerSettings,
];
