import { createPublicClient, custom, http, recoverMessageAddress } from 'viem';
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

/** What a node answers when the call itself failed: reverted, or ran out of what it may use. */
const callFailed = new Set<unknown>([3, -32_000, -32_015, -32_603]);

/** A client that remembers when the node, and not what was called, failed. */
function watchedClient(rpcUrl: string) {
  const node = http(rpcUrl, { timeout: NODE_MS, retryCount: 1 })({});
  const seen: { failure: unknown } = { failure: undefined };
  const transport = custom(
    {
      async request(call) {
        try {
          return await node.request(call);
        } catch (error) {
          if (!callFailed.has((error as { readonly code?: unknown }).code)) seen.failure = error;
          throw error;
        }
      },
    },
    { retryCount: 0 },
  );
  return { client: createPublicClient({ transport }), seen };
}

/** Asks the chain; what it could not be asked is not taken for a no. */
async function signedByContract(
  rpcUrl: string,
  { chainId, ...signed }: Parameters<WalletVerifier['verify']>[0],
): Promise<boolean> {
  const { client, seen } = watchedClient(rpcUrl);
  try {
    // What a contract signed on another chain is of no worth on this one.
    const found = await client.getChainId();
    if (found !== chainId) throw nodeAway(`the node is one of chain ${found}, not ${chainId}`);
    if (await client.verifyMessage(signed)) return true;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw nodeAway('the node does not answer', error);
  }
  if (seen.failure !== undefined) throw nodeAway('the node does not answer', seen.failure);
  return false;
}

/**
 * Checks signatures of keys by themselves, and those of contracts on the chain (ERC-1271, and
 * ERC-6492 for contracts that are not deployed yet).
 *
 * @param rpcUrl - A node of the chain; without one, contracts cannot sign in.
 */
export function createWalletVerifier(rpcUrl: string | undefined): WalletVerifier {
  return {
    async verify(signed) {
      const { address, message, signature } = signed;
      if (await signedByKey(address, message, signature)) return true;
      if (rpcUrl === undefined) throw nodeAway('this service has no node to ask (RPC_URL)');
      return await signedByContract(rpcUrl, signed);
    },
  };
}
