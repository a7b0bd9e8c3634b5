import { toJson } from '@hypothec/database';
import type { Json } from '@hypothec/database';
import { parseLoanId } from '@hypothec/model';
import type { CureAmounts, LoanId, Outcome, ProtocolEvent, Transfer } from '@hypothec/model';
import type { Address } from '@hypothec/model';
import type { World } from './world.ts';

/** An event as it is answered, before it is one. */
export function toEventPreview({ emitter, event, ...fields }: ProtocolEvent) {
  return {
    emitter,
    name: event as string,
    fields: toJson(fields) as Readonly<Record<string, Json>>,
  };
}

function toTransfer(world: World, book: Address, { token, from, to, amount }: Transfer) {
  const who = (side: Address | 'book'): Address => (side === 'book' ? book : side);
  return { amount: world.tokens.money(amount, token), from: who(from), to: who(to) };
}

/** What an action moves, emits and returns. */
export function toOutcome<Returns>(
  world: World,
  book: Address,
  outcome: Outcome<unknown>,
  returns: Returns,
) {
  return {
    returns,
    transfers: outcome.transfers.map((item) => toTransfer(world, book, item)),
    events: outcome.events.map(toEventPreview),
  };
}

/** What a call that was made in a preview asks for. */
export function toCallAsked(
  world: World,
  id: LoanId,
  { loan, events, returns }: Pick<Outcome<CureAmounts>, 'events' | 'loan' | 'returns'>,
) {
  const { creditorId } = parseLoanId(id);
  const money = (amount: bigint) => world.loanMoney(creditorId, amount);
  const called = events.find((event) => event.event === 'Called');
  return {
    debt: money(returns.debt),
    repayment: money(returns.repayment),
    topUps: returns.topUps.flatMap((amount, i) => {
      const holding = loan.holdings[i];
      if (holding === undefined) return [];
      const own = world.collateralMoney(creditorId, holding.id, amount);
      return [{ collateralId: holding.id as number, amount: own }];
    }),
    fee: money(called?.event === 'Called' ? called.fee : 0n),
  };
}
