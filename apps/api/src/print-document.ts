// Prints the OpenAPI document: what `GET /openapi.json` answers, without a server or a database.
import { connect } from '@hypothec/database';
import type { ServerOptions } from './api.ts';
import { buildServer } from './server.ts';

const options: ServerOptions = {
  origins: [],
  requestsPerMinute: 1,
  sessionRequestsPerMinute: 1,
  streamsPerAddress: 1,
  trustProxy: false,
  cacheBytes: 0,
  pollMs: 1_000,
  heartbeatMs: 1_000,
  version: '0.1.0',
};

const app = buildServer({
  // Nothing connects before the first query, and no route is asked.
  database: connect('postgres://nobody@localhost/none'),
  wallets: { verify: () => Promise.resolve(false) },
  clock: () => 0,
  randomBytes: (length) => new Uint8Array(length),
  options,
});
await app.ready();
// What watches the database would keep the process alive.
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`, () => process.exit(0));
