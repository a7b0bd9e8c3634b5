import { parseLoanId } from '@hypothec/model';
import type { Address, CollateralId, LoanId } from '@hypothec/model';
import {
  buildTree,
  collateralLeaves,
  createNodeClient,
  loanLeaves,
  proofDocument,
  proveLeaf,
  readSnapshots,
} from '@hypothec/sdk';
import type { ProofDocument } from '@hypothec/sdk';
import { readDeployment, readRunning, stackFolder } from '../io/folder.ts';
import { StackTestError } from './cli.testing.ts';

/** Proofs of one loan, as a service of the running stack would give them. */
export interface LoanProofs {
  readonly rpcUrl: string;
  readonly book: Address;
  readonly collateral: ProofDocument;
  readonly debt: ProofDocument;
  /** A proof at a block that is not there yet. */
  readonly ahead: ProofDocument;
}

/**
 * Proves what the book owes for a loan, and what the loan owes, as of the newest block.
 *
 * @param ids - Every loan of the stack.
 */
export async function proofsOf(
  directory: string,
  ids: readonly LoanId[],
  id: LoanId,
): Promise<LoanProofs> {
  const folder = stackFolder(directory);
  const [deployment, running] = [readDeployment(folder), readRunning(folder)];
  if (deployment === null || running === null) throw new StackTestError('No stack runs.');
  const { book, chainId } = deployment;
  const client = createNodeClient(running.rpcUrl);
  const snapshots = await readSnapshots(client, { book, ids });
  const own = snapshots.find((snapshot) => snapshot.id === id);
  const [first] = own?.loan.holdings ?? [];
  const token = first && own?.listings.get(first.id)?.listing.collateral;
  if (own === undefined || token === undefined) throw new StackTestError(`${id} holds nothing.`);
  const tokenOf = (creditorId: number, collateralId: CollateralId): Address => {
    const of = snapshots.find((item) => parseLoanId(item.id).creditorId === creditorId);
    return of?.listings.get(collateralId)?.listing.collateral ?? '0x';
  };
  const { block, pool, now } = own;
  const common = { chainId, book, blockNumber: block.number, blockHash: block.hash };
  const collateral = buildTree(
    { ...common, holder: book, token, side: 'collateral' },
    collateralLeaves(token, snapshots, tokenOf),
  );
  const { loanToken } = pool.terms;
  const context = { ...common, holder: pool.address, token: loanToken, side: 'loans' } as const;
  const debts = loanLeaves(pool, now, snapshots);
  const later = { ...context, blockNumber: block.number + 1_000_000n };
  return {
    rpcUrl: running.rpcUrl,
    book,
    collateral: proofDocument(proveLeaf(collateral, id)),
    debt: proofDocument(proveLeaf(buildTree(context, debts), id)),
    ahead: proofDocument(proveLeaf(buildTree(later, debts), id)),
  };
}
