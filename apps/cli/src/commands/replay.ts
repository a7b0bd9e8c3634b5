import { localStack } from '@hypothec/config';
import type { StackConfig } from '@hypothec/config';
import type { Command } from 'commander';
import { CliError, UsageError } from '../errors.ts';
import { buildContracts, buildText } from '../io/artifacts.ts';
import { checkReportPath, replay, writeReport } from '../io/replay.ts';
import type { Played } from '../io/replay.ts';
import { serve } from '../io/serve.ts';
import type { Addresses } from '../io/serve.ts';
import { requirePort } from '../io/up.ts';
import { checkBehaviour, defaultBehaviour } from '../people/behaviour.ts';
import type { MarketWeight } from '../people/population.ts';
import type { HistorySource } from '../play/history.ts';
import type { ReplayReport } from '../replay/report.ts';
import { reportText } from '../replay/table.ts';
import { Output } from '../text/output.ts';
import { parseWhole } from '../text/parse.ts';
import { addHistoryOptions, historyOf, historySource, seedFlag } from './history-options.ts';
import type { HistoryFlags } from './history-options.ts';
import { API_PORT, portFlag } from './shared.ts';

interface ReplayFlags extends HistoryFlags {
  readonly loans: string;
  readonly topUp: string;
  readonly repay: string;
  readonly report?: string;
  readonly serve?: boolean;
  readonly apiPort: string;
  readonly json?: boolean;
}

const HUNDRED = { least: 0n, most: 100n };

/** A file prices one coin, so its loans are against that one; a scenario prices all. */
function weightsFor(
  stack: StackConfig,
  source: HistorySource,
  flags: ReplayFlags,
): readonly MarketWeight[] {
  const only = source.kind === 'file' ? source.symbol : flags.collateral?.toUpperCase();
  if (only === undefined) return stack.local.population;
  const [first] = stack.pools;
  const markets = stack.pools.flatMap(({ loanToken, listings }) =>
    listings
      .filter(({ collateral }) => collateral === only)
      .map(({ collateral }) => ({ collateral, loanToken, weight: 1n })),
  );
  const dollars = markets.filter(({ loanToken }) => loanToken === first?.loanToken);
  if (dollars.length === 0) {
    const known = (first?.listings ?? []).map(({ collateral }) => collateral).join(', ');
    throw new UsageError(`--collateral is "${only}". Allowed: ${known}.`);
  }
  return dollars;
}

/** Writes the report where it was asked for, and how its chain is reached while it is. */
function tell(
  flags: ReplayFlags,
  report: ReplayReport,
  output: Output,
  serving: Addresses | null,
): void {
  if (flags.report !== undefined) writeReport(flags.report, report);
  const where =
    serving === null
      ? ''
      : `\n\nChain at ${serving.rpcUrl}, API at ${serving.apiUrl}/docs. Ctrl-C ends all of it.`;
  const answer = serving === null ? report : { ...report, serving };
  output.answer(answer, () => `${reportText(report)}${where}`);
}

async function serveReplay(
  flags: ReplayFlags,
  { anvil, book, report }: Played,
  apiPort: number,
  output: Output,
): Promise<boolean> {
  let told = false;
  await serve(
    { anvil, book },
    {
      apiPort,
      onStep: (text) => output.progress.step(text),
      onReady: (addresses) => {
        told = true;
        tell(flags, report, output, addresses);
      },
    },
  );
  return told;
}

async function run(flags: ReplayFlags): Promise<void> {
  const output = new Output({ json: flags.json ?? false });
  const stack = localStack;
  const loans = Number(parseWhole('--loans', flags.loans, { least: 1n, most: 5_000n }));
  const behaviour = checkBehaviour({
    topUpPercent: parseWhole('--top-up', flags.topUp, HUNDRED),
    repayPercent: parseWhole('--repay', flags.repay, HUNDRED),
  });
  const seed = seedFlag(flags);
  const source = historySource(stack, flags, 'march-2020');
  const weights = weightsFor(stack, source, flags);
  const history = await historyOf(stack, source, flags);
  if (flags.report !== undefined) checkReportPath(flags.report);
  const serving = flags.serve === true;
  const apiPort = portFlag('--api-port', flags.apiPort);
  if (serving) await requirePort(apiPort, '--api-port');
  try {
    output.progress.step(buildText());
    await buildContracts();
    let told = false;
    const afterwards = async (played: Played): Promise<void> => {
      told = await serveReplay(flags, played, apiPort, output);
    };
    const report = await replay(
      stack,
      { history, loans, seed, weights, behaviour, afterwards: serving ? afterwards : null },
      output.progress,
    );
    if (!told) tell(flags, report, output, null);
    if (!report.check.holds) throw new CliError('The closing check does not hold: see above.');
  } finally {
    output.progress.end();
  }
}

/** `hypothec replay`: a history against a population of loans, all of it on a chain of its own. */
export function addReplay(program: Command): void {
  const command = program
    .command('replay')
    .description(
      'play a price history against a population of loans and report what became of them',
    );
  addHistoryOptions(command)
    .option('--loans <number>', 'how many loans', '200')
    .option(
      '--top-up <percent>',
      'of called borrowers, who pledge more',
      `${defaultBehaviour.topUpPercent}`,
    )
    .option(
      '--repay <percent>',
      'of called borrowers, who repay',
      `${defaultBehaviour.repayPercent}`,
    )
    .option('--serve', 'keep the chain afterwards, with database, indexer and API, until Ctrl-C')
    .option('--api-port <number>', 'port of the API, with --serve', `${API_PORT}`)
    .option('--report <file>', 'write everything as JSON')
    .option('--json', 'print the report as JSON')
    .action(run);
}
