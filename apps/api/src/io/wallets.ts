import { createPublicClient, http, recoverMessageAddress } from 'viem';
import type { PublicClient } from 'viem';
import type { WalletVerifier } from '../api.ts';
import { Problem } from '../errors/problem.ts';

/** How long the chain may take to check a signature. */
const NODE_MS = 5_000;

function nodeAway(how: string, cause?: unknown): Problem {
  const detail =
    'The signature is not one of the account’s own key, so the account may be a contract, ' +
    `and ${how}. Nobody was signed in; try again later.`;
  return new Problem('node-away', detail, { headers: { 'retry-after': '10' }, cause });
}

/** Whether a key of the account made the signature; the chain need not be asked then. */
async function signedByKey(
  address: string,
  message: string,
  signature: `0x${string}`,
): Promise<boolean> {
  if (signature.length !== 132) return false;
  try {
    const signer = await recoverMessageAddress({ message, signature });
    return signer.toLowerCase() === address;
  } catch {
    return false;
  }
}

/** What a contract signed on another chain is of no worth on this one. */
async function checkNode(client: PublicClient, chainId: number): Promise<void> {
  let found: number;
  try {
    found = await client.getChainId();
  } catch (error) {
    throw nodeAway('the node does not answer', error);
  }
  if (found !== chainId) throw nodeAway(`the node is one of chain ${found}, not ${chainId}`);
}

/**
 * Checks signatures of keys by themselves, and those of contracts on the chain (ERC-1271, and
 * ERC-6492 for contracts that are not deployed yet).
 *
 * @param rpcUrl - A node of the chain; without one, contracts cannot sign in.
 */
export function createWalletVerifier(rpcUrl: string | undefined): WalletVerifier {
  const client =
    rpcUrl === undefined
      ? undefined
      : createPublicClient({ transport: http(rpcUrl, { timeout: NODE_MS, retryCount: 1 }) });
  return {
    async verify({ address, message, signature, chainId }) {
      if (await signedByKey(address, message, signature)) return true;
      if (client === undefined) throw nodeAway('this service has no node to ask (RPC_URL)');
      await checkNode(client, chainId);
      try {
        if (await client.verifyMessage({ address, message, signature })) return true;
      } catch (error) {
        throw nodeAway('the node does not answer', error);
      }
      // A call that got no answer looks like one that was refused.
      await checkNode(client, chainId);
      return false;
    },
  };
}
