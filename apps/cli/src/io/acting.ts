import type { LoanId } from '@hypothec/model';
import type { Written } from '@hypothec/sdk';
import { CliError } from '../errors.ts';
import type { Money } from '../text/amounts.ts';
import { decimalText } from '../text/units.ts';
import { loanName, Tokens } from '../view/events.ts';
import type { Token } from './funds.ts';
import { snapshotOf } from './loans.ts';
import type { Session } from './session.ts';

/** What was done, for people and for programs. */
export interface Acted {
  readonly text: string;
  readonly fields: object;
  readonly hash: string;
}

/** What is shown of an amount that was moved. */
export const EXACT = { digits: 8 } as const;

export function acted(written: Written<unknown>, text: string, fields: object): Acted {
  return { text, fields, hash: written.hash };
}

export function fieldsOf(kind: string, { token, amount }: Money<Token>): object {
  return { kind, amount: decimalText(amount, token.decimals), token: token.symbol };
}

/** Says what is being sent while it is on its way. */
export function sendingStep(session: Session, text: string): void {
  session.output.progress.step(text, { often: true });
}

/** The first collateral that a loan holds. */
export async function firstHolding(session: Session, id: LoanId) {
  const snapshot = await snapshotOf(session, id);
  const [holding] = snapshot.loan.holdings;
  if (holding === undefined) throw new CliError(`${loanName(id)} holds no collateral.`);
  const token = new Tokens(session.deployment).collateral(id, holding.id);
  return { snapshot, holding, token };
}

/** What is approved of an amount that still moves a little until the transaction is in. */
export function withThousandth(amount: bigint): bigint {
  return amount + amount / 1_000n + 1n;
}
