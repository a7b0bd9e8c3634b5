import { lendersRate, load } from '@hypothec/model';
import {
  formatAmount,
  formatWad,
  readLender,
  readMarket,
  sendPoolDeposit,
  sendPoolRedeem,
  sendPoolWithdraw,
} from '@hypothec/sdk';
import type { Command } from 'commander';
import { CliError, UsageError } from '../errors.ts';
import { nameOf } from '../io/accounts.ts';
import { balanceOf, makeReady } from '../io/funds.ts';
import type { Token } from '../io/funds.ts';
import { hold, senderOf, signerOf } from '../io/session.ts';
import type { Session, SignerFlags } from '../io/session.ts';
import { readMoney, tokenNamed } from '../text/amounts.ts';
import { textTable } from '../text/table.ts';
import { decimalText } from '../text/units.ts';
import { inSession, withSigner } from './shared.ts';

interface WithdrawFlags extends SignerFlags {
  readonly all?: string;
}

type Pool = Session['deployment']['pools'][number];

function poolFor(session: Session, token: Token): Pool {
  const { pools } = session.deployment;
  const found = pools.find(({ loanToken }) => loanToken === token.symbol);
  if (found !== undefined) return found;
  const known = pools.map(({ loanToken }) => loanToken).join(', ');
  throw new UsageError(`No pool lends ${token.symbol}. Allowed: ${known}.`);
}

/** What a lender has in one pool, and what the pool pays. */
interface Position {
  readonly token: Token;
  readonly assets: bigint;
  readonly maxWithdraw: bigint;
  readonly inHand: bigint;
  readonly rateWad: bigint;
}

async function positions(session: Session, owner: `0x${string}`): Promise<readonly Position[]> {
  const { pools, tokens, book } = session.deployment;
  return Promise.all(
    pools.map(async ({ address, loanToken }) => {
      const token = tokenNamed(tokens, loanToken);
      const [lender, market, inHand] = await Promise.all([
        readLender(session.client, { pool: address, owner }),
        readMarket(session.client, { book, pool: address }),
        balanceOf(session, token, owner),
      ]);
      const rateWad = lendersRate(load(market.pool, market.now));
      return { token, assets: lender.assets, maxWithdraw: lender.maxWithdraw, inHand, rateWad };
    }),
  );
}

function positionsText(name: string, all: readonly Position[]): string {
  const rows = all.map(({ token, assets, maxWithdraw, inHand, rateWad }) => [
    token.symbol,
    formatAmount(assets, token),
    formatAmount(maxWithdraw, token),
    formatAmount(inHand, token),
    formatWad(rateWad),
  ]);
  const head = ['pool', `lent by ${name}`, 'can be taken out', 'in hand', 'earns a year now'];
  return textTable(head, rows, [1, 2, 3, 4]);
}

function positionsJson(all: readonly Position[]): object {
  return all.map(({ token, assets, maxWithdraw, inHand, rateWad }) => ({
    pool: token.symbol,
    lent: decimalText(assets, token.decimals),
    canBeTakenOut: decimalText(maxWithdraw, token.decimals),
    inHand: decimalText(inHand, token.decimals),
    rate: decimalText(rateWad, 18),
  }));
}

async function tell(session: Session, owner: string, text: string | null, hash: string | null) {
  const address = owner.toLowerCase() as `0x${string}`;
  const all = await positions(session, address);
  const value = { lender: nameOf(address), transaction: hash, pools: positionsJson(all) };
  session.output.answer(value, () =>
    [...(text === null ? [] : [text, '']), positionsText(nameOf(address), all)].join('\n'),
  );
}

async function show(flags: SignerFlags): Promise<void> {
  await inSession(flags, (session) => tell(session, signerOf(flags).address, null, null));
}

async function deposit(words: readonly string[], flags: SignerFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const money = readMoney(words, session.deployment.tokens);
    const { address: pool, creditorId } = poolFor(session, money.token);
    const account = signerOf(flags);
    const name = nameOf(account.address);
    await hold(session, `${name} lends`);
    const sender = await senderOf(session, account, creditorId);
    await makeReady(session, sender, { ...money, spender: pool });
    session.output.progress.step('Lending', { often: true });
    const { hash } = await sendPoolDeposit(sender, { pool, assets: money.amount });
    await tell(
      session,
      account.address,
      `${name} lent ${formatAmount(money.amount, money.token)}.`,
      hash,
    );
  });
}

async function withdraw(words: readonly string[], flags: WithdrawFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const { tokens } = session.deployment;
    const all = flags.all === undefined ? null : tokenNamed(tokens, flags.all);
    if (all !== null && words.length > 0)
      throw new UsageError('Give an amount or --all, not both.');
    const money = all === null ? readMoney(words, tokens) : { token: all, amount: 0n };
    const { address: pool, creditorId } = poolFor(session, money.token);
    const account = signerOf(flags);
    const name = nameOf(account.address);
    await hold(session, `${name} takes money out`);
    const sender = await senderOf(session, account, creditorId);
    session.output.progress.step('Taking out', { often: true });
    const lender = await readLender(session.client, { pool, owner: account.address });
    if (all === null) {
      if (money.amount > lender.assets) {
        const lent = formatAmount(lender.assets, money.token, { digits: money.token.decimals });
        throw new CliError(`${name} has lent ${lent}: no more than that can be taken out.`);
      }
      const { hash } = await sendPoolWithdraw(sender, { pool, assets: money.amount });
      const text = `${name} took out ${formatAmount(money.amount, money.token)}.`;
      await tell(session, account.address, text, hash);
      return;
    }
    if (lender.maxRedeem === 0n) {
      throw new CliError(
        `${name} has nothing in the ${all.symbol} pool that can be taken out now.`,
      );
    }
    const { hash, returns } = await sendPoolRedeem(sender, { pool, shares: lender.maxRedeem });
    await tell(session, account.address, `${name} took out ${formatAmount(returns, all)}.`, hash);
  });
}

/** `hypothec lend`: the lenders' side. */
export function addLend(program: Command): void {
  const lend = program.command('lend').description('lend to a pool and take out again');
  withSigner(lend.command('deposit <amount...>'))
    .description('lend: hypothec lend deposit 10000 USDC')
    .action(deposit);
  withSigner(lend.command('withdraw [amount...]'))
    .description('take out what was lent, with interest')
    .option('--all <token>', 'everything from the pool of this token')
    .action(withdraw);
  withSigner(lend.command('show')).description('what an account has lent').action(show);
}
