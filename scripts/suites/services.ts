import { runFuzz } from '../fuzz/campaign.ts';
import { checkReplay } from '../replayed/check.ts';
import { type Suite, counted } from './suite.ts';

const REQUESTS = 4_000;
const SEED = 20_261_120;

/** Random requests to a running API, right and wrong, signed in and not. */
export const fuzz: Suite = {
  name: 'fuzz',
  after: ['build', 'canary', 'typescript'],
  async run(log) {
    const { requests, failure } = await runFuzz({
      requests: REQUESTS,
      seed: SEED,
      onProgress: (done) => log(`${counted(done, 'request')} answered`),
    });
    if (failure !== null) log(failure);
    const facts = [`${counted(requests, 'random request')}, seed ${SEED}`];
    return {
      passed: failure === null ? 1 : 0,
      failed: failure === null ? 0 : 1,
      skipped: [],
      facts,
    };
  },
};

const REPLAY = ['--scenario', 'flash-crash', '--loans', '40', '--seed', '3'];

/** A replay whose report is made again from the API alone. */
export const replayed: Suite = {
  name: 'replayed',
  after: ['build', 'canary', 'typescript'],
  async run(log) {
    const { equal, differences } = await checkReplay(REPLAY);
    for (const { where, reported, given } of differences) {
      log(`${where}: reported ${String(reported)}, by the API ${String(given)}`);
    }
    const good = differences.length === 0 && equal > 0;
    const facts = [`${counted(equal, 'value')} of a replay's report equal by the API`];
    return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: [], facts };
  },
};
