import { cure, ladderState, makeLoanId, previewOpen } from '@hypothec/model';
import type { CollateralAssets, CollateralId, LoanAssets } from '@hypothec/model';
import type { Account } from 'viem';
import {
  contextOf,
  createNodeClient,
  createSender,
  ensureAllowance,
  formatAmount,
  parseAmount,
  readMarket,
  readSnapshot,
  RevertError,
  sendOpen,
  tellProtocolError,
} from './index.ts';

export async function borrow(url: string, account: Account, book: string, pool: string) {
  const client = createNodeClient(url);
  const sender = await createSender(client, account, { chainId: 31_337 });

  // A quote: everything from one block, then the contracts' own arithmetic, without a node.
  const market = await readMarket(client, { book, pool });
  const { loanToken, collaterals } = contextOf(market);
  const [collateralId] = market.listings.keys();
  const collateral = collaterals?.get(collateralId as CollateralId);
  if (collateralId === undefined || collateral === undefined || loanToken === undefined)
    return null;
  const id = makeLoanId(sender.address, market.pool.creditorId, 1n);
  const snapshot = await readSnapshot(client, { book, id });
  const args = {
    collateralId,
    pledged: parseAmount('0.5', collateral) as CollateralAssets,
    drawn: parseAmount('10_000', loanToken) as LoanAssets,
  };
  const quote = previewOpen(snapshot, args);
  if (!quote.ok) return tellProtocolError(quote.error, contextOf(market)).message;

  // Then for real: what the contract would refuse is told before anything is sent.
  try {
    const token = snapshot.listings.get(collateralId)?.listing.collateral ?? '';
    await ensureAllowance(sender, { token, spender: book, amount: args.pledged });
    await sendOpen(sender, { book, id, ...args });
  } catch (error) {
    if (error instanceof RevertError) return `${error.shortMessage} ${error.advice}`;
    throw error;
  }

  // And where the loan stands.
  const opened = await readSnapshot(client, { book, id });
  const { state, debt } = ladderState(opened);
  const repayment = formatAmount(cure(opened).repayment, loanToken);
  return `${state}: owes ${formatAmount(debt, loanToken)}, cure now ${repayment}`;
}
