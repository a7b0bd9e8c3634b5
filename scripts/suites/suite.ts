/** One line of a suite's output, shown at once. */
export type Log = (line: string) => void;

export interface Outcome {
  passed: number;
  failed: number;
  /** "name: reason" of each test that did not run. */
  skipped: string[];
  /** What ran, for the closing table: "200,000 differential steps". */
  facts: string[];
}

/**
 * A part of `npm test`. To add one, write a module here and put it into the list of
 * scripts/test.ts. A suite that throws counts as one failure; the others go on.
 */
export interface Suite {
  /** Unique; `npm test -- <name>` runs it alone. */
  name: string;
  /** Suites that must have ended before, passed or not: forge builds into one folder at a time. */
  after?: readonly string[];
  run(log: Log): Promise<Outcome>;
}

/** A suite of one check: it passes when the command ends with exit code 0. */
export function checkSuite(
  name: string,
  command: (log: Log) => Promise<{ code: number }>,
  after: readonly string[] = [],
): Suite {
  return {
    name,
    after,
    async run(log) {
      const { code } = await command(log);
      const good = code === 0;
      return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: [], facts: [] };
    },
  };
}

/** 1234567 as "1,234,567". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;
}
