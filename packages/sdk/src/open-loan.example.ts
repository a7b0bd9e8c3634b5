// npx node packages/sdk/src/open-loan.example.ts
//
// Opens a loan with nothing but an API and a node: asks for markets and a quote, previews, signs
// and sends, waits until the API has the loan, and shows it. While `npm start` runs it is alice's,
// on the local chain. What may be told by the environment is at the end of this file.
import type { CollateralAssets, CollateralId, LoanAssets, LoanId } from '@hypothec/model';
import type { Account } from 'viem';
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts';
import {
  answerOf,
  createApiClient,
  createNodeClient,
  createSender,
  ensureAllowance,
  formatAmount,
  formatBps,
  formatPrice,
  formatWad,
  liveEvents,
  parseAmount,
  SdkError,
  sendOpen,
  toUnits,
  verifyBook,
} from './index.ts';
import type { ApiClient, ApiSchemas } from './index.ts';

type Money = ApiSchemas['Money'];
type Market = { creditor: ApiSchemas['CreditorDetail']; listing: ApiSchemas['Listing'] };

interface Wish {
  readonly apiUrl: string;
  readonly nodeUrl: string;
  readonly account: Account;
  /** Symbol of a token and how much of it to pledge, whole tokens: `0.5`. */
  readonly collateral: string;
  readonly pledged: string;
  /** Debt by value to draw up to, 10^18 is 1. */
  readonly ltvWad: bigint;
  /** Where the lines go that a person reads. */
  readonly tell: (line: string) => void;
}

/** What is owed or paid is rounded up, as the contracts do; other amounts down. */
const show = (money: Money, rounding: 'down' | 'up' = 'down'): string =>
  formatAmount(toUnits(money), money, { rounding });

/**
 * Every listing that takes new loans, and the first of them for a token. Anyone may register a
 * creditor, with tokens of any name: where money is worth something, choose by addresses that you
 * trust.
 */
async function findMarket(api: ApiClient, { collateral, tell }: Wish): Promise<Market | undefined> {
  const markets: Market[] = [];
  const { items } = answerOf(await api.GET('/v1/creditors'));
  for (const { creditorId } of items.filter(({ fault }) => fault === null)) {
    const path = { creditorId };
    const creditor = answerOf(await api.GET('/v1/creditors/{creditorId}', { params: { path } }));
    const open = creditor.listings.filter(({ closed, price }) => !closed && price.lowOfOne);
    markets.push(...open.map((listing) => ({ creditor, listing })));
  }
  for (const { creditor, listing } of markets) {
    const { openLtvBps, callLtvBps } = listing.ladder;
    const rate = formatWad(BigInt(listing.borrowRate.apyWad), 'up');
    tell(
      `${listing.collateral.symbol}/${creditor.loanToken.symbol}  ` +
        `open ${formatBps(BigInt(openLtvBps))}, called above ${formatBps(BigInt(callLtvBps))}, ` +
        `${rate} a year`,
    );
  }
  return markets.find(({ listing }) => listing.collateral.symbol === collateral);
}

/** A quote, and the preview of the very action that will be sent; null where it is refused. */
async function quoteAndPreview(api: ApiClient, { creditor, listing }: Market, wish: Wish) {
  const { creditorId } = creditor;
  const { collateralId, collateral } = listing;
  const units = parseAmount(wish.pledged, collateral);
  const borrower = wish.account.address;
  const body = { creditorId, collateralId, borrower, pledged: `${units}`, ltv: `${wish.ltvWad}` };
  const quote = answerOf(await api.POST('/v1/quotes/open', { body }));
  const { loanId, pledged, drawn, refusal } = quote;
  if (loanId === null || pledged === null || drawn === null || refusal !== null) {
    wish.tell(`There is no such loan: ${refusal?.message ?? 'nothing can be drawn'}`);
    return null;
  }
  const action = {
    action: 'open' as const,
    collateralId,
    pledged: pledged.amount,
    drawn: drawn.amount,
  };
  const params = { path: { loanId } };
  const preview = answerOf(await api.POST('/v1/loans/{loanId}/preview', { params, body: action }));
  if (preview.refusal !== null) {
    wish.tell(`The contracts would refuse it: ${preview.refusal.message}`);
    return null;
  }
  wish.tell(`Pledging ${show(pledged)} for ${show(drawn)}, as of block ${quote.asOf.number}`);
  return { loanId: loanId as LoanId, pledged, drawn, asked: quote.atCallPrice };
}

type Quoted = NonNullable<Awaited<ReturnType<typeof quoteAndPreview>>>;

/** Signs and sends: the approval of exactly what is pledged, then the loan. */
async function send(
  api: ApiClient,
  { loanId, pledged, drawn }: Quoted,
  market: Market,
  wish: Wish,
) {
  const { book, chainId } = answerOf(await api.GET('/v1/status'));
  if (book === null || chainId === null) throw new SdkError('The API has read no block yet.');
  const client = createNodeClient(wish.nodeUrl);
  await verifyBook(client, { book, chainId });
  const sender = await createSender(client, wish.account, { chainId });
  const amount = toUnits(pledged);
  await ensureAllowance(sender, { token: pledged.token, spender: book, amount });
  const { blockNumber } = await sendOpen(sender, {
    book,
    id: loanId,
    collateralId: market.listing.collateralId as CollateralId,
    pledged: amount as CollateralAssets,
    drawn: toUnits(drawn) as LoanAssets,
  });
  wish.tell(`Opened ${loanId} in block ${blockNumber}`);
}

/** The API tells of a loan that is not there yet when it is opened. */
async function untilTold({ apiUrl }: Wish, id: LoanId): Promise<void> {
  const signal = AbortSignal.timeout(30_000);
  for await (const { event } of liveEvents(apiUrl, { topics: [`loan:${id}`], signal })) {
    if (event === 'loan') return;
  }
  throw new SdkError('The API has not told of the loan in 30 s; it is on the chain all the same.');
}

/** Shows where a loan stands, at which price it is called and sold, and what cures a call. */
function showLoan(loan: ApiSchemas['Loan'], { asked }: Quoted, { creditor }: Market, wish: Wish) {
  const { tell } = wish;
  const ltv = loan.ltv === null ? 'no price' : `LTV ${formatWad(BigInt(loan.ltv), 'up')}`;
  tell(`Loan ${loan.number} of ${loan.borrower}: ${loan.state}`);
  tell(`  owes        ${show(loan.debt, 'up')}, ${ltv}`);
  for (const { amount, call, liquidation } of loan.holdings) {
    const price = (of: string) =>
      formatPrice(BigInt(of), creditor.loanToken, amount, { digits: 2, rounding: 'up' });
    tell(`  pledged     ${show(amount)}`);
    if (call.price !== null) tell(`  called      below ${price(call.price)}`);
    if (liquidation.price !== null) tell(`  sold        below ${price(liquidation.price)}`);
  }
  const topUps = asked?.topUps.map(({ amount }) => `pledging ${show(amount, 'up')}`) ?? [];
  const repaying = asked === null ? [] : [`repaying ${show(asked.repayment, 'up')}`];
  if (asked !== null)
    tell(`  a call      is cured by ${[...repaying, ...topUps].join(', or by ')}`);
}

/** Opens a loan; its id, or null where the market does not have it. */
export async function openLoan(wish: Wish): Promise<LoanId | null> {
  const api = createApiClient(wish.apiUrl);
  const market = await findMarket(api, wish);
  if (market === undefined) {
    wish.tell(`Nobody lends against ${wish.collateral} here.`);
    return null;
  }
  const quoted = await quoteAndPreview(api, market, wish);
  if (quoted === null) return null;
  await send(api, quoted, market, wish);
  const { loanId } = quoted;
  await untilTold(wish, loanId);
  const path = { loanId };
  const loan = answerOf(await api.GET('/v1/loans/{loanId}', { params: { path } }));
  showLoan(loan, quoted, market, wish);
  return loanId;
}

/** The words of every local chain: never for real money. Account 3 is alice. */
const WORDS = 'test test test test test test test test test test test junk';

function accountOf(key: string | undefined): Account {
  if (key === undefined) return mnemonicToAccount(WORDS, { addressIndex: 3 });
  if (/^0x[0-9a-fA-F]{64}$/.test(key)) return privateKeyToAccount(key as `0x${string}`);
  throw new SdkError('PRIVATE_KEY is no key: 0x and 64 hexadecimal digits were expected.');
}

if (import.meta.main) {
  const { API_URL, RPC_URL, PRIVATE_KEY, COLLATERAL, PLEDGE } = process.env;
  try {
    const opened = await openLoan({
      apiUrl: API_URL ?? 'http://127.0.0.1:8710',
      nodeUrl: RPC_URL ?? 'http://127.0.0.1:8545',
      account: accountOf(PRIVATE_KEY),
      collateral: COLLATERAL ?? 'BTC',
      pledged: PLEDGE ?? '0.5',
      ltvWad: 4n * 10n ** 17n,
      tell: (line) => process.stdout.write(`${line}\n`),
    });
    process.exitCode = opened === null ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SdkError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
