import { Chance } from './chance.ts';
import type { Group, VectorFile } from './file.ts';
import { returns, stateFields, takes } from './pool-actions.ts';
import { Sequence } from './pool-sequence.ts';
import { stories } from './pool-stories.ts';

const USD = 10n ** 6n;
const DAY = 86_400n;
const ids = [8n, 9n, 10n, 17n] as const;

interface Line {
  id: bigint;
  units: bigint;
}

/** One random step by a borrower; the lines change as the pool's answers say. */
function borrow(s: Sequence, chance: Chance, lines: Line[], n: number): void {
  const line = lines[Number(chance.between(0n, BigInt(lines.length)))];
  if (line === undefined) {
    const id = chance.pick(ids);
    const drawn = s.try(`${n}: a new loan`, 'draw', id, 0n, chance.magnitude(1n, 10_000n * USD));
    if (drawn !== undefined) lines.push({ id, units: drawn[0] ?? 0n });
    return;
  }
  const { id, units } = line;
  const amount = chance.magnitude(1n, 3_000n * USD);
  const to = chance.pick(ids);
  const act = chance.pick(['draw', 'repay', 'repay', 'reclassify', 'assess', 'writeOff'] as const);
  const given = {
    draw: [id, units, amount],
    repay: [id, units, amount],
    reclassify: [id, to, units, chance.between(0n, 1n)],
    assess: [id, units, amount],
    writeOff: [id, units],
  }[act];
  const returned = s.try(`${n}: ${act}`, act, ...given);
  if (returned === undefined || act === 'assess') return;
  line.units = act === 'writeOff' ? 0n : (returned[0] ?? 0n);
  if (act === 'reclassify') line.id = to;
}

function lend(s: Sequence, chance: Chance, n: number): void {
  const lender = chance.between(1n, 2n);
  const act = chance.pick(['deposit', 'mint', 'withdraw', 'redeem', 'fundFirstLoss'] as const);
  const amount = chance.magnitude(1n, 5_000n * USD);
  const given = act === 'mint' || act === 'redeem' ? amount * 1_000_000n : amount;
  s.try(`${n}: ${act}`, act, ...(act === 'fundFirstLoss' ? [amount] : [lender, given]));
}

function random(name: string): Group {
  const chance = new Chance(name);
  const s = new Sequence('Random steps; a refused one changes nothing.');
  for (const riskClass of [0n, 1n, 2n, 1n]) {
    const ceiling = chance.between(1_000n * USD, 30_000n * USD);
    s.do('list', 'list', riskClass, ceiling, chance.between(1_000n * USD, ceiling));
  }
  const bps = (most: bigint): bigint => chance.between(0n, most);
  const kink = chance.between(1n, 9_999n);
  s.do('rates', 'setRates', bps(1_000n), bps(2_000n), bps(9_000n), kink, bps(5_000n));
  s.do('premium of class 1', 'setPremium', 1n, bps(1_000n));
  s.do('premium of class 2', 'setPremium', 2n, bps(1_000n));
  s.do('deposit', 'deposit', 1n, 20_000n * USD);
  const lines: Line[] = [];
  for (let n = 1; n <= 24; n += 1) {
    s.wait(chance.magnitude(0n, 60n * DAY));
    if (chance.chance(65n)) borrow(s, chance, lines, n);
    else lend(s, chance, n);
  }
  return s.group();
}

function groups(): Readonly<Record<string, Group>> {
  const told = Object.entries(stories).map(([name, story]) => [name, story()] as const);
  const drawn = [1, 2, 3, 4].map((n) => [`random${n}`, random(`pool ${n}`)] as const);
  return Object.fromEntries([...told, ...drawn]);
}

function legendOfReturns(): Readonly<Record<string, readonly string[]>> {
  const some = Object.entries(returns).filter(([, names]) => names.length > 0);
  return Object.fromEntries(some.map(([action, names]) => [`${action} returns`, names]));
}

export const pool: VectorFile = {
  name: 'pool',
  about:
    'Stories of one pool: lenders, loans, interest, limits, losses. Each step says what is done ' +
    'and when, in seconds from the start, and shows what is returned and the whole pool after it.',
  expected:
    'A pool written for these vectors alone in exact fractions, with one rounding where the ' +
    'words name one; indexes from e^x with 120 digits (growthCap: by the published steps); ' +
    'assess by halving an interval. wholeNumbers, limits, cash and badDebt can be checked by ' +
    'eye.',
  legend: { ...takes, ...legendOfReturns(), state: stateFields },
  groups: groups(),
};
