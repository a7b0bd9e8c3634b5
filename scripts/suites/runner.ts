import type { Log, Outcome, Suite } from './suite.ts';

export interface SuiteResult extends Outcome {
  name: string;
  seconds: number;
  /** Set when the suite threw instead of answering. */
  crash?: string;
}

/**
 * Runs the suites in their order, at most `lanes` at a time, each after those it names; the results
 * stand in the order of the suites. Every line of output carries the suite's name.
 */
export async function runSuites(
  suites: readonly Suite[],
  lanes: number,
  log: Log,
): Promise<SuiteResult[]> {
  const waiting = [...suites];
  const running = new Map<string, Promise<void>>();
  const results = new Map<string, SuiteResult>();
  while (waiting.length > 0 || running.size > 0) {
    const pending = new Set([...waiting.map(({ name }) => name), ...running.keys()]);
    const next =
      running.size < lanes
        ? waiting.findIndex(({ after = [] }) => !after.some((name) => pending.has(name)))
        : -1;
    const [suite] = next === -1 ? [] : waiting.splice(next, 1);
    if (suite !== undefined) {
      const done = runSuite(suite, log).then((result) => {
        results.set(suite.name, result);
        running.delete(suite.name);
      });
      running.set(suite.name, done);
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      for (const { name, after = [] } of waiting.splice(0)) {
        results.set(name, crashed(name, `waits for ${after.join(', ')}, which wait for it`, 0));
      }
    }
  }
  return suites.flatMap(({ name }) => results.get(name) ?? []);
}

async function runSuite(suite: Suite, log: Log): Promise<SuiteResult> {
  const { name } = suite;
  const say: Log = (line) => log(`[${name}] ${line}`);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  say('starts');
  try {
    const outcome = await suite.run(say);
    say(`ends: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds().toFixed(1)} s`);
    return { name, ...outcome, seconds: seconds() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(`crashed: ${error instanceof Error ? (error.stack ?? message) : message}`);
    return crashed(name, message, seconds());
  }
}

function crashed(name: string, crash: string, seconds: number): SuiteResult {
  return { name, passed: 0, failed: 1, skipped: [], facts: [], seconds, crash };
}
