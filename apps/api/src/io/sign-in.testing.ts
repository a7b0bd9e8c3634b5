import { mnemonicToAccount } from 'viem/accounts';
import type { HDAccount } from 'viem/accounts';
import { createSiweMessage } from 'viem/siwe';
import type { Api } from '../api.ts';
import { ORIGIN } from '../server.testing.ts';

/** The phrase of every local chain. */
const PHRASE = 'test test test test test test test test test test test junk';

/** The n-th account of every local chain. */
export function testAccount(index: number): HDAccount {
  return mnemonicToAccount(PHRASE, { addressIndex: index });
}

/** Fields of a message that are not the usual ones. */
export type SignInFields = Partial<Parameters<typeof createSiweMessage>[0]>;

/** A message as a page writes it. */
export function writeMessage(address: `0x${string}`, nonce: string, fields: SignInFields = {}) {
  return createSiweMessage({
    address,
    nonce,
    domain: new URL(ORIGIN).host,
    uri: `${ORIGIN}/sign-in`,
    chainId: 31_337,
    version: '1',
    statement: 'Sign in to see your own labels.',
    issuedAt: new Date(),
    ...fields,
  });
}

/** Takes a nonce. */
export async function takeNonce(app: Api): Promise<string> {
  return (await app.inject('/v1/auth/nonce')).json().nonce;
}

/** Sends a signed message; the answer is for the test to judge. */
export function sendSignIn(
  app: Api,
  body: { readonly message: string; readonly signature: string },
  headers: Record<string, string> = {},
) {
  return app.inject({
    method: 'POST',
    url: '/v1/auth/sign-in',
    headers: { origin: ORIGIN, ...headers },
    body,
  });
}

/** Signs an account in; the result is the cookie that its browser sends. */
export async function signInAs(app: Api, index: number): Promise<string> {
  const account = testAccount(index);
  const message = writeMessage(account.address, await takeNonce(app));
  const signature = await account.signMessage({ message });
  const answer = await sendSignIn(app, { message, signature });
  const cookie = answer.cookies[0];
  return `${cookie?.name}=${cookie?.value}`;
}
