import { callPrice, cure, ladderState, liquidationPrice } from '@hypothec/model';
import type { Address, LadderStep, TriggerPrice } from '@hypothec/model';
import { loanLensAbi } from './index.ts';
import type { ReadClient, Snapshot } from './index.ts';
import { readAll, viewCall } from './reads/call.ts';

const steps: readonly LadderStep[] = [
  'none',
  'healthy',
  'call-due',
  'called',
  'soft-liquidation',
  'hard-liquidation',
];

const noLimits = { open: 0n, target: 0n, clear: 0n, call: 0n, liquidation: 0n };

function triggersOf(triggers: readonly TriggerPrice[]) {
  return triggers.map(({ price, fractionWad }) => [price ?? 0n, fractionWad ?? 0n]);
}

/** What the model says of a snapshot, in the lens's own shape. */
export function modelView(snapshot: Snapshot) {
  const { state, worth, call, debt, arrears, bonusWad } = ladderState(snapshot);
  const owes = debt > 0n && worth !== null;
  return {
    state,
    debt,
    arrears,
    bonusWad,
    priced: worth !== null,
    values: [worth?.valueLow ?? 0n, worth?.valueHigh ?? 0n],
    ltvWad: owes ? worth.ltvWad : 0n,
    low: worth?.low ?? noLimits,
    high: worth?.high ?? noLimits,
    call: [call?.calledAt ?? 0n, call?.cureEnd ?? 0n, call?.lapseAt ?? 0n],
    callPrices: triggersOf(callPrice(snapshot)),
    liquidationPrices: triggersOf(liquidationPrice(snapshot)),
    cure: owes ? cureView(snapshot) : null,
  };
}

function cureView(snapshot: Snapshot) {
  const { debt, repayment, topUps } = cure(snapshot);
  return { debt, repayment, topUps };
}

/** What the lens says of the same loan in the same block. */
export async function lensView(
  { lens, chain }: { readonly lens: Address; readonly chain: { readonly client: ReadClient } },
  snapshot: Snapshot,
) {
  const { id, block } = snapshot;
  const at = { client: chain.client, block };
  const [s, prices] = await readAll(at, [
    viewCall(lens, 'lens', loanLensAbi, 'loanState', [id]),
    viewCall(lens, 'lens', loanLensAbi, 'pricesOf', [id]),
  ]);
  const owes = s.debt > 0n && s.priced;
  const asked = viewCall(lens, 'lens', loanLensAbi, 'cure', [id]);
  const [cured] = owes ? await readAll(at, [asked]) : [null];
  return {
    state: steps[s.state],
    debt: s.debt,
    arrears: s.arrears,
    bonusWad: s.bonusWad,
    priced: s.priced,
    values: [s.valueLow, s.valueHigh],
    ltvWad: s.ltvWad,
    low: s.low,
    high: s.high,
    call: [s.calledAt, s.cureEnd, s.lapseAt],
    callPrices: prices.map((item) => [item.callPrice, item.callFractionWad]),
    liquidationPrices: prices.map((item) => [item.liquidationPrice, item.liquidationFractionWad]),
    cure: cured === null ? null : { debt: cured[1], repayment: cured[2], topUps: cured[3] },
  };
}
