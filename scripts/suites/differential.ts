import {
  readRegressions,
  readTools,
  replay,
  runCampaign,
  runLive,
  traceOfMoves,
} from '@hypothec/testkit';
import { type Suite, counted } from './suite.ts';

const STEPS = 200_000;
const SEED = 20_251_120n;

/** The model against the contracts: everything that once differed, then 200,000 random steps. */
export const differential: Suite = {
  name: 'differential',
  after: ['build', 'canary'],
  async run(log) {
    let passed = 0;
    let failed = 0;
    const tools = readTools();
    for (const { name, config, moves } of readRegressions()) {
      const difference = await replay([traceOfMoves(tools, config, moves)]);
      if (difference === null) passed += 1;
      else failed += 1;
      log(`regression ${name}: ${difference === null ? 'equal' : difference.what}`);
    }
    const result = await runCampaign({
      steps: STEPS,
      seed: SEED,
      jobs: 1,
      onProgress: (done) => log(`${counted(done, 'step')} equal`),
    });
    if (result.report === null) passed += 1;
    else log(result.report);
    failed += result.mismatches;
    const facts = [`${counted(result.steps, 'differential step')}, seed ${SEED}`];
    return { passed, failed, skipped: [], facts };
  },
};

const LIVE_STEPS = 3_000;

/** The same through the SDK on live chains: 3,000 random steps. */
export const live: Suite = {
  name: 'live',
  after: ['build', 'canary'],
  async run(log) {
    const result = await runLive({
      steps: LIVE_STEPS,
      seed: SEED,
      onProgress: (done) => log(`${counted(done, 'step')} equal`),
    });
    if (result.report !== null) log(result.report);
    const facts = [`${counted(result.steps, 'live differential step')}, seed ${SEED}`];
    const passed = result.report === null ? 1 : 0;
    return { passed, failed: result.mismatches, skipped: [], facts };
  },
};
