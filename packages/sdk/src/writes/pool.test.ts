import {
  atTime,
  bps,
  loanAssets,
  lowerLimits,
  previewPoolDeposit,
  previewPoolFund,
  previewPoolMint,
  previewPoolRedeem,
  previewPoolWithdraw,
  setLimits,
  setPremium,
  setRates,
  shares,
  timestamp,
} from '@hypothec/model';
import type { LenderDone, Pool, PoolEvent, Preview } from '@hypothec/model';
import { makeLoanId } from '@hypothec/model';
import { deployWorld, startChain } from '@hypothec/testkit/chain';
import type { ChainWorld, TestChain } from '@hypothec/testkit/chain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ensureAllowance,
  readLender,
  readMarket,
  RevertError,
  sendFaucet,
  sendPoolAccrue,
  sendPoolDeposit,
  sendPoolFund,
  sendPoolLowerLimits,
  sendPoolMint,
  sendPoolRedeem,
  sendPoolSetLimits,
  sendPoolSetPremium,
  sendPoolSetRates,
  sendPoolWithdraw,
} from '../index.ts';
import type { Market, Sender, Written } from '../index.ts';
import { BTC, ETHER, USD } from '../story.testing.ts';
import { sendOpen } from './book.ts';

let chain: TestChain;
let world: ChainWorld;
let carol: Sender;

beforeAll(async () => {
  chain = await startChain();
  world = await deployWorld(chain);
  const { pool, usd, book, creditorId, listings } = world;
  carol = await chain.sender(4);
  await sendFaucet(carol, { token: usd, amount: 10n ** 12n });
  await ensureAllowance(carol, { token: usd, spender: pool, amount: 10n ** 12n });
  const alice = await chain.sender(2);
  await world.fund(alice, { btc: 100n * BTC, alt: ETHER });
  const id = makeLoanId(alice.address, creditorId, 1n);
  const opening = { pledged: 100n * BTC, drawn: 2_900_000n * USD };
  await sendOpen(alice, { book, id, collateralId: listings.btc, ...opening });
});

afterAll(() => chain.stop());

const market = () => readMarket(chain.client, { book: world.book, pool: world.pool });

/** A market as it is now, at the instant that the next block is made to have. */
async function soon(): Promise<Market> {
  const at = timestamp((await chain.now()) + 86_400n);
  const now = await market();
  await chain.nextAt(at);
  return atTime(now, at);
}

async function expectLender(
  foretold: Preview<LenderDone>,
  returned: 'assets' | 'shares',
  done: Promise<Written<unknown>>,
): Promise<void> {
  if (!foretold.ok) throw foretold.error;
  const { outcome, after } = foretold;
  const written = await done;
  const told = outcome.events.map((event) => ({ emitter: 'pool', ...event }));
  expect(written.events).toEqual(told);
  expect(written.returns ?? outcome[returned]).toBe(outcome[returned]);
  expect((await market()).pool).toEqual(after.pool);
}

describe('lending', () => {
  test('each action does to the pool what the model foretells, interest included', async () => {
    const { pool } = world;
    const by = carol.address;
    const assets = loanAssets(123_456_789n);
    await expectLender(
      previewPoolDeposit(await soon(), { assets, by }),
      'shares',
      sendPoolDeposit(carol, { pool, assets }),
    );
    const some = shares(77_000_000_000_001n);
    await expectLender(
      previewPoolMint(await soon(), { shares: some, by }),
      'assets',
      sendPoolMint(carol, { pool, shares: some }),
    );
    const { shares: balance } = await readLender(chain.client, { pool, owner: by });
    const who = { by, to: by, owner: by, balance, allowance: shares(0n) };
    const part = loanAssets(1_000_001n);
    await expectLender(
      previewPoolWithdraw(await soon(), { assets: part, who }),
      'shares',
      sendPoolWithdraw(carol, { pool, assets: part }),
    );
    const few = shares(5_000_000_000_003n);
    await expectLender(
      previewPoolRedeem(await soon(), { shares: few, who }),
      'assets',
      sendPoolRedeem(carol, { pool, shares: few }),
    );
    const amount = loanAssets(55n);
    await expectLender(
      previewPoolFund(await soon(), { amount, from: by }),
      'assets',
      sendPoolFund(carol, { pool, amount }),
    );
  });

  test('what the pool refuses is told with its tokens', async () => {
    const { pool } = world;
    const error = sendPoolWithdraw(carol, { pool, assets: 10n ** 13n });
    await expect(error).rejects.toThrow(/The pool has [\d,]+ base units in cash/);
    const rich = sendPoolRedeem(carol, { pool, shares: 10n ** 15n });
    await expect(rich).rejects.toThrow('The balance does not suffice.');
    const other = sendPoolRedeem(carol, { pool, shares: 1_000_000n, owner: world.lender.address });
    await expect(other).rejects.toMatchObject({ errorName: 'InsufficientAllowance' });
    const nothing = sendPoolDeposit(carol, { pool, assets: 0n });
    await expect(nothing).rejects.toMatchObject({ errorName: 'NothingMoved' });
    const huge = sendPoolDeposit(carol, { pool, assets: 2n ** 103n });
    await expect(huge).rejects.toMatchObject({ errorName: 'AmountAboveBound' });
  });
});

describe('curation', () => {
  type Foretold = { readonly pool: Pool; readonly events: readonly PoolEvent[] };

  async function expectCuration(
    foretell: (now: Market) => Foretold,
    done: () => Promise<Written>,
  ): Promise<void> {
    const { pool, events } = foretell(await soon());
    const written = await done();
    expect(written.events).toEqual(events.map((event) => ({ emitter: 'pool', ...event })));
    expect((await market()).pool).toEqual(pool);
  }

  test('each setting does to the pool what the model foretells', async () => {
    const { pool, curator, listings } = world;
    const collateralId = listings.btc;
    const [ceiling, hourly] = [loanAssets(10n ** 13n), loanAssets(10n ** 11n)];
    await expectCuration(
      (now) => setLimits(now.pool, now.now, collateralId, ceiling, hourly),
      () => sendPoolSetLimits(curator, { pool, collateralId, ceiling, hourly }),
    );
    await expectCuration(
      (now) => lowerLimits(now.pool, now.now, collateralId, ceiling, loanAssets(7n)),
      () => sendPoolLowerLimits(curator, { pool, collateralId, ceiling, hourly: 7n }),
    );
    const rates = {
      baseBps: bps(10n),
      slopeBps: bps(500n),
      steepBps: bps(7_000n),
      kinkBps: bps(8_000n),
      reserveBps: bps(2_000n),
    };
    await expectCuration(
      (now) => setRates(now.pool, now.now, rates),
      () => sendPoolSetRates(curator, { pool, rates }),
    );
    await expectCuration(
      (now) => setPremium(now.pool, now.now, 3, bps(250n)),
      () => sendPoolSetPremium(curator, { pool, riskClass: 3, premiumBps: 250n }),
    );
  });

  test('anyone may bring interest up to now', async () => {
    const { pool } = world;
    const before = (await market()).pool;
    const written = await sendPoolAccrue(carol, { pool });
    expect(written.events.map(({ event }) => event)).toEqual(['Accrued']);
    expect((await market()).pool.baseAccrued).toBeGreaterThan(before.baseAccrued);
  });

  test('strangers may not, and what is out of range is refused', async () => {
    const { pool, curator, listings } = world;
    const collateralId = listings.btc;
    const limits = { pool, collateralId, ceiling: 10n ** 13n, hourly: 10n ** 11n };
    await expect(sendPoolSetLimits(carol, limits)).rejects.toThrow(
      /may not do this: it is for the pool’s curator or guardian/,
    );
    await expect(sendPoolLowerLimits(curator, limits)).rejects.toMatchObject({
      errorName: 'LimitsNotLower',
    });
    const premium = sendPoolSetPremium(curator, { pool, riskClass: 9, premiumBps: 1n });
    await expect(premium).rejects.toMatchObject({ errorName: 'RateOutOfRange' });
    await expect(premium).rejects.toThrow('The risk class is 9; allowed is 0 to 7.');
    await expect(premium).rejects.toBeInstanceOf(RevertError);
  });
});
