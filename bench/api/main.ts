// npm run bench:api                        load, beside a bare route of the same server library
// npm run bench:api -- --seconds 20        for each of the two; 10 unless told
// npm run bench:api -- --json
//
// 200 connections ask for what a front end asks for, over 500 loans, while a price moves every
// second, so that no answer is worth keeping for longer. Client, API, database, indexer and chain
// share this machine's cores. The bare route answers as many bytes as the API does on average:
// bytes cost the same whoever makes them. One of a hundred bytes stands beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '@hypothec/testkit/services';
import autocannon from 'autocannon';
import { meanSize, mixOf } from './mix.ts';
import { setUp, tick } from './stage.ts';

const CONNECTIONS = 200;
const LOANS = 500;
const WARM_SECONDS = 3;

/** What one run measured. */
interface Measured {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly requests: number;
  readonly failed: number;
}

async function load(
  url: string,
  seconds: number,
  requests: readonly autocannon.Request[],
): Promise<Measured> {
  const given = { url, connections: CONNECTIONS, requests: [...requests] };
  await autocannon({ ...given, duration: WARM_SECONDS });
  const result = await autocannon({ ...given, duration: seconds });
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    max: result.latency.max,
    requests: result.requests.total,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

async function bare(seconds: number, bytes: number): Promise<Measured> {
  const port = await freePort();
  const path = fileURLToPath(new URL('bare.ts', import.meta.url));
  const child = spawn(process.execPath, [path, `${port}`, `${bytes}`], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}`;
  try {
    while (!(await fetch(url).catch(() => null))?.ok) await new Promise((r) => setTimeout(r, 20));
    return await load(url, seconds, [{ method: 'GET', path: '/' }]);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function ours(seconds: number): Promise<Measured & { readonly bytes: number }> {
  const stage = await setUp(LOANS);
  const stop = tick(stage, 1_000);
  try {
    const mix = mixOf(stage);
    const bytes = await meanSize(stage.services.url, mix);
    return { ...(await load(stage.services.url, seconds, mix)), bytes };
  } finally {
    await stop();
    await stage.stop();
  }
}

const columns = ['requests/s', 'p50', 'p99', 'max', 'failed'];

function row(name: string, { requestsPerSecond, p50, p99, max, failed }: Measured): string {
  const cells = [requestsPerSecond, `${p50} ms`, `${p99} ms`, `${max} ms`, failed];
  return `${name.padEnd(24)}${cells.map((cell) => `${cell}`.padStart(12)).join('')}`;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const api = await ours(seconds);
const small = await bare(seconds, 0);
const sized = await bare(seconds, api.bytes);
const ratio = api.requestsPerSecond / sized.requestsPerSecond;
const ofSmall = api.requestsPerSecond / small.requestsPerSecond;
const met = api.p99 < 50 && ratio >= 0.25 && api.failed === 0;
if (values.json) {
  const figures = { connections: CONNECTIONS, api, small, sized, ratio, ofSmall };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} else {
  const lines = [
    `${CONNECTIONS} connections, ${seconds} s each, ${LOANS} loans, a price a second`,
    ''.padEnd(24) + columns.map((name) => name.padStart(12)).join(''),
    row(`API, ${api.bytes} bytes`, api),
    row(`bare route, ${api.bytes} bytes`, sized),
    row('bare route, 100 bytes', small),
    `ratio ${ratio.toFixed(2)} to a bare route of the same size (target 0.25), ` +
      `${ofSmall.toFixed(2)} to a small one; p99 ${api.p99} ms (target below 50): ` +
      (met ? 'met' : 'missed'),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
