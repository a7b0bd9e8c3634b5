import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deployWorld, devAccount, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { freePort, startServices } from '@hypothec/testkit/services';
import type { Services } from '@hypothec/testkit/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBlock } from '../client.ts';
import { openLoan } from '../open-loan.example.ts';
import { answerOf, ApiError, createApiClient, toUnits } from './client.ts';
import type { ApiClient } from './client.ts';
import { liveEvents } from './live.ts';
import type { LiveEvent } from './live.ts';

// One chain, database, indexer and API for all of it.

let chain: TestChain;
let world: ChainWorld;
let services: Services;
let api: ApiClient;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  await world.fund(await chain.sender(2), { btc: 10n ** 8n });
  const { book } = world;
  services = await startServices({ rpcUrl: chain.anvil.url, book, api: { LOG_LEVEL: 'fatal' } });
  api = createApiClient(`${services.url}/`);
  await services.reaches(await readBlock(chain.client));
});

afterAll(async () => {
  await services.stop();
  await chain.stop();
});

async function refusalOf(asked: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new TypeError(`an ApiError was expected, not ${String(error)}`);
}

describe('the example', () => {
  const told: string[] = [];
  const wish = () => ({
    apiUrl: services.url,
    nodeUrl: chain.anvil.url,
    account: devAccount(2),
    collateral: 'BTC',
    pledged: '0.5',
    ltvWad: 4n * 10n ** 17n,
    tell: (line: string) => void told.push(line),
  });

  test('opens a loan, and shows what the chain has', async () => {
    await world.setPrice('btc', 60_000n);
    await services.reaches(await readBlock(chain.client));
    const id = await openLoan(wish());
    expect(told.slice(0, 1)).toEqual(['BTC/USD  open 50 %, called above 70 %, 0 % a year']);
    expect(told.slice(4)).toEqual([
      expect.stringMatching(/^Pledging 0\.5 BTC for 12,000 USD, as of block \d+$/),
      expect.stringMatching(RegExp(`^Opened ${id} in block \\d+$`)),
      `Loan 1 of ${devAccount(2).address.toLowerCase()}: healthy`,
      '  owes        12,000 USD, LTV 40 %',
      '  pledged     0.5 BTC',
      '  called      below 34,285.72 USD',
      '  sold        below 30,000 USD',
      '  a call      is cured by repaying 1,028.57143 USD, or by pledging 0.046875 BTC',
    ]);
  });

  test('says why there is no loan', async () => {
    told.length = 0;
    expect(await openLoan({ ...wish(), pledged: '0.0001' })).toBe(null);
    expect(told.at(-1)).toMatch(/^There is no such loan: /);
    expect(await openLoan({ ...wish(), collateral: 'DOGE' })).toBe(null);
    expect(told.at(-1)).toBe('Nobody lends against DOGE here.');
  });
});

describe('the example as a program', () => {
  const file = fileURLToPath(new URL('../open-loan.example.ts', import.meta.url));
  const run = (variables: Readonly<Record<string, string>>) =>
    promisify(execFile)(process.execPath, [file], {
      env: { API_URL: services.url, RPC_URL: chain.anvil.url, ...variables },
    });

  test('opens a loan for the account of a local chain', async () => {
    await world.fund(await chain.sender(3), { btc: 10n ** 8n });
    const { stdout } = await run({ PLEDGE: '0.25' });
    expect(stdout).toContain(`Loan 1 of ${devAccount(3).address.toLowerCase()}: healthy`);
    expect(stdout).toContain('  pledged     0.25 BTC');
  });

  test('says what is wrong, and fails', async () => {
    await expect(run({ PRIVATE_KEY: '0x12' })).rejects.toMatchObject({
      code: 1,
      stderr: 'PRIVATE_KEY is no key: 0x and 64 hexadecimal digits were expected.\n',
    });
    await expect(run({ PLEDGE: '2' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The token did not move') as string,
    });
  });
});

describe('the client', () => {
  test('gives the body of a good answer', async () => {
    const status = answerOf(await api.GET('/v1/status'));
    expect(status).toMatchObject({ chainId: 31_337, book: world.book, database: 'ok' });
    const { items } = answerOf(await api.GET('/v1/creditors'));
    expect(items.map(({ totals }) => totals && toUnits(totals.firstLoss))).toEqual([0n]);
  });

  test('tells a problem with its name, status and detail', async () => {
    const loanId = `0x${'12'.repeat(32)}`;
    const missing = await api.GET('/v1/loans/{loanId}', { params: { path: { loanId } } });
    const none = await refusalOf(Promise.resolve().then(() => answerOf(missing)));
    expect(none).toMatchObject({ status: 404, problem: 'not-found', retryAfter: null });
    expect(none.message).toContain(loanId);
    const wrong = await api.GET('/v1/loans', { params: { query: { limit: 0 } } });
    const refused = await refusalOf(Promise.resolve().then(() => answerOf(wrong)));
    expect(refused).toMatchObject({ status: 400, problem: 'invalid-request' });
    expect(refused.message).toMatch(/does not fit what this route takes\.\n.*limit/);
  });

  test('takes an answer without a body for a good one', () => {
    expect(answerOf({ response: new Response(null, { status: 204 }) })).toBe(undefined);
  });

  test('tells that nobody answers, and what is no address', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const away = await refusalOf(createApiClient(url).GET('/v1/status'));
    expect(away).toMatchObject({ status: 0, problem: null });
    expect(away.message).toBe(
      `The API cannot be reached.\n${url}: the connection failed. ` +
        'Check that it runs and that the address is right.',
    );
    expect(() => createApiClient('127.0.0.1:8710')).toThrow(
      '"127.0.0.1:8710" is not the address of an API.',
    );
  });

  test('waits as long as it is told, also for the rest of an answer', async () => {
    const stopped = createApiClient(services.url, { timeout: 300 });
    process.kill(services.api.pid, 'SIGSTOP');
    const late = await refusalOf(stopped.GET('/v1/status'));
    process.kill(services.api.pid, 'SIGCONT');
    expect(late.status).toBe(0);
    expect(late.message).toContain('it did not answer within 300 ms');

    const half = createServer((_request, response) => void response.write('{"version":'));
    await new Promise<void>((done) => half.listen(0, '127.0.0.1', done));
    const { port } = half.address() as AddressInfo;
    const slow = createApiClient(`http://127.0.0.1:${port}`, { timeout: 300 });
    expect(await refusalOf(slow.GET('/v1/status'))).toMatchObject({ status: 0 });
    half.closeAllConnections();
    half.close();
  });

  test('ends when the caller says so', async () => {
    const signal = AbortSignal.abort(new RangeError('enough'));
    await expect(api.GET('/v1/status', { signal })).rejects.toThrow('enough');
  });
});

describe('the event stream', () => {
  /** Events of a stream, as they come. */
  function listen(topics?: readonly string[]) {
    const end = new AbortController();
    const options = { signal: end.signal, pause: 50, ...(topics === undefined ? {} : { topics }) };
    const events = liveEvents(services.url, options);
    const until = async (fits: (event: LiveEvent) => boolean): Promise<LiveEvent[]> => {
      const seen: LiveEvent[] = [];
      for (;;) {
        const { value, done } = await events.next();
        if (done === true) throw new TypeError('the stream has ended');
        seen.push(value);
        if (fits(value)) return seen;
      }
    };
    return { events, end, until };
  }

  const numberOf = ({ data }: LiveEvent): number => (data as { number: number }).number;

  test('brings each block, until it is ended', async () => {
    const { events, end, until } = listen();
    const [first] = await until(({ event }) => event === 'block');
    const block = first === undefined ? 0 : numberOf(first);
    await chain.pass(12n);
    const next = await until((event) => numberOf(event) > block);
    expect(next.at(-1)).toMatchObject({ event: 'block', data: { number: block + 1 } });
    expect(next.at(-1)?.id).toMatch(/^\d+-\d+-[0-9a-f]{8}-\d+$/);
    end.abort();
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });

  test('goes on after the API was killed, and says that something may be missed', async () => {
    const { end, until } = listen(['block', 'prices']);
    await until(({ event }) => event === 'price');
    await services.api.kill();
    await chain.pass(12n);
    services.startApi();
    const { number } = await readBlock(chain.client);
    const seen = await until((it) => it.event === 'block' && numberOf(it) >= number);
    expect(seen.map(({ event }) => event)).toContain('reset');
    end.abort();
  });

  test('refuses a topic that is none', async () => {
    const refused = await refusalOf(listen(['tides']).events.next());
    expect(refused).toMatchObject({ status: 400, problem: 'invalid-request' });
    expect(refused.message).toContain('"tides" is not a topic');
  });
});
