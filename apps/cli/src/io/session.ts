import type { CollateralId, LoanId } from '@hypothec/model';
import { parseLoanId } from '@hypothec/model';
import { createNodeClient, createSender } from '@hypothec/sdk';
import type { ErrorContext, ReadClient, Sender, TokenInfo } from '@hypothec/sdk';
import type { LocalAccount } from 'viem';
import { CliError } from '../errors.ts';
import type { Output } from '../text/output.ts';
import { signer } from './accounts.ts';
import { Chain } from './chain.ts';
import { giveOrder } from './control.ts';
import type { Order, Status } from './control.ts';
import { findStackFolder, isAlive, readDeployment, readRunning } from './folder.ts';
import type { Deployment, Running } from './folder.ts';

/** Flags that every command on a running stack has. */
export interface SessionFlags {
  readonly dir: string;
  readonly json?: boolean;
}

/** Who signs. */
export interface SignerFlags extends SessionFlags {
  readonly as: string;
  readonly key?: string;
}

/** A running stack, as another shell finds it. */
export interface Session {
  readonly deployment: Deployment;
  readonly running: Running;
  readonly client: ReadClient;
  readonly chain: Chain;
  readonly output: Output;
}

/**
 * Finds the stack that runs in a directory or above it.
 *
 * @throws {CliError} when none does, or when its port has another chain by now.
 */
export async function openSession(flags: SessionFlags, output: Output): Promise<Session> {
  const folder = findStackFolder(flags.dir);
  const running = folder === null ? null : readRunning(folder);
  const deployment = folder === null ? null : readDeployment(folder);
  if (running === null || deployment === null || !isAlive(running.pid)) {
    throw new CliError(
      'No local stack runs here: start one with npm start (or hypothec up) and keep it running, ' +
        'then use a second shell.',
    );
  }
  const client = createNodeClient(running.rpcUrl, { timeout: 30_000 });
  const chain = new Chain(running.rpcUrl);
  if (!(await chain.hasCode(deployment.book))) {
    throw new CliError(
      `The chain at ${running.rpcUrl} is not the one of this stack: stop hypothec up with Ctrl-C ` +
        'and start it again.',
    );
  }
  return { deployment, running, client, chain, output };
}

/** Gives the running `up` an order. */
export function order(session: Session, what: Order): Promise<Status> {
  const { controlUrl, secret } = session.running;
  if (controlUrl === null) {
    throw new CliError('The stack is still starting: try again in a moment.');
  }
  return giveOrder({ controlUrl, secret }, what);
}

/** The history waits while someone acts by hand; says so when it did not wait before. */
export async function hold(session: Session, why: string): Promise<void> {
  const status = await order(session, { do: 'hold', why });
  if (!status.held) return;
  session.output.note('The price history waits while you act; hypothec play lets it go on.');
}

/** Tokens by their addresses, called as this stack calls them. */
export function tokensOf({ deployment }: Session): ReadonlyMap<`0x${string}`, TokenInfo> {
  return new Map(
    deployment.tokens.map(({ address, symbol, decimals }) => [
      address,
      { address, symbol, decimals },
    ]),
  );
}

/** What errors about a loan are told with. */
export function errorContext(session: Session, creditorId: number): ErrorContext {
  const { deployment } = session;
  const pool = deployment.pools.find((item) => item.creditorId === creditorId);
  const loanToken = deployment.tokens.find(({ symbol }) => symbol === pool?.loanToken);
  const collaterals = (pool?.listings ?? []).flatMap(({ collateral, collateralId }) => {
    const token = deployment.tokens.find(({ symbol }) => symbol === collateral);
    return token === undefined ? [] : [[collateralId as CollateralId, token] as const];
  });
  return {
    ...(loanToken === undefined ? {} : { loanToken }),
    collaterals: new Map(collaterals),
    tokens: tokensOf(session),
  };
}

/** Who acts: an account of the local chain, or that of a private key. */
export function signerOf(flags: SignerFlags): LocalAccount {
  return signer({ as: flags.as, ...(flags.key === undefined ? {} : { key: flags.key }) });
}

/** A sender for an account, on the chain of this stack. */
export function senderOf(
  session: Session,
  account: LocalAccount,
  creditorId?: number,
): Promise<Sender> {
  return createSender(session.client, account, {
    chainId: session.deployment.chainId,
    pollingInterval: 50,
    receiptTimeout: 30_000,
    context: creditorId === undefined ? {} : errorContext(session, creditorId),
  });
}

/** As `senderOf`, for a loan. */
export function senderFor(session: Session, account: LocalAccount, id: LoanId): Promise<Sender> {
  return senderOf(session, account, parseLoanId(id).creditorId);
}
