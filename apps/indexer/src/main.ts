import { pino } from 'pino';
import { IndexerError } from './errors.ts';
import { startIndexer } from './io/start.ts';
import { readSettings } from './settings.ts';

try {
  const settings = readSettings(process.env);
  const log = pino({ name: 'indexer', level: settings.logLevel }, process.stderr);
  const indexer = startIndexer(settings, {
    log,
    onReady: (at) => process.stdout.write(`${JSON.stringify({ ready: true, ...at })}\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => indexer.stop());
  await indexer.done;
} catch (error) {
  if (!(error instanceof IndexerError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
