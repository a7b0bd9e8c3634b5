import {
  previewCall,
  previewClear,
  previewDraw,
  previewLiquidate,
  previewOpen,
  previewPledge,
  previewRepay,
  previewWithdraw,
  previewWriteOff,
} from '@hypothec/model';
import type {
  Actor,
  Address,
  CollateralAssets,
  CollateralId,
  LoanAssets,
  LoanDone,
  LoanSnapshot,
  Preview,
} from '@hypothec/model';
import type { z } from 'zod';
import type { LoanAction } from '../schemas/preview-request.ts';
import { toLoanStand } from './loan.ts';
import { toCallAsked, toOutcome } from './preview.ts';
import type { World } from './world.ts';

type Action = z.output<typeof LoanAction>;

/** Where an action is previewed. */
export interface Scene {
  readonly world: World;
  readonly book: Address;
  readonly snapshot: LoanSnapshot;
  readonly by: Actor;
}

function done<Returns, Told>(
  { world, book }: Scene,
  preview: Preview<LoanDone<Returns>>,
  tell: (done: LoanDone<Returns>) => Told,
) {
  if (!preview.ok) return preview;
  const outcome = toOutcome(world, book, preview.outcome, tell(preview));
  return { ok: true as const, outcome, after: toLoanStand(world, preview.after) };
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

function actOnCollateral(scene: Scene, action: Extract<Action, { collateralId: number }>) {
  const { world, snapshot, by } = scene;
  const collateralId = action.collateralId as CollateralId;
  if (action.action === 'withdraw') {
    const amount = given('amount', action.amount as CollateralAssets | undefined);
    const args = { collateralId, ...amount, ...given('receiver', action.receiver) };
    return done(scene, previewWithdraw(snapshot, args, by), ({ outcome }) => ({
      withdrawn: world.collateralMoney(snapshot.pool.creditorId, collateralId, outcome.returns),
    }));
  }
  if (action.action === 'pledge') {
    const args = { collateralId, amount: action.amount as CollateralAssets };
    return done(scene, previewPledge(snapshot, args, by), () => ({}));
  }
  const [pledged, drawn] = [action.pledged as CollateralAssets, action.drawn as LoanAssets];
  const args = { collateralId, pledged, drawn, ...given('receiver', action.receiver) };
  return done(scene, previewOpen(snapshot, args, by), () => ({}));
}

function sell(scene: Scene, action: Extract<Action, { action: 'liquidate' }>) {
  const { world, snapshot, by } = scene;
  const { creditorId } = snapshot.pool;
  const args = {
    ...given('maxRepaid', action.maxRepaid as LoanAssets | undefined),
    ...given('minSeized', action.minSeized as CollateralAssets | undefined),
    ...given('receiver', action.receiver),
  };
  return done(scene, previewLiquidate(snapshot, args, by), ({ outcome }) => {
    const { repaid, seized, badDebt, bonusWad } = outcome.returns;
    const id = snapshot.loan.holdings[0]?.id ?? (0 as CollateralId);
    return {
      sold: {
        repaid: world.loanMoney(creditorId, repaid),
        seized: world.collateralMoney(creditorId, id, seized),
        badDebt: world.loanMoney(creditorId, badDebt),
        bonus: `${bonusWad}`,
      },
    };
  });
}

/** Previews an action on a loan: its outcome with the loan after it, or the contracts' error. */
export function actOnLoan(scene: Scene, action: Action) {
  const { world, snapshot, by } = scene;
  const money = (amount: bigint) => world.loanMoney(snapshot.pool.creditorId, amount);
  switch (action.action) {
    case 'draw': {
      const amount = action.amount as LoanAssets;
      const args = { amount, ...given('receiver', action.receiver) };
      return done(scene, previewDraw(snapshot, args, by), () => ({}));
    }
    case 'repay': {
      const args = given('amount', action.amount as LoanAssets | undefined);
      return done(scene, previewRepay(snapshot, args, by), ({ outcome }) => ({
        repaid: money(outcome.returns),
      }));
    }
    case 'call':
      return done(scene, previewCall(snapshot, by), ({ outcome }) => ({
        call: toCallAsked(world, snapshot.id, outcome),
      }));
    case 'clear':
      return done(scene, previewClear(snapshot, by), () => ({}));
    case 'write-off':
      return done(scene, previewWriteOff(snapshot, by), ({ outcome }) => ({
        writtenOff: money(outcome.returns),
      }));
    case 'liquidate':
      return sell(scene, action);
    default:
      return actOnCollateral(scene, action);
  }
}
