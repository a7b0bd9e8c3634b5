import { readLoans } from '@hypothec/database';
import type { Json } from '@hypothec/database';
import { parseLoanId } from '@hypothec/model';
import type { LadderState, LoanId, LoanSnapshot } from '@hypothec/model';
import type { LiveEvent, Topic } from '../plugins/live.ts';
import { toBlockRef } from '../schemas/index.ts';
import { cureOf, standingOf, toCallView, toLtv } from '../views/loan.ts';
import type { World } from '../views/world.ts';
import { LastTold } from './at-head.ts';
import type { HeadReader } from './at-head.ts';

/** Of a loan, what is watched. */
function toState(world: World, snapshot: LoanSnapshot, step: LadderState) {
  const { creditorId } = parseLoanId(snapshot.id);
  const cured = cureOf(snapshot);
  const { holdings } = snapshot.loan;
  return {
    state: step.state,
    debt: world.loanMoney(creditorId, step.debt),
    ltv: toLtv(step),
    call: toCallView(step.call),
    cure:
      cured === null
        ? null
        : {
            reason: cured.reason,
            repayment: world.loanMoney(creditorId, cured.repayment),
            topUps: holdings.flatMap(({ id }, i) => {
              const amount = cured.topUps[i];
              if (amount === undefined) return [];
              return [
                {
                  collateralId: id as number,
                  amount: world.collateralMoney(creditorId, id, amount),
                },
              ];
            }),
          },
  };
}

/** `loan:<id>`: where a loan stands, whenever that changes, and at most once a block. */
export function loanTopic(reader: HeadReader): Topic {
  const last = new LastTold();
  return {
    name: 'loan',
    description:
      'A loan’s state, LTV, debt, call and cure amounts, whenever one of them changes: event ' +
      '`loan`. A loan that is not there yet is told of when it is opened.',
    argument: /^0x[0-9a-f]{64}$/,
    async publish({ head, previous, watched }) {
      const ids = watched as readonly LoanId[];
      const states = await reader.at(head, async (queries, world) => {
        const loans = await readLoans(queries, ids, head.number);
        return [...loans].flatMap(([id, loan]) => {
          const snapshot = world.snapshot(id, loan);
          const step = snapshot === null ? null : standingOf(snapshot);
          if (snapshot === null || step === null) return [];
          return [[id, toState(world, snapshot, step)] as const];
        });
      });
      if (states === undefined) return [];
      const changed = last.changed(new Map<string, (typeof states)[number][1]>(states), {
        head,
        previous,
      });
      return changed.map(([loanId, state]): LiveEvent => ({
        topic: `loan:${loanId}`,
        event: 'loan',
        data: { loanId, block: toBlockRef(head), ...state } satisfies Json,
      }));
    },
  };
}
