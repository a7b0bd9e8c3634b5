import { parseLoanId } from '@hypothec/model';
import type { BookEvent, LoanAssets, LoanId } from '@hypothec/model';
import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

type OfLoan = Extract<BookEvent, { readonly id: LoanId }>;
type Movement = Pick<Rows['movements'][number], 'kind' | 'account' | 'collateralId' | 'amount'>;

function movementOf(event: OfLoan): Movement | null {
  switch (event.event) {
    case 'Pledged': {
      const { from: account, collateralId, amount } = event;
      return { kind: 'pledge', account, collateralId, amount };
    }
    case 'Withdrawn': {
      const { receiver: account, collateralId, amount } = event;
      return { kind: 'withdraw', account, collateralId, amount };
    }
    case 'Drawn':
      return { kind: 'draw', account: event.receiver, amount: event.amount };
    case 'Repaid':
      return { kind: 'repay', account: event.from, amount: event.repaid };
    case 'Called':
      if (event.fee === 0n) return null;
      return { kind: 'call-fee', account: event.caller, amount: event.fee };
    case 'Liquidated':
      return { kind: 'sale', account: event.liquidator, amount: event.repaid };
    default:
      return null;
  }
}

/** Books what an event moved in a loan. */
export function bookMovement(rows: Rows, event: OfLoan, place: Place, debtAfter: LoanAssets): void {
  const movement = movementOf(event);
  if (movement === null) return;
  const { id } = event;
  const { creditorId } = parseLoanId(id);
  rows.movements.push({ ...place, loanId: id, creditorId, ...movement, debtAfter });
}
