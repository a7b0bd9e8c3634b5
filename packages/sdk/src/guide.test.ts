import {
  atTime,
  callPrice,
  cure,
  ladderState,
  listingView,
  makeLoanId,
  previewOpen,
  previewPledge,
  previewRepay,
  timestamp,
} from '@hypothec/model';
import type { Address, CollateralAssets, CollateralId, LoanAssets } from '@hypothec/model';
import { deployWorld, devAccount, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import type { Account } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contextOf,
  createNodeClient,
  createSender,
  ensureAllowance,
  formatAmount,
  formatInstant,
  formatPrice,
  formatWad,
  parseAmount,
  readSnapshot,
  RevertError,
  sendCall,
  sendOpen,
  sendPledge,
  sendRepay,
  sendWithdraw,
  tellProtocolError,
} from './index.ts';

// The code of docs/guides/loan.md, as it stands there, on a chain.

let chain: TestChain;
let world: ChainWorld;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  await world.fund(await chain.sender(2), { btc: 10n ** 9n, usd: 10n ** 11n });
});

afterAll(() => chain.stop());

const btc = { decimals: 8, symbol: 'BTC' };
const usd = { decimals: 6, symbol: 'USD' };

async function openLoan(
  url: string,
  account: Account,
  where: { book: Address; creditorId: number; collateralId: CollateralId; collateral: Address },
) {
  const { book, creditorId, collateralId, collateral } = where;
  const client = createNodeClient(url);
  const sender = await createSender(client, account, { chainId: 31_337 });

  const id = makeLoanId(sender.address, creditorId, 1n);
  const args = {
    collateralId,
    pledged: parseAmount('1', btc) as CollateralAssets,
    drawn: parseAmount('30_000', usd) as LoanAssets,
  };
  const snapshot = await readSnapshot(client, { book, id });
  const preview = previewOpen(snapshot, args);
  if (!preview.ok) return tellProtocolError(preview.error, contextOf(snapshot)).message;

  await ensureAllowance(sender, { token: collateral, spender: book, amount: args.pledged });
  await sendOpen(sender, { book, id, ...args });
  return { client, sender, id };
}

type Opened = Exclude<Awaited<ReturnType<typeof openLoan>>, string>;

async function watch({ client, id }: Opened, book: Address): Promise<string> {
  const snapshot = await readSnapshot(client, { book, id });
  const { state, debt, worth, call } = ladderState(snapshot);
  const [trigger] = callPrice(snapshot);
  return [
    state,
    formatAmount(debt, usd, { rounding: 'up' }),
    worth === null ? 'no price' : `LTV ${formatWad(worth.ltvWad, 'up')}`,
    `called below ${formatPrice(trigger?.price ?? 0n, usd, btc, { digits: 2, rounding: 'up' })}`,
    call === null ? 'no call' : `cure by ${formatInstant(call.cureEnd)}`,
  ].join(', ');
}

async function cureByPledging({ client, sender, id }: Opened, book: Address): Promise<void> {
  const snapshot = await readSnapshot(client, { book, id });
  const soon = atTime(snapshot, timestamp(snapshot.now + 600n));
  const { topUps } = cure(soon);
  const [first] = snapshot.loan.holdings;
  const amount = topUps[0];
  if (first === undefined || amount === undefined) return;
  if (!previewPledge(soon, { collateralId: first.id, amount }).ok) return;
  const token = listingView(snapshot, first.id).listing.collateral;
  await ensureAllowance(sender, { token, spender: book, amount });
  await sendPledge(sender, { book, id, collateralId: first.id, amount });
}

async function close({ client, sender, id }: Opened, book: Address): Promise<void> {
  const snapshot = await readSnapshot(client, { book, id });
  const soon = atTime(snapshot, timestamp(snapshot.now + 600n));
  const all = previewRepay(soon);
  if (!all.ok) return;
  const token = snapshot.pool.terms.loanToken;
  await ensureAllowance(sender, { token, spender: book, amount: all.outcome.returns });
  await sendRepay(sender, { book, id });
  for (const { id: collateralId } of snapshot.loan.holdings) {
    await sendWithdraw(sender, { book, id, collateralId });
  }
}

test('the code of the guide opens, watches, cures and closes a loan', async () => {
  const { book, creditorId, coins, listings } = world;
  const where = { book, creditorId, collateralId: listings.btc, collateral: coins.btc };
  await world.setPrice('btc', 59_000n);
  expect(await openLoan(chain.anvil.url, devAccount(2), where)).toBe(
    'The debt would be 30,000 USD, but this collateral supports at most 29,500 USD when drawing ' +
      'or withdrawing.',
  );
  await world.setPrice('btc', 60_000n);
  const opened = await openLoan(chain.anvil.url, devAccount(2), where);
  if (typeof opened === 'string') throw new TypeError(opened);
  expect(await watch(opened, book)).toMatch(
    /^healthy, 30,000(?:\.\d+)? USD, LTV 50(?:\.01)? %, called below 42,857\.15 USD, no call$/,
  );
  await world.setPrice('btc', 42_000n);
  await sendCall(await chain.sender(3), { book, id: opened.id });
  expect(await watch(opened, book)).toMatch(/^called, .*, cure by \d{4}-\d{2}-\d{2} /);
  await cureByPledging(opened, book);
  expect(await watch(opened, book)).toMatch(/^healthy, .* LTV (?:64|63\.\d\d) %.* no call$/);
  await close(opened, book);
  expect(await watch(opened, book)).toMatch(/^none, 0 USD/);
  await expect(sendRepay(opened.sender, { book, id: opened.id })).rejects.toThrow(RevertError);
});
