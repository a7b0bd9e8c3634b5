import type { LoanId, Pool } from '@hypothec/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../keeper/decide.ts';
import { answerTo, checkBehaviour } from '../people/behaviour.ts';
import type { Behaviour } from '../people/behaviour.ts';
import { closingCheck, holds } from './check.ts';
import type { Found } from './check.ts';
import { playTick } from './engine.ts';
import type { Engine } from './engine.ts';
import { Ledger } from './ledger.ts';
import { keeper, market, open } from './market.testing.ts';
import { WatchList } from './watch-list.ts';

const USD = 10n ** 8n;
const QUARTER = 900n;

function engineOf(draws: readonly bigint[], behaviour: Behaviour) {
  const mirror = market();
  const ids = draws.map((drawn, index) => open(mirror, index, drawn));
  const watch = new WatchList();
  for (const id of ids) watch.update(mirror, id);
  const answers: Engine['answers'] = new Map();
  const engine: Engine = {
    mirror,
    watch,
    ledger: new Ledger(),
    keeper,
    policy: defaultPolicy,
    behaviour,
    seed: 1n,
    answers,
  };
  return { engine, ids, mirror };
}

/** Plays prices a quarter of an hour apart. */
function play(engine: Engine, prices: readonly bigint[]): readonly string[] {
  return prices.flatMap((price) => {
    const said = new Map([
      ['BTC', price * USD],
      ['USDC', USD],
    ]);
    const time = engine.mirror.now + QUARTER;
    return playTick(engine, { time, prices: said }).map(({ act }) => act.kind);
  });
}

const nobody = { topUpPercent: 0n, repayPercent: 0n };
const figures = ({ ledger, mirror }: Engine) => ledger.figures(mirror, 1);
const hours = (count: number, price: bigint) => Array.from({ length: 4 * count }, () => price);

describe('playTick', () => {
  it('calls, and clears when the price comes back', () => {
    const { engine } = engineOf([5_000n, 4_000n], nobody);
    expect(play(engine, [9_000n, 7_000n, 7_500n, 8_000n])).toEqual(['call', 'clear']);
    const { calls, calledLoans, endings } = figures(engine);
    expect([calls, calledLoans, endings.price]).toEqual([1, 1, 1]);
  });

  it('sells softly when nobody answers, and hardly when the price falls through', () => {
    const { engine, ids } = engineOf([5_000n, 4_000n], nobody);
    expect(play(engine, hours(25, 7_000n))).toEqual(['call', 'liquidate']);
    expect(engine.mirror.ladder(ids[0] as LoanId).state).toBe('healthy');
    expect([...play(engine, [4_800n])].sort()).toEqual(['liquidate', 'liquidate']);
    const { soft, hard, liquidatedLoans, endings, bonusPaid, badDebt } = figures(engine);
    expect([soft.sales, hard.sales, liquidatedLoans, endings.sale]).toEqual([1, 2, 2, 1]);
    expect(bonusPaid).toBeGreaterThan(0n);
    expect(badDebt).toBe(0n);
  });

  it('books bad debt when the price falls past everything', () => {
    const { engine, mirror } = engineOf([5_000n], nobody);
    play(engine, [3_000n]);
    const { badDebt, borne } = figures(engine);
    // 5,000 owed; 3,000 of collateral sold at the floor bonus of half a per cent.
    expect(badDebt / 1_000_000n).toBe(2_014n);
    expect(borne).toBe(0n);
    expect(mirror.pool(1).lenderAssets).toBeLessThan(10n ** 13n);
  });

  it('lets borrowers answer inside the window, by pledging or repaying', () => {
    const pledging = engineOf([5_000n], { topUpPercent: 100n, repayPercent: 0n });
    expect(play(pledging.engine, hours(25, 7_000n))).toEqual(['call', 'top-up']);
    expect(figures(pledging.engine).endings['top-up']).toBe(1);
    const repaying = engineOf([5_000n], { topUpPercent: 0n, repayPercent: 100n });
    expect(play(repaying.engine, hours(25, 7_000n))).toEqual(['call', 'repay']);
    expect(figures(repaying.engine).endings.repayment).toBe(1);
  });

  it('counts a call that lapsed because there was no price to sell at', () => {
    const { engine } = engineOf([5_000n], nobody);
    play(engine, [7_000n]);
    const silent = Array.from({ length: 49 * 4 }, () => new Map<string, bigint>());
    for (const prices of silent) {
      expect(playTick(engine, { time: engine.mirror.now + QUARTER, prices })).toEqual([]);
    }
    expect(figures(engine).endings).toMatchObject({ lapse: 1, open: 0 });
    expect(play(engine, [7_000n])).toEqual(['call']);
    expect(figures(engine)).toMatchObject({ calls: 2, endings: { lapse: 1, open: 1 } });
  });

  it('misses no loan that a price reaches, though it looks at few', () => {
    const price = fc.bigInt({ min: 4_000n, max: 9_500n });
    const draw = fc.bigInt({ min: 1_000n, max: 5_000n });
    fc.assert(
      fc.property(
        fc.array(draw, { minLength: 1, maxLength: 6 }),
        fc.array(price, { minLength: 1, maxLength: 12 }),
        (draws, prices) => {
          const { engine, ids, mirror } = engineOf(draws, nobody);
          for (const next of prices) {
            play(engine, [next]);
            const left = ids.filter((id) => {
              const { state, call } = mirror.ladder(id);
              return state === 'call-due' || (call === null && state.endsWith('liquidation'));
            });
            expect(left).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('closingCheck', () => {
  function found(engine: Engine): Found {
    const { mirror } = engine;
    const prices = [...mirror.views(1)].map(([id, { price }]): [string, bigint | null] => {
      return [`1:${id}`, price.priced ? price.low : null];
    });
    return {
      pools: [mirror.pool(1)],
      loans: new Map(mirror.loans),
      balances: new Map(mirror.balances),
      prices: new Map(prices),
    };
  }

  function played(): Engine {
    const { engine } = engineOf([5_000n, 4_000n, 3_000n], nobody);
    play(engine, [9_000n, 7_000n, 5_500n, 4_000n]);
    return engine;
  }

  it('holds where the chain is what the model is', () => {
    const engine = played();
    expect(holds(closingCheck(engine.mirror, found(engine)))).toBe(true);
  });

  it.each<[string, (chain: Found, loan: LoanId) => Found]>([
    [
      'a loan by one unit',
      (chain, id) => {
        const loan = chain.loans.get(id)!;
        return {
          ...chain,
          loans: new Map(chain.loans).set(id, {
            ...loan,
            units: (loan.units + 1n) as typeof loan.units,
          }),
        };
      },
    ],
    [
      'a loan that is gone',
      (chain, id) => {
        const loans = new Map(chain.loans);
        loans.delete(id);
        return { ...chain, loans };
      },
    ],
    [
      'the cash of a pool',
      (chain) => {
        const [pool] = chain.pools;
        return { ...chain, pools: [{ ...pool!, cash: (pool!.cash - 1n) as Pool['cash'] }] };
      },
    ],
    [
      'a balance',
      (chain) => {
        const [key] = chain.balances.keys();
        return { ...chain, balances: new Map(chain.balances).set(key!, 1n) };
      },
    ],
    [
      'a price',
      (chain) => {
        const [key] = chain.prices.keys();
        return { ...chain, prices: new Map(chain.prices).set(key!, 1n) };
      },
    ],
  ])('finds %s that differs', (_, change) => {
    const engine = played();
    const [id] = engine.mirror.loans.keys();
    const checks = closingCheck(engine.mirror, change(found(engine), id as LoanId));
    expect(holds(checks)).toBe(false);
    expect(checks.flatMap(({ differences }) => differences).join()).toContain('the chain has');
  });

  it('does not hold over nothing', () => {
    const { engine } = engineOf([], nobody);
    expect(holds(closingCheck(engine.mirror, found(engine)))).toBe(false);
  });
});

describe('answerTo', () => {
  const call = { id: `0x${'1'.repeat(64)}` as LoanId, calledAt: 1_000n, window: 86_400n };

  it('is the same for the same call, and another for another', () => {
    const half = { topUpPercent: 50n, repayPercent: 50n };
    expect(answerTo(half, 1n, call)).toEqual(answerTo(half, 1n, call));
    expect(answerTo(half, 2n, call)).not.toEqual(answerTo(half, 1n, call));
    expect(answerTo(half, 1n, { ...call, calledAt: 2_000n }).at).not.toBe(
      answerTo(half, 1n, call).at,
    );
  });

  it('comes inside the window, in the shares that are stated', () => {
    const behaviour = { topUpPercent: 30n, repayPercent: 20n };
    const answers = Array.from({ length: 2_000 }, (_, i) => answerTo(behaviour, BigInt(i), call));
    for (const { at } of answers) {
      expect(at > call.calledAt && at < call.calledAt + call.window).toBe(true);
    }
    const share = (act: string) => answers.filter((answer) => answer.act === act).length / 2_000;
    expect(share('top-up')).toBeCloseTo(0.3, 1);
    expect(share('repay')).toBeCloseTo(0.2, 1);
  });

  it('refuses shares of more than everyone', () => {
    expect(() => checkBehaviour({ topUpPercent: 60n, repayPercent: 41n })).toThrow('100 %');
  });
});
