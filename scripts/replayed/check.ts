import { createApiClient } from '@hypothec/sdk';
import { compareReports } from './compare.ts';
import type { Compared } from './compare.ts';
import { reportFromApi } from './report.ts';
import { runReplay } from './run.ts';

/**
 * What of a report is not of the chain: what the replay was told (history's name, seed,
 * assumptions), how its closing check went, and where it is served.
 */
const LEFT = [
  'version',
  'history.title',
  'history.description',
  'population.seed',
  'assumptions',
  'check',
  'serving',
];

/** Replays a history, and makes its report again from the API alone. */
export async function checkReplay(args: readonly string[]): Promise<Compared> {
  const { report, apiUrl, stop } = await runReplay(args);
  try {
    const from = Math.floor(Date.parse(report.history.from) / 1_000);
    return compareReports(report, await reportFromApi(createApiClient(apiUrl), from), LEFT);
  } finally {
    await stop();
  }
}
