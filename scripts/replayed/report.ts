import { answerOf, toUnits } from '@hypothec/sdk';
import type { ApiClient, ApiSchemas } from '@hypothec/sdk';

type Money = ApiSchemas['Money'];
type Outcomes = ApiSchemas['Outcomes'];

const WAD = 10n ** 18n;
const YEAR = 31_536_000n;

/** An exact decimal without trailing zeros: 1500000 of 6 decimals is "1.5". */
function decimalText(value: bigint, decimals: number): string {
  const digits = `${value < 0n ? -value : value}`.padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

function text(money: Money): string {
  return decimalText(toUnits(money), money.decimals);
}

/** A part of a whole, rounded down to 18 digits; 0 of nothing. */
function ratio(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0';
  const size = part < 0n ? -part : part;
  return `${part < 0n ? '-' : ''}${decimalText((size * WAD) / whole, 18)}`;
}

/** A replay calls the wrapped native coin by the coin's own name. */
function nameOf({ symbol }: Money): string {
  return symbol === 'WETH' ? 'ETH' : symbol;
}

/** What a replay reports of one creditor. */
function creditorReport(o: Outcomes, elapsed: bigint) {
  const { loans, liquidations, pool } = o;
  const [before, after] = [toUnits(pool.before.lenderAssets), toUnits(pool.after.lenderAssets)];
  const { decimals } = pool.before.lenderAssets;
  const sale = (kind: Outcomes['liquidations']['soft']) => ({
    loans: kind.loans,
    sales: kind.sales,
    repaid: text(kind.repaid),
    seizedValue: text(kind.seizedValue),
  });
  const result = after - before;
  return {
    loanToken: nameOf(pool.before.lenderAssets),
    loans: {
      opened: loans.opened,
      drawn: text(loans.drawn),
      called: loans.called,
      liquidated: loans.liquidated,
    },
    calls: o.calls,
    liquidations: {
      soft: sale(liquidations.soft),
      hard: sale(liquidations.hard),
      seized: liquidations.seized.map(({ amount }) => ({
        collateral: nameOf(amount),
        amount: text(amount),
      })),
      seizedValue: text(liquidations.seizedValue),
      repaid: text(liquidations.repaid),
    },
    borrowersCost: {
      bonus: text(o.bonusPaid),
      ofLiquidatedDebt: ratio(toUnits(o.bonusPaid), toUnits(o.liquidatedDebt)),
      ofAllDrawn: ratio(toUnits(o.bonusPaid), toUnits(loans.drawn)),
    },
    badDebt: text(o.badDebt),
    firstLoss: {
      before: text(pool.before.firstLoss),
      after: text(pool.after.firstLoss),
      bore: text(o.borne),
    },
    lenders: {
      before: decimalText(before, decimals),
      after: decimalText(after, decimals),
      result: decimalText(result, decimals),
      return: ratio(result, before),
      returnAYear: ratio(result * YEAR, before * (elapsed === 0n ? 1n : elapsed)),
      lost: text(o.lost),
    },
  };
}

/** What opened before the history is of the loans too. */
function withLoans(since: Outcomes, ever: Outcomes): Outcomes {
  const { opened, drawn } = ever.loans;
  return { ...since, loans: { ...since.loans, opened, drawn } };
}

/**
 * The report of a replay, made of the API's answers alone.
 *
 * @param from - The first instant of the history, unix seconds.
 */
export async function reportFromApi(api: ApiClient, from: number) {
  const at = { params: { query: { time: from - 1 } } };
  const start = answerOf(await api.GET('/v1/blocks', at));
  const { items } = answerOf(await api.GET('/v1/creditors'));
  const creditors = [];
  let loans = 0;
  for (const { creditorId } of items) {
    const path = { creditorId };
    const route = '/v1/creditors/{creditorId}/outcomes';
    const query = { fromBlock: start.number };
    const since = answerOf(await api.GET(route, { params: { path, query } }));
    const ever = answerOf(await api.GET(route, { params: { path } }));
    loans += ever.loans.opened;
    if (ever.loans.opened === 0) continue;
    const elapsed = BigInt(since.to.time - start.time);
    creditors.push(creditorReport(withLoans(since, ever), elapsed));
  }
  const range = { params: { query: { fromBlock: start.number + 1 } } };
  const activity = answerOf(await api.GET('/v1/activity', range));
  const told = activity.eventsByName.filter(({ emitter }) => ['book', 'pool'].includes(emitter));
  return {
    history: { from: instant(from), to: instant(activity.asOf.time), prices: activity.blocks },
    population: { loans },
    creditors,
    gas: activity.gas.map(({ act, acts, transactions, gas }) => {
      return { act, acts, transactions, gas, gasEach: `${BigInt(gas) / BigInt(acts)}` };
    }),
    chain: {
      blocks: activity.blocks,
      transactions: activity.transactions,
      eventsCompared: told.reduce((sum, { count }) => sum + count, 0),
    },
  };
}

function instant(time: number): string {
  return new Date(time * 1_000).toISOString().replace('.000Z', 'Z');
}
