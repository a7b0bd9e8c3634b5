import { ladderOf, localStack } from '@hypothec/config';
import { indexNow, lendersRate, load, poolListing, riskClassOf, toDebt } from '@hypothec/model';
import type { CollateralId } from '@hypothec/model';
import {
  formatAmount,
  formatBps,
  formatDuration,
  formatPrice,
  formatRate,
  formatWad,
  readMarket,
  tellProtocolError,
} from '@hypothec/sdk';
import type { Market } from '@hypothec/sdk';
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { errorContext } from '../io/session.ts';
import type { Session, SessionFlags } from '../io/session.ts';
import { tokenNamed } from '../text/amounts.ts';
import { tone } from '../text/output.ts';
import { textTable } from '../text/table.ts';
import { decimalText } from '../text/units.ts';
import { poolView } from '../view/model.ts';
import { inSession, withSession } from './shared.ts';

type Pool = Session['deployment']['pools'][number];
type Listing = Pool['listings'][number];

/** A market with what is known of it now. */
interface MarketStory {
  readonly name: string;
  readonly pool: Pool;
  readonly item: Listing;
  readonly market: Market;
}

async function readAllMarkets(session: Session): Promise<readonly MarketStory[]> {
  const { book, pools } = session.deployment;
  const read = await Promise.all(
    pools.map(async (pool) => {
      const market = await readMarket(session.client, { book, pool: pool.address });
      return pool.listings.map((item) => {
        return { name: `${item.collateral}/${pool.loanToken}`, pool, item, market };
      });
    }),
  );
  return read.flat();
}

/** Rate that a market's borrowers pay now, 1e10 = 100 % a year. */
function borrowRate({ market, item }: MarketStory): bigint {
  const { pool } = market;
  const premium = pool.classes[riskClassOf(item.collateralId as CollateralId)]?.premium ?? 0n;
  return pool.baseRate + premium;
}

function viewOf({ market, item }: MarketStory) {
  return market.listings.get(item.collateralId as CollateralId);
}

function priceText(session: Session, story: MarketStory): string {
  const { tokens } = session.deployment;
  const price = viewOf(story)?.price;
  if (price?.priced !== true) return 'no price';
  const loanToken = tokenNamed(tokens, story.pool.loanToken);
  const collateral = tokenNamed(tokens, story.item.collateral);
  return formatPrice(price.low, loanToken, collateral, { digits: 4 });
}

function marketJson(session: Session, story: MarketStory): object {
  const { tokens } = session.deployment;
  const { pool, item, market, name } = story;
  const loanToken = tokenNamed(tokens, pool.loanToken);
  const collateral = tokenNamed(tokens, item.collateral);
  const view = viewOf(story);
  const listing = view?.listing;
  const price = view?.price;
  const scaled = price?.priced === true ? price.low * 10n ** BigInt(collateral.decimals) : null;
  return {
    market: name,
    price: scaled === null ? null : decimalText(scaled / 10n ** 18n, 18 + loanToken.decimals),
    openLtv: decimalText(listing?.openLtvBps ?? 0n, 4),
    clearLtv: decimalText(listing?.clearLtvBps ?? 0n, 4),
    callLtv: decimalText(listing?.callLtvBps ?? 0n, 4),
    liquidationLtv: decimalText(listing?.liquidationLtvBps ?? 0n, 4),
    targetLtv: decimalText(listing?.targetLtvBps ?? 0n, 4),
    maxBonus: decimalText(listing?.maxBonusBps ?? 0n, 4),
    borrowRate: decimalText(borrowRate(story), 10),
    lendersRate: decimalText(lendersRate(load(market.pool, market.now)), 18),
    collateralId: item.collateralId,
    creditorId: pool.creditorId,
    pool: pool.address,
    oracle: item.oracle,
  };
}

async function list(flags: SessionFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const all = await readAllMarkets(session);
    session.output.answer({ markets: all.map((story) => marketJson(session, story)) }, () =>
      textTable(
        ['market', 'price', 'open', 'call', 'sold', 'bonus', 'borrowers pay', 'lenders earn'],
        all.map((story) => {
          const listing = viewOf(story)?.listing;
          return [
            story.name,
            priceText(session, story),
            formatBps(listing?.openLtvBps ?? 0n),
            formatBps(listing?.callLtvBps ?? 0n),
            formatBps(listing?.liquidationLtvBps ?? 0n),
            formatBps(listing?.maxBonusBps ?? 0n),
            formatRate(borrowRate(story)).replace(' a year', ''),
            formatWad(lendersRate(load(story.market.pool, story.market.now))),
          ];
        }),
        [1, 2, 3, 4, 5, 6, 7],
      ),
    );
  });
}

function ladderText(story: MarketStory): string {
  const ladder = ladderOf(localStack, story.item.ladder);
  const rungs = [
    ['open', ladder.openLtvBps, 'openLtvBps'],
    ['target', ladder.targetLtvBps, 'targetLtvBps'],
    ['clear', ladder.clearLtvBps, 'clearLtvBps'],
    ['call', ladder.callLtvBps, 'callLtvBps'],
    ['liquidation', ladder.liquidationLtvBps, 'liquidationLtvBps'],
    ['largest bonus', ladder.maxBonusBps, 'maxBonusBps'],
  ] as const;
  return rungs
    .map(([name, value, key]) => {
      const why = tone('quiet', ladder.why[key] ?? '');
      return `  ${name.padEnd(14)}${formatBps(value).padStart(5)}  ${why}`;
    })
    .join('\n');
}

function marketText(session: Session, story: MarketStory): string {
  const { tokens } = session.deployment;
  const { market, item, pool, name } = story;
  const { now } = market;
  const loanToken = tokenNamed(tokens, pool.loanToken);
  const view = poolView(market.pool, now, loanToken);
  const id = item.collateralId as CollateralId;
  const own = poolListing(market.pool, id);
  const debt = toDebt(own.units, indexNow(market.pool, riskClassOf(id), now));
  const { cureWindow, ramp, lapse, minDebt } = market.pool.terms;
  const price = viewOf(story)?.price;
  const refused =
    price?.priced === false
      ? tellProtocolError(price.refusal, errorContext(session, pool.creditorId)).message
      : null;
  const whole = { digits: 0 };
  const ceiling = formatAmount(own.ceiling, loanToken, whole);
  const rows: readonly (readonly [string, string])[] = [
    ['price', refused ?? priceText(session, story)],
    ['borrowers pay', formatRate(borrowRate(story))],
    ['lenders earn', `${formatWad(view.lendersRateWad)} a year`],
    ['lent', `${view.lent}, ${formatWad(view.utilisationWad)} of the pool; ${view.cash} free`],
    ['in this market', `${formatAmount(debt, loanToken, whole)} of at most ${ceiling}`],
    ['new debt', `at most ${formatAmount(own.hourly, loanToken, whole)} an hour`],
    ['first loss', `${view.firstLoss} ${pool.loanToken}`],
    ['least debt', formatAmount(minDebt, loanToken)],
    ['cure window', formatDuration(cureWindow)],
    ['bonus', `from 0 to the largest in ${formatDuration(ramp)} after the window`],
    ['lapse', `${formatDuration(lapse)} after the window a call is void`],
  ];
  return [
    tone('title', `Market ${name}`),
    ...rows.map(([label, text]) => `  ${label.padEnd(16)}${text}`),
    '',
    'Ladder, per cent of the collateral’s value',
    ladderText(story),
  ].join('\n');
}

async function show(given: string, flags: SessionFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const all = await readAllMarkets(session);
    const name = given.toUpperCase().replace(/^WETH\b|\bWETH$/, 'ETH');
    const story = all.find((item) => item.name === name);
    if (story === undefined) {
      const known = all.map((item) => item.name).join(', ');
      throw new UsageError(`There is no market "${given}". Allowed: ${known}.`);
    }
    session.output.answer(marketJson(session, story), () => marketText(session, story));
  });
}

/** `hypothec market`: what can be borrowed against what, and on which terms. */
export function addMarket(program: Command): void {
  const market = program.command('market').description('markets, their ladders and their rates');
  withSession(market.command('list')).description('all markets').action(list);
  withSession(market.command('show <market>'))
    .description('one market, such as BTC/USDC, with the reason of each number')
    .action(show);
}
