import { atTime, ladderState, previewLiquidate, timestamp } from '@hypothec/model';
import type { Address, LoanId } from '@hypothec/model';
import {
  formatAmount,
  formatInstant,
  formatWad,
  sendCall,
  sendClear,
  sendLiquidate,
} from '@hypothec/sdk';
import type { LocalAccount } from 'viem';
import type { Money } from '../text/amounts.ts';
import { decimalText } from '../text/units.ts';
import { loanName, Tokens } from '../view/events.ts';
import { nameOf } from './accounts.ts';
import { acted, EXACT, firstHolding, sendingStep, withThousandth } from './acting.ts';
import type { Acted } from './acting.ts';
import { makeReady } from './funds.ts';
import type { Token } from './funds.ts';
import { snapshotOf } from './loans.ts';
import { hold, senderFor } from './session.ts';
import type { Session } from './session.ts';

export async function callLoan(
  session: Session,
  account: LocalAccount,
  id: LoanId,
): Promise<Acted> {
  const name = nameOf(account.address);
  await hold(session, `${name} calls a loan`);
  const sender = await senderFor(session, account, id);
  sendingStep(session, 'Calling');
  const written = await sendCall(sender, { book: session.deployment.book, id });
  const { call } = ladderState(await snapshotOf(session, id));
  const until = call === null ? '' : `: to be cured until ${formatInstant(call.cureEnd)}`;
  return acted(written, `${name} called ${loanName(id)}${until}.`, {
    kind: 'call',
    cureEnd: call?.cureEnd.toString() ?? null,
  });
}

export async function clearLoan(
  session: Session,
  account: LocalAccount,
  id: LoanId,
): Promise<Acted> {
  const name = nameOf(account.address);
  await hold(session, `${name} clears a loan`);
  const sender = await senderFor(session, account, id);
  sendingStep(session, 'Clearing');
  const written = await sendClear(sender, { book: session.deployment.book, id });
  return acted(written, `${name} cleared the call of ${loanName(id)}.`, { kind: 'clear' });
}

/** @param max - Most to repay; null for all that is due. */
export async function liquidate(
  session: Session,
  account: LocalAccount,
  id: LoanId,
  max: Money<Token> | null,
): Promise<Acted> {
  const { book } = session.deployment;
  const name = nameOf(account.address);
  await hold(session, `${name} liquidates`);
  const snapshot = await snapshotOf(session, id);
  const address = account.address.toLowerCase() as Address;
  // The sale is in a later block, a second on at least: in the loan's own second none is possible.
  const later = atTime(snapshot, timestamp(snapshot.now + 1n));
  const preview = previewLiquidate(later, {}, { address });
  const sender = await senderFor(session, account, id);
  const { token } = await firstHolding(session, id);
  const loanToken = new Tokens(session.deployment).loanToken(id);
  if (preview.ok) {
    // Interest and the bonus move until the transaction is in; what is not needed stays.
    const due = withThousandth(preview.outcome.returns.repaid);
    const amount = max !== null && max.amount < due ? max.amount : due;
    await makeReady(session, sender, { token: loanToken, amount, spender: book });
  }
  sendingStep(session, 'Liquidating');
  const limit = max === null ? {} : { maxRepaid: max.amount };
  const written = await sendLiquidate(sender, { book, id, ...limit });
  const { repaid, seized, bonusWad, badDebt } = written.returns;
  const lost = badDebt === 0n ? '' : `, bad debt ${formatAmount(badDebt, loanToken)}`;
  return acted(
    written,
    `${name} repaid ${formatAmount(repaid, loanToken)} of ${loanName(id)} and got ` +
      `${formatAmount(seized, token, EXACT)}, bonus ${formatWad(bonusWad)}${lost}.`,
    {
      kind: 'liquidate',
      repaid: decimalText(repaid, loanToken.decimals),
      seized: decimalText(seized, token.decimals),
      bonus: decimalText(bonusWad, 18),
      badDebt: decimalText(badDebt, loanToken.decimals),
    },
  );
}
