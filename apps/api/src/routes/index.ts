import type { Api } from '../api.ts';
import { registerDocument } from '../plugins/openapi.ts';
import { registerAuth } from './auth.ts';
import { registerLabels } from './labels.ts';
import { registerLive } from './live.ts';
import { registerProblems } from './problems.ts';
import { registerSettings } from './settings.ts';
import { registerStatus } from './status.ts';

/** Every group of routes, in the order of the document. A new group is one line here. */
const groups: readonly ((app: Api) => void)[] = [
  registerStatus,
  registerProblems,
  registerDocument,
  registerLive,
  registerAuth,
  registerLabels,
  registerSettings,
];

/** Adds all routes. */
export function registerRoutes(app: Api): void {
  for (const register of groups) register(app);
}
