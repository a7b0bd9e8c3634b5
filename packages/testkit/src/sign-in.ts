import { createSiweMessage } from 'viem/siwe';
import { devAccount } from './chain/chain.ts';
import { ChainHarnessError } from './chain/errors.ts';

/** Who signs in, from which page. */
export interface SigningIn {
  /** Of the local chain's accounts. */
  readonly account: number;
  /** A page that the API allows: `http://localhost:5173`. */
  readonly origin: string;
  readonly chainId: number;
}

/**
 * Signs an account of the local chain in at a running API.
 *
 * @returns The cookie, as a browser sends it.
 */
export async function signIn(
  url: string,
  { account, origin, chainId }: SigningIn,
): Promise<string> {
  const signer = devAccount(account);
  const asked = await fetch(`${url}/v1/auth/nonce`);
  const { nonce } = (await asked.json()) as { nonce: string };
  const message = createSiweMessage({
    address: signer.address,
    chainId,
    domain: new URL(origin).host,
    nonce,
    uri: origin,
    version: '1',
  });
  const signature = await signer.signMessage({ message });
  const answer = await fetch(`${url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ message, signature }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.ok && cookie !== undefined) return cookie;
  throw new ChainHarnessError(`Signing in failed: ${await answer.text()}`);
}
