// npm run bench:gas              a table: ours, the targets, Morpho Blue, Aave v3
// npm run bench:gas -- --json    {"rows":[{"name","gas","target","morpho"?,"aave"?}]} on stdout
//
// A missed target is marked in the table; only what cannot be built or run is a failure.
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAave } from './src/aave.ts';
import { buildOurs } from './src/artifacts.ts';
import { Chain } from './src/chain.ts';
import { BenchError } from './src/errors.ts';
import { measureMorpho } from './src/morpho.ts';
import type { Measured } from './src/operations.ts';
import { measureOurs } from './src/ours.ts';
import { type Results, rowsOf, tableOf } from './src/table.ts';

/** Gives each protocol a chain of its own, and ends it whatever happens. */
async function onChain(measure: (chain: Chain) => Promise<Measured>): Promise<Measured> {
  const chain = await Chain.start();
  try {
    return await measure(chain);
  } finally {
    chain.stop();
  }
}

async function measureAll(say: (step: string) => void): Promise<Results> {
  say('Building what ships');
  const artifacts = await buildOurs();
  const { PlainToken: token, SettableFeed: feed } = artifacts;
  say('Measuring ours');
  const ours = await onChain((chain) => measureOurs(chain, artifacts));
  say('Building and measuring Morpho Blue');
  const morpho = await onChain((chain) => measureMorpho(chain, token, feed));
  say('Building and measuring Aave v3');
  const aave = await onChain((chain) => measureAave(chain, token, feed));
  return { ours, morpho, aave };
}

function asksForJson(): boolean {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json;
  } catch (cause) {
    throw new BenchError(`${(cause as Error).message}: the only option is --json.`, { cause });
  }
}

// Leaving by `exit` ends the chain too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  const json = asksForJson();
  const rows = rowsOf(await measureAll((step) => process.stderr.write(`${step}…\n`)));
  process.stdout.write(`${json ? JSON.stringify({ rows }) : tableOf(rows)}\n`);
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
