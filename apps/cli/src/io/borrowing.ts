import { cure, ladderState, parseLoanId } from '@hypothec/model';
import type { CollateralId, LoanId } from '@hypothec/model';
import {
  formatAmount,
  sendDraw,
  sendOpen,
  sendPledge,
  sendRepay,
  sendWithdraw,
  tellProtocolError,
} from '@hypothec/sdk';
import type { Snapshot } from '@hypothec/sdk';
import type { LocalAccount } from 'viem';
import { CliError, UsageError } from '../errors.ts';
import { readMoney } from '../text/amounts.ts';
import type { Money } from '../text/amounts.ts';
import { decimalText } from '../text/units.ts';
import { loanName, Tokens } from '../view/events.ts';
import { nameOf } from './accounts.ts';
import { acted, EXACT, fieldsOf, firstHolding, sendingStep, withThousandth } from './acting.ts';
import type { Acted } from './acting.ts';
import type { Deployment } from './folder.ts';
import { makeReady } from './funds.ts';
import type { Token } from './funds.ts';
import { snapshotOf } from './loans.ts';
import { errorContext, hold, senderFor } from './session.ts';
import type { Session } from './session.ts';

export async function openLoan(
  session: Session,
  account: LocalAccount,
  opening: {
    readonly id: LoanId;
    readonly listing: Deployment['pools'][number]['listings'][number];
    readonly pledged: Money<Token>;
    readonly drawn: Money<Token>;
  },
): Promise<Acted> {
  const { id, listing, pledged, drawn } = opening;
  const { book } = session.deployment;
  const name = nameOf(account.address);
  await hold(session, `${name} opens a loan`);
  const sender = await senderFor(session, account, id);
  await makeReady(session, sender, { ...pledged, spender: book });
  sendingStep(session, 'Opening the loan');
  const written = await sendOpen(sender, {
    book,
    id,
    collateralId: listing.collateralId as CollateralId,
    pledged: pledged.amount,
    drawn: drawn.amount,
  });
  const pledge = formatAmount(pledged.amount, pledged.token, EXACT);
  const draw = formatAmount(drawn.amount, drawn.token, EXACT);
  return acted(written, `${name} pledged ${pledge} and drew ${draw}.`, {
    kind: 'open',
    pledged: decimalText(pledged.amount, pledged.token.decimals),
    drawn: decimalText(drawn.amount, drawn.token.decimals),
  });
}

/** The collateral of a loan's market that a token is, held or not. */
function collateralIdOf(session: Session, id: LoanId, token: Token): CollateralId {
  const pool = new Tokens(session.deployment).pool(parseLoanId(id).creditorId);
  const listing = pool?.listings.find(({ collateral }) => collateral === token.symbol);
  if (listing !== undefined) return listing.collateralId as CollateralId;
  const known = (pool?.listings ?? []).map(({ collateral }) => collateral).join(', ');
  throw new UsageError(
    `${token.symbol} is no collateral for ${pool?.loanToken ?? '?'}. Allowed: ${known}.`,
  );
}

async function sendMorePledged(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  money: Money<Token>,
): Promise<Acted> {
  const { book } = session.deployment;
  const name = nameOf(account.address);
  await hold(session, `${name} pledges`);
  const sender = await senderFor(session, account, id);
  await makeReady(session, sender, { ...money, spender: book });
  sendingStep(session, 'Pledging');
  const collateralId = collateralIdOf(session, id, money.token);
  const written = await sendPledge(sender, { book, id, collateralId, amount: money.amount });
  const cleared = written.events.some(({ event }) => event === 'Cleared');
  const text = `${name} pledged ${formatAmount(money.amount, money.token, EXACT)}`;
  return acted(written, `${text}${cleared ? ': the call is cured.' : '.'}`, {
    ...fieldsOf('pledge', money),
    cured: cleared,
  });
}

export async function pledgeMore(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  words: readonly string[],
): Promise<Acted> {
  const { token } = await firstHolding(session, id);
  return sendMorePledged(session, account, id, readMoney(words, session.deployment.tokens, token));
}

async function sendRepaid(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  money: Money<Token>,
  all: boolean,
): Promise<Acted> {
  const { book } = session.deployment;
  const name = nameOf(account.address);
  await hold(session, `${name} repays`);
  const sender = await senderFor(session, account, id);
  await makeReady(session, sender, { ...money, spender: book });
  sendingStep(session, 'Repaying');
  const written = await sendRepay(sender, { book, id, ...(all ? {} : { amount: money.amount }) });
  const cleared = written.events.some(({ event }) => event === 'Cleared');
  const repaid = { token: money.token, amount: written.returns };
  const text = `${name} repaid ${formatAmount(repaid.amount, repaid.token, EXACT)}`;
  return acted(written, `${text}${cleared ? ': the call is cured.' : '.'}`, {
    ...fieldsOf('repay', repaid),
    cured: cleared,
  });
}

/** @param words - The amount; null for the whole debt. */
export async function repay(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  words: readonly string[] | null,
): Promise<Acted> {
  const token = new Tokens(session.deployment).loanToken(id);
  if (words !== null) {
    const money = readMoney(words, session.deployment.tokens, token);
    if (money.token.symbol !== token.symbol) {
      throw new UsageError(`${loanName(id)} owes ${token.symbol}, not ${money.token.symbol}.`);
    }
    return sendRepaid(session, account, id, money, false);
  }
  const { debt } = ladderState(await snapshotOf(session, id));
  if (debt === 0n) throw new CliError(`${loanName(id)} owes nothing.`);
  // Interest grows until the transaction is in: a thousandth is more than a day of it.
  return sendRepaid(session, account, id, { token, amount: withThousandth(debt) }, true);
}

/** What cures a loan now, or a sentence why nothing has to be cured. */
function cureOf(session: Session, snapshot: Snapshot) {
  const { id } = snapshot;
  const { call, refusal } = ladderState(snapshot);
  if (call === null) throw new CliError(`${loanName(id)} is not called: there is nothing to cure.`);
  if (refusal !== null) {
    const told = tellProtocolError(refusal, errorContext(session, parseLoanId(id).creditorId));
    throw new CliError(`What cures ${loanName(id)} is not known without a price. ${told.message}`);
  }
  const amounts = cure(snapshot);
  if (amounts.repayment === 0n) {
    throw new CliError(
      `At this price ${loanName(id)} is healthy: hypothec loan clear ${loanName(id)} ends it.`,
    );
  }
  return amounts;
}

export async function cureByPledge(
  session: Session,
  account: LocalAccount,
  id: LoanId,
): Promise<Acted> {
  const { snapshot, token } = await firstHolding(session, id);
  const [topUp = 0n] = cureOf(session, snapshot).topUps;
  return sendMorePledged(session, account, id, { token, amount: withThousandth(topUp) });
}

export async function cureByRepayment(
  session: Session,
  account: LocalAccount,
  id: LoanId,
): Promise<Acted> {
  const snapshot = await snapshotOf(session, id);
  const { repayment } = cureOf(session, snapshot);
  const token = new Tokens(session.deployment).loanToken(id);
  const money = { token, amount: withThousandth(repayment) };
  return sendRepaid(session, account, id, money, false);
}

export async function drawMore(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  words: readonly string[],
): Promise<Acted> {
  const token = new Tokens(session.deployment).loanToken(id);
  const money = readMoney(words, session.deployment.tokens, token);
  if (money.token.symbol !== token.symbol) {
    throw new UsageError(`${loanName(id)} draws ${token.symbol}, not ${money.token.symbol}.`);
  }
  const name = nameOf(account.address);
  await hold(session, `${name} draws`);
  const sender = await senderFor(session, account, id);
  sendingStep(session, 'Drawing');
  const { book } = session.deployment;
  const written = await sendDraw(sender, { book, id, amount: money.amount });
  const text = `${name} drew ${formatAmount(money.amount, token, EXACT)}.`;
  return acted(written, text, fieldsOf('draw', money));
}

/** @param words - The amount; null for all of the first collateral. */
export async function withdrawSome(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  words: readonly string[] | null,
): Promise<Acted> {
  const { token: first } = await firstHolding(session, id);
  const { tokens, book } = session.deployment;
  const money = words === null ? null : readMoney(words, tokens, first);
  const token = money?.token ?? first;
  const collateralId = collateralIdOf(session, id, token);
  const name = nameOf(account.address);
  await hold(session, `${name} withdraws`);
  const sender = await senderFor(session, account, id);
  sendingStep(session, 'Withdrawing');
  const amount = money === null ? {} : { amount: money.amount };
  const written = await sendWithdraw(sender, { book, id, collateralId, ...amount });
  const taken = { token, amount: written.returns };
  const text = `${name} took out ${formatAmount(taken.amount, token, EXACT)}.`;
  return acted(written, text, fieldsOf('withdraw', taken));
}
