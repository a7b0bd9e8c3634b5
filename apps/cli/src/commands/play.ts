import { UnknownNameError } from '@hypothec/config';
import { formatAmount, formatInstant, formatNumber, parseAmount } from '@hypothec/sdk';
import type { Command } from 'commander';
import { nameOf } from '../io/accounts.ts';
import { PAUSED } from '../io/control.ts';
import type { Order, Status } from '../io/control.ts';
import { giveAway } from '../io/faucet.ts';
import { hold, order, signerOf } from '../io/session.ts';
import type { Session, SessionFlags, SignerFlags } from '../io/session.ts';
import { readMoney, tokenNamed } from '../text/amounts.ts';
import { parseChangeBps, parseSpan, parseWhole } from '../text/parse.ts';
import { textTable } from '../text/table.ts';
import { decimalText } from '../text/units.ts';
import { MOST_SPEED } from '../up/player.ts';
import { speedText } from '../view/screen.ts';
import { inSession, withSession, withSigner } from './shared.ts';

const WAD = 10n ** 18n;
/** How a price is read; its name stands in the refusal of one with more digits. */
const dollars = { symbol: 'a price', decimals: 8 };

function statusJson(status: Status): object {
  const { clock, title, paused, ended, speed, position, length, prices } = status;
  return {
    clock: clock.toString(),
    time: formatInstant(clock),
    history: { title, paused, ended, speed: speed.toString(), position, length },
    prices: prices.map(({ symbol, priceE8, historyE8, factorWad }) => ({
      symbol,
      price: decimalText(priceE8, 8),
      history: decimalText(historyE8, 8),
      byHand: factorWad !== WAD,
    })),
  };
}

function playingText({ paused, ended, speed, title, clock }: Status): string {
  const how = ended
    ? 'has ended'
    : paused === null
      ? `plays at ${speedText(speed)}`
      : paused === PAUSED
        ? 'waits'
        : `waits: ${paused}`;
  return `${formatInstant(clock)}. The history ${title} ${how}.`;
}

function pricesText({ prices }: Status): string {
  const rows = prices.map(({ symbol, priceE8, historyE8, factorWad }) => [
    symbol,
    formatNumber(priceE8, 8, { digits: 4 }),
    formatNumber(historyE8, 8, { digits: 4 }),
    factorWad === WAD ? '' : 'moved by hand: price release lets go of it',
  ]);
  return textTable(['', 'dollars now', 'by the history', ''], rows, [1, 2]);
}

/** Gives an order and tells how things stand after it. */
async function ordered(
  flags: SessionFlags,
  what: (session: Session) => Order,
  text: (status: Status) => string,
): Promise<void> {
  await inSession(flags, async (session) => {
    const status = await order(session, what(session));
    session.output.answer(statusJson(status), () => text(status));
  });
}

function feedSymbol(session: Session, given: string): string {
  const known = Object.keys(session.deployment.feeds);
  const symbol = given.toUpperCase().replace(/^W(?=ETH$|BTC$)/, '');
  if (known.includes(symbol)) return symbol;
  throw new UnknownNameError('price', given, known);
}

const withPrices = (status: Status): string => `${playingText(status)}\n\n${pricesText(status)}`;

function addPrice(program: Command): void {
  const price = program
    .command('price')
    .description('prices of the local chain: look at them and move them');
  withSession(price.command('show'))
    .description('all prices')
    .action((flags: SessionFlags) => ordered(flags, () => ({ do: 'status' }), withPrices));
  withSession(price.command('set <symbol> <dollars>'))
    .description('set a price: hypothec price set BTC 5000')
    .action((symbol: string, given: string, flags: SessionFlags) =>
      ordered(
        flags,
        (session) => {
          const priceE8 = parseAmount(given, dollars);
          return { do: 'set-price', symbol: feedSymbol(session, symbol), priceE8 };
        },
        withPrices,
      ),
    );
  withSession(price.command('shock <symbol> <percent>'))
    .description('move a price: hypothec price shock BTC -20%')
    .action((symbol: string, given: string, flags: SessionFlags) =>
      ordered(
        flags,
        (session) => {
          const changeBps = parseChangeBps(given);
          return { do: 'shock', symbol: feedSymbol(session, symbol), changeBps };
        },
        withPrices,
      ),
    );
  withSession(price.command('release [symbol]'))
    .description('let a price, or all, go back to what the history says')
    .action((symbol: string | undefined, flags: SessionFlags) =>
      ordered(
        flags,
        (session) => ({
          do: 'release',
          symbol: symbol === undefined ? null : feedSymbol(session, symbol),
        }),
        withPrices,
      ),
    );
}

interface PlayFlags extends SessionFlags {
  readonly speed?: string;
}

function addClock(program: Command): void {
  withSession(program.command('play'))
    .description('let the price history go on')
    .option('--speed <seconds>', 'seconds of history in a second')
    .action((flags: PlayFlags) => {
      const { speed: given } = flags;
      const speed =
        given === undefined ? null : parseWhole('--speed', given, { least: 1n, most: MOST_SPEED });
      return ordered(flags, () => ({ do: 'play', speed }), playingText);
    });
  withSession(program.command('pause'))
    .description('let the price history wait')
    .action((flags: SessionFlags) => ordered(flags, () => ({ do: 'pause' }), playingText));
  const clock = program.command('clock').description('the clock of the local chain');
  withSession(clock.command('show'))
    .description('what time it is there')
    .action((flags: SessionFlags) => ordered(flags, () => ({ do: 'status' }), playingText));
  withSession(clock.command('forward <span...>'))
    .description('move it forward, as if the time had passed: hypothec clock forward 25h')
    .action((words: readonly string[], flags: SessionFlags) =>
      ordered(flags, () => ({ do: 'forward', seconds: parseSpan(words.join(' ')) }), playingText),
    );
}

async function faucet(words: readonly string[], flags: SignerFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const { tokens } = session.deployment;
    const to = signerOf(flags).address.toLowerCase() as `0x${string}`;
    const [only] = words;
    const asked =
      words.length === 0
        ? null
        : words.length === 1 && only !== undefined && /^[A-Za-z]+$/.test(only)
          ? { token: tokenNamed(tokens, only), amount: null }
          : readMoney(words, tokens);
    await hold(session, `${nameOf(to)} fills up`);
    const given = await giveAway(session, to, asked);
    const parts = given.map(({ token, amount }) => formatAmount(amount, token, { digits: 8 }));
    const value = given.map(({ token, amount }) => {
      return { token: token.symbol, amount: decimalText(amount, token.decimals) };
    });
    session.output.answer({ to, given: value }, () => `${nameOf(to)} got ${parts.join(', ')}.`);
  });
}

/** What only a local chain has: prices and a clock that obey, tokens for nothing. */
export function addLocal(program: Command): void {
  addPrice(program);
  addClock(program);
  withSigner(program.command('faucet [amount...]'))
    .description('free tokens: of all, of one (hypothec faucet BTC) or as many as asked for')
    .action(faucet);
}
