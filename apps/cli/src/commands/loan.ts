import { ladderState, makeLoanId, parseLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import { formatAmount, formatWad, readSnapshots } from '@hypothec/sdk';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { CliError, UsageError } from '../errors.ts';
import { addressOf, isAccountName, nameOf } from '../io/accounts.ts';
import type { Acted } from '../io/acting.ts';
import {
  cureByPledge,
  cureByRepayment,
  drawMore,
  openLoan,
  pledgeMore,
  repay,
  withdrawSome,
} from '../io/borrowing.ts';
import { callLoan, clearLoan, liquidate } from '../io/calling.ts';
import { knownLoans, looksLikeLoan, nextNumber, resolveLoan, snapshotOf } from '../io/loans.ts';
import { errorContext, signerOf } from '../io/session.ts';
import type { Session, SessionFlags, SignerFlags } from '../io/session.ts';
import { readMoney } from '../text/amounts.ts';
import { loanJson, loanStory, loanText } from '../text/loan.ts';
import { textTable } from '../text/table.ts';
import { loanName, Tokens } from '../view/events.ts';
import { inSession, withSession, withSigner } from './shared.ts';

interface OpenFlags extends SignerFlags {
  readonly pledge: readonly string[];
  readonly draw: readonly string[];
}

/** Gathers the words of an amount; a flag that follows at once means that it was left out. */
function amountWords(word: string, before: readonly string[] | undefined): readonly string[] {
  if (word.startsWith('--')) {
    throw new InvalidArgumentError('An amount is missing: write such as 0.5 BTC or 1500 USDC.');
  }
  return [...(before ?? []), word];
}

interface AmountFlags extends SignerFlags {
  readonly cure?: boolean;
  readonly all?: boolean;
}

/** The first word may be a loan; the rest is the amount. */
function split(words: readonly string[]): {
  readonly loan: string | undefined;
  readonly amount: readonly string[];
} {
  const [first, ...rest] = words;
  const named = first !== undefined && looksLikeLoan(first);
  return named ? { loan: first, amount: rest } : { loan: undefined, amount: words };
}

/** Tells what was done and how the loan stands after. */
async function tell(session: Session, id: LoanId, acted: Acted): Promise<void> {
  const snapshot = await snapshotOf(session, id);
  const story = loanStory(snapshot, errorContext(session, parseLoanId(id).creditorId));
  const { text, fields, hash } = acted;
  session.output.answer({ done: fields, transaction: hash, loan: loanJson(story) }, () =>
    [text, '', loanText(story)].join('\n'),
  );
}

async function open(flags: OpenFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const { tokens, pools } = session.deployment;
    const pledged = readMoney(flags.pledge, tokens);
    const drawn = readMoney(flags.draw, tokens);
    const pool = pools.find(({ loanToken }) => loanToken === drawn.token.symbol);
    const listing = pool?.listings.find(({ collateral }) => collateral === pledged.token.symbol);
    if (pool === undefined || listing === undefined) {
      const known = pools.flatMap(({ loanToken, listings }) =>
        listings.map(({ collateral }) => `${collateral}/${loanToken}`),
      );
      throw new UsageError(
        `There is no market ${pledged.token.symbol}/${drawn.token.symbol}. ` +
          `Allowed: ${known.join(', ')}.`,
      );
    }
    const account = signerOf(flags);
    const borrower = account.address.toLowerCase() as `0x${string}`;
    const id = makeLoanId(borrower, pool.creditorId, await nextNumber(session, borrower));
    await tell(session, id, await openLoan(session, account, { id, listing, pledged, drawn }));
  });
}

async function show(loan: string | undefined, flags: SignerFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const own = signerOf(flags).address.toLowerCase() as `0x${string}`;
    const id = await resolveLoan(session, loan, own);
    const story = loanStory(
      await snapshotOf(session, id),
      errorContext(session, parseLoanId(id).creditorId),
    );
    session.output.answer(loanJson(story), () => loanText(story));
  });
}

interface ListFlags extends SessionFlags {
  readonly of?: string;
  readonly state?: string;
  readonly closed?: boolean;
}

const STATES = ['healthy', 'call-due', 'called', 'soft-liquidation', 'hard-liquidation'] as const;

function checkListFlags({ of: name, state }: ListFlags): void {
  if (state !== undefined && !(STATES as readonly string[]).includes(state)) {
    throw new UsageError(`--state is "${state}". Allowed: ${STATES.join(', ')}.`);
  }
  if (name !== undefined && !isAccountName(name)) {
    throw new UsageError(`There is no borrower "${name}". Allowed: alice, bob, carol, dave, erin.`);
  }
}

async function list(flags: ListFlags): Promise<void> {
  checkListFlags(flags);
  await inSession(flags, async (session) => {
    const { of: name, state } = flags;
    const borrower = name !== undefined && isAccountName(name) ? addressOf(name) : null;
    const ids = (await knownLoans(session)).filter(
      (id) => borrower === null || parseLoanId(id).borrower === borrower,
    );
    const { book } = session.deployment;
    const loans = (await readSnapshots(session.client, { book, ids }))
      .map((snapshot) => ({ snapshot, ladder: ladderState(snapshot) }))
      .filter(({ ladder }) => state === undefined || ladder.state === state)
      .filter(({ snapshot }) => flags.closed === true || snapshot.loan.holdings.length > 0);
    const tokens = new Tokens(session.deployment);
    const value = loans.map(({ snapshot }) => {
      const { creditorId } = parseLoanId(snapshot.id);
      return loanJson(loanStory(snapshot, errorContext(session, creditorId)));
    });
    session.output.answer({ loans: value }, () => {
      if (loans.length === 0) return 'No loan fits.';
      const rows = loans.map(({ snapshot, ladder }) => [
        loanName(snapshot.id),
        snapshot.loan.holdings
          .map(({ id, amount }) => formatAmount(amount, tokens.collateral(snapshot.id, id)))
          .join(' + ') || '–',
        formatAmount(ladder.debt, tokens.loanToken(snapshot.id), { digits: 2, rounding: 'up' }),
        ladder.worth === null || ladder.debt === 0n ? '–' : formatWad(ladder.worth.ltvWad, 'up'),
        ladder.state === 'none' ? 'no debt' : ladder.state,
      ]);
      return textTable(['loan', 'collateral', 'debt', 'LTV', 'state'], rows, [2, 3]);
    });
  });
}

type OnLoan = (session: Session, id: LoanId, flags: SignerFlags) => Promise<Acted>;

/** An action on anyone's loan, which needs to be named and nothing else. */
function bare(act: OnLoan) {
  return async (loan: string, flags: SignerFlags): Promise<void> => {
    await inSession(flags, async (session) => {
      const own = signerOf(flags).address.toLowerCase() as `0x${string}`;
      const id = await resolveLoan(session, loan, own);
      await tell(session, id, await act(session, id, flags));
    });
  };
}

/** An action with an amount, or with a flag that stands for one. */
function withAmount(
  act: (
    session: Session,
    id: LoanId,
    words: readonly string[],
    flags: AmountFlags,
  ) => Promise<Acted>,
) {
  return async (words: readonly string[], flags: AmountFlags): Promise<void> => {
    await inSession(flags, async (session) => {
      const { loan, amount } = split(words);
      const own = signerOf(flags).address.toLowerCase() as `0x${string}`;
      const flagged = flags.cure === true || flags.all === true;
      if (flags.cure === true && flags.all === true) {
        throw new UsageError('Give --cure or --all, not both.');
      }
      if (flagged && amount.length > 0) {
        throw new UsageError('Give an amount or a flag that stands for one, not both.');
      }
      const id = await resolveLoan(session, loan, own);
      await tell(session, id, await act(session, id, amount, flags));
    });
  };
}

function addReads(loan: Command): void {
  withSigner(loan.command('show [loan]'))
    .description('how a loan stands: debt, LTV, the prices that matter, what cures it')
    .action(show);
  withSession(loan.command('list'))
    .description('all loans')
    .option('--of <name>', 'of one borrower')
    .option('--state <state>', STATES.join(', '))
    .option('--closed', 'also those that hold nothing any more')
    .action(list);
}

function addBorrowing(loan: Command): void {
  withSigner(loan.command('open'))
    .description('pledge and draw in one transaction')
    .requiredOption('--pledge <amount...>', 'collateral, such as 0.5 BTC', amountWords)
    .requiredOption('--draw <amount...>', 'what is borrowed, such as 1500 USDC', amountWords)
    .action(open);
  withSigner(loan.command('pledge [loan-and-amount...]'))
    .usage('[options] [loan] [amount]')
    .description('add collateral: hypothec loan pledge alice/1 0.1 BTC')
    .option('--cure', 'as much as cures the call, and a thousandth more')
    .action(
      withAmount((session, id, words, flags) =>
        flags.cure === true
          ? cureByPledge(session, signerOf(flags), id)
          : pledgeMore(session, signerOf(flags), id, words),
      ),
    );
  withSigner(loan.command('repay [loan-and-amount...]'))
    .usage('[options] [loan] [amount]')
    .description('repay: hypothec loan repay alice/1 500 USDC')
    .option('--cure', 'as much as cures the call, and a thousandth more')
    .option('--all', 'the whole debt')
    .action(
      withAmount((session, id, words, flags) =>
        flags.cure === true
          ? cureByRepayment(session, signerOf(flags), id)
          : repay(session, signerOf(flags), id, flags.all === true ? null : words),
      ),
    );
  withSigner(loan.command('draw [loan-and-amount...]'))
    .usage('[options] [loan] <amount>')
    .description('borrow more: hypothec loan draw alice/1 500 USDC')
    .action(
      withAmount((session, id, words, flags) => drawMore(session, signerOf(flags), id, words)),
    );
  withSigner(loan.command('withdraw [loan-and-amount...]'))
    .usage('[options] [loan] [amount]')
    .description('take collateral out: hypothec loan withdraw alice/1 0.1 BTC')
    .option('--all', 'all of the first collateral')
    .action(
      withAmount((session, id, words, flags) =>
        withdrawSome(session, signerOf(flags), id, flags.all === true ? null : words),
      ),
    );
}

interface LiquidateFlags extends SignerFlags {
  readonly max?: readonly string[];
}

function addCalling(loan: Command): void {
  withSigner(loan.command('call <loan>'), 'bob')
    .description('make a margin call, as anyone may when one is due')
    .action(bare((session, id, flags) => callLoan(session, signerOf(flags), id)));
  withSigner(loan.command('clear <loan>'), 'bob')
    .description('end the call of a loan that is healthy again, as anyone may')
    .action(bare((session, id, flags) => clearLoan(session, signerOf(flags), id)));
  withSigner(loan.command('liquidate <loan>'), 'bob')
    .description(
      'sell collateral down to the target, as anyone but the borrower may when it is due',
    )
    .option('--max <amount...>', 'most to repay; all that is due if left out', amountWords)
    .action(async (given: string, flags: LiquidateFlags) => {
      await inSession(flags, async (session) => {
        const account = signerOf(flags);
        const own = account.address.toLowerCase() as `0x${string}`;
        const id = await resolveLoan(session, given, own);
        if (parseLoanId(id).borrower === own) {
          throw new CliError(
            `${nameOf(own)} cannot liquidate ${loanName(id)}, a loan of their own: ` +
              'choose another account with --as.',
          );
        }
        const { tokens } = session.deployment;
        const loanToken = new Tokens(session.deployment).loanToken(id);
        const max = flags.max === undefined ? null : readMoney(flags.max, tokens, loanToken);
        if (max !== null && max.token.symbol !== loanToken.symbol) {
          throw new UsageError(
            `${loanName(id)} owes ${loanToken.symbol}: --max is the most to repay, in that token.`,
          );
        }
        await tell(session, id, await liquidate(session, account, id, max));
      });
    });
}

/** `hypothec loan`: the whole life of a loan. */
export function addLoan(program: Command): void {
  const loan = program.command('loan').description('open, watch, cure, call and liquidate loans');
  addReads(loan);
  addBorrowing(loan);
  addCalling(loan);
}
