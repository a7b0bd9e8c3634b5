import { nonces, sessions } from '@hypothec/database';
import type { TestDatabase } from '@hypothec/database/testing';
import { deployArtifact, readBytecode, startChain, startFaultyNode } from '@hypothec/testkit/chain';
import type { TestChain } from '@hypothec/testkit/chain';
import { concat, encodeDeployData, getContractAddress, parseAbi } from 'viem';
import { serializeErc6492Signature } from 'viem/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../api.ts';
import { ORIGIN, startDatabase, startTestServer } from '../server.testing.ts';
import { sendSignIn, signInAs, takeNonce, testAccount, writeMessage } from './sign-in.testing.ts';
import type { SignInFields } from './sign-in.testing.ts';
import { createWalletVerifier } from './wallets.ts';

let database: TestDatabase;
let app: Api;
let chain: TestChain;

beforeAll(async () => {
  database = await startDatabase();
  chain = await startChain();
  app = await startTestServer(database, { wallets: createWalletVerifier(chain.anvil.url) });
});

afterAll(async () => {
  await app.close();
  await chain.stop();
  await database.end();
});

const account = testAccount(1);

async function attempt(fields: SignInFields = {}, change = (message: string) => message) {
  const message = change(writeMessage(account.address, await takeNonce(app), fields));
  return await sendSignIn(app, { message, signature: await account.signMessage({ message }) });
}

const session = (cookie: string) => app.inject({ url: '/v1/auth/session', headers: { cookie } });

describe('signing in with a key', () => {
  test('opens a session that only the cookie knows', async () => {
    const answer = await attempt();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      address: account.address.toLowerCase(),
      chainId: 31_337,
    });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.['secure']).toBeUndefined();
    const rows = await database.queries.select().from(sessions);
    expect(JSON.stringify(rows)).not.toContain(cookie?.value);
    const own = await session(`${cookie?.name}=${cookie?.value}`);
    expect(own.json()).toEqual(answer.json());
    expect(own.headers['cache-control']).toBe('private, no-store');
  });

  test('marks the cookie secure behind https', async () => {
    const behind = await startTestServer(database, {}, { trustProxy: true });
    const { address } = account;
    const message = writeMessage(address, await takeNonce(behind));
    const body = { message, signature: await account.signMessage({ message }) };
    const wallets = createWalletVerifier(undefined);
    const secure = await startTestServer(database, { wallets }, { trustProxy: true });
    const answer = await sendSignIn(secure, body, { 'x-forwarded-proto': 'https' });
    expect(answer.cookies[0]).toMatchObject({ secure: true });
    await secure.close();
    await behind.close();
  });

  test('takes messages with instants written otherwise', async () => {
    const plain = (message: string) => message.replace(/\.\d{3}Z$/m, 'Z');
    expect((await attempt({}, plain)).statusCode).toBe(200);
  });

  test('uses a nonce up', async () => {
    const message = writeMessage(account.address, await takeNonce(app));
    const body = { message, signature: await account.signMessage({ message }) };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => sendSignIn(app, body)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401, 401, 401]);
    expect((await sendSignIn(app, body)).json().detail).toMatch('nonce');
  });

  test('ends with signing out', async () => {
    const cookie = await signInAs(app, 1);
    const url = '/v1/auth/sign-out';
    const foreign = await app.inject({ method: 'POST', url, headers: { cookie }, body: {} });
    expect(foreign.statusCode).toBe(403);
    const headers = { cookie, origin: ORIGIN };
    const plain = await app.inject({
      method: 'POST',
      url,
      body: '{}',
      headers: { ...headers, 'content-type': 'text/plain' },
    });
    expect(plain.statusCode).toBe(415);
    expect((await session(cookie)).statusCode).toBe(200);
    const answer = await app.inject({ method: 'POST', url, headers, body: {} });
    expect(answer.statusCode).toBe(204);
    expect(answer.cookies[0]).toMatchObject({ value: '' });
    expect((await session(cookie)).statusCode).toBe(401);
  });

  test('begins a new session and ends the one before', async () => {
    const before = await signInAs(app, 1);
    const message = writeMessage(account.address, await takeNonce(app));
    const signature = await account.signMessage({ message });
    const answer = await sendSignIn(app, { message, signature }, { cookie: before });
    expect(`${answer.cookies[0]?.name}=${answer.cookies[0]?.value}`).not.toBe(before);
    expect((await session(before)).statusCode).toBe(401);
  });

  test('keeps the newest twenty sessions of an account', async () => {
    const cookies: string[] = [];
    for (let count = 0; count < 21; count++) cookies.push(await signInAs(app, 4));
    expect((await session(cookies[0] ?? '')).statusCode).toBe(401);
    expect((await session(cookies[1] ?? '')).statusCode).toBe(200);
    expect((await session(cookies[20] ?? '')).statusCode).toBe(200);
  });
});

describe('a message is refused', () => {
  const soon = () => new Date(Date.now() + 60_000);
  const past = () => new Date(Date.now() - 60_000);

  test.each<[string, () => SignInFields, RegExp]>([
    ['of another domain', () => ({ domain: 'evil.test' }), /domain is evil\.test/],
    ['of another URI', () => ({ uri: 'https://evil.test/' }), /URI is https:\/\/evil/],
    ['of another port', () => ({ uri: 'http://localhost:9/' }), /URI is/],
    ['of another scheme', () => ({ scheme: 'https' }), /scheme is https/],
    ['of another chain', () => ({ chainId: 1 }), /chain is 1; .* chain 31337/],
    ['that has expired', () => ({ expirationTime: past() }), /expired/],
    ['that is not valid yet', () => ({ notBefore: soon() }), /not valid yet/],
    ['from the future', () => ({ issuedAt: new Date(Date.now() + 3_600_000) }), /future/],
    ['with a nonce that nobody gave', () => ({ nonce: 'a'.repeat(32) }), /nonce/],
  ])('%s', async (_what, fields, why) => {
    const answer = await attempt(fields());
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ type: '/problems/sign-in-refused' });
    expect(answer.json().detail).toMatch(why);
    expect(answer.cookies).toEqual([]);
  });

  test.each<[string, (message: string) => string]>([
    ['with more after its end', (message) => `${message}\nand all my coins`],
    ['with more in between', (message) => message.replace('\n\nURI', '\n\nPay me.\n\nURI')],
    ['with more before it', (message) => `Hello\n${message}`],
    ['with dates that are none', (message) => message.replace(/Issued At: .*/, 'Issued At: now')],
    ['without a chain', (message) => message.replace(/Chain ID: \d+\n/, '')],
    ['that is empty', () => 'no'],
  ])('%s', async (_what, change) => {
    const answer = await attempt({}, change);
    expect(answer.statusCode).toBe(401);
    expect(answer.json().detail).toMatch('EIP-4361');
  });

  test('from a page that is not allowed, or from none', async () => {
    const message = writeMessage(account.address, await takeNonce(app));
    const body = { message, signature: await account.signMessage({ message }) };
    const other = await sendSignIn(app, body, { origin: 'https://evil.test' });
    expect([other.statusCode, other.json().type]).toEqual([403, '/problems/origin-refused']);
    const none = await app.inject({ method: 'POST', url: '/v1/auth/sign-in', body });
    expect(none.statusCode).toBe(403);
  });

  test('with an expired nonce', async () => {
    const message = writeMessage(account.address, await takeNonce(app));
    await database.queries.update(nonces).set({ expiresAt: new Date(Date.now() - 1) });
    const signature = await account.signMessage({ message });
    expect((await sendSignIn(app, { message, signature })).statusCode).toBe(401);
  });

  test('signed by somebody else, whose nonce stays good', async () => {
    const message = writeMessage(account.address, await takeNonce(app));
    const signature = await testAccount(2).signMessage({ message });
    const answer = await sendSignIn(app, { message, signature });
    expect(answer.statusCode).toBe(401);
    expect(answer.json().detail).toMatch('not signed by');
    const own = await account.signMessage({ message });
    expect((await sendSignIn(app, { message, signature: own })).statusCode).toBe(200);
  });
});

const walletAbi = parseAbi([
  'constructor(address owner)',
  'function setOwner(address owner)',
  'function isValidSignature(bytes32, bytes) view returns (bytes4)',
]);

describe('signing in with a contract wallet', () => {
  async function deployWallet() {
    const sender = await chain.sender(0);
    const { address } = account;
    return await deployArtifact(sender, 'TestWallet', walletAbi, [address], 'default');
  }

  async function signFor(server: Api, wallet: `0x${string}`, owner = account) {
    const message = writeMessage(wallet, await takeNonce(server));
    return { message, signature: await owner.signMessage({ message }) };
  }

  test('is for its owner (ERC-1271)', async () => {
    const wallet = await deployWallet();
    const answer = await sendSignIn(app, await signFor(app, wallet));
    expect(answer.statusCode).toBe(200);
    expect(answer.json().address).toBe(wallet.toLowerCase());
    const other = await sendSignIn(app, await signFor(app, wallet, testAccount(2)));
    expect(other.statusCode).toBe(401);
  });

  test('says 503 without a node, with one away, and with one of another chain', async () => {
    const wallet = await deployWallet();
    const wrong = await startChain({ chainId: 5 });
    for (const url of [undefined, 'http://127.0.0.1:1', wrong.anvil.url]) {
      const other = await startTestServer(database, { wallets: createWalletVerifier(url) });
      const answer = await sendSignIn(other, await signFor(other, wallet));
      expect(answer.statusCode).toBe(503);
      expect(answer.json().type).toBe('/problems/node-away');
      expect(answer.headers['retry-after']).toBe('10');
      expect(answer.cookies).toEqual([]);
      await other.close();
    }
    await wrong.stop();
  });

  test('says 503 when the node fails in the middle', async () => {
    const wallet = await deployWallet();
    const node = await startFaultyNode(chain.anvil.url);
    const other = await startTestServer(database, { wallets: createWalletVerifier(node.url) });
    const body = await signFor(other, wallet);
    node.fail('eth_call', 'status-503', 10);
    const answer = await sendSignIn(other, body);
    expect([answer.statusCode, answer.json().type]).toEqual([503, '/problems/node-away']);
    await other.close();
    await node.stop();
  });

  test('is for one that is not deployed yet (ERC-6492)', async () => {
    // Deploys a wallet from its creation code as the factory's only call.
    const factory = '0x4e59b44847b379578588920ca78fbf26c0b4956c';
    const code = encodeDeployData({
      abi: walletAbi,
      bytecode: readBytecode('TestWallet', 'default'),
      args: [account.address],
    });
    const salt = `0x${'00'.repeat(32)}` as const;
    const wallet = getContractAddress({ opcode: 'CREATE2', from: factory, salt, bytecode: code });
    const { message, signature } = await signFor(app, wallet);
    const wrapped = serializeErc6492Signature({
      address: factory,
      data: concat([salt, code]),
      signature,
    });
    const answer = await sendSignIn(app, { message, signature: wrapped });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().address).toBe(wallet.toLowerCase());
    const again = writeMessage(wallet, await takeNonce(app));
    const foreign = serializeErc6492Signature({
      address: factory,
      data: concat([salt, code]),
      signature: await testAccount(2).signMessage({ message: again }),
    });
    const refused = await sendSignIn(app, { message: again, signature: foreign });
    expect(refused.statusCode).toBe(401);
  });
});
