import { formatE8, formatInstant } from '@hypothec/risk';
import { formatWad } from '@hypothec/sdk';
import { PAUSED } from '../io/control.ts';
import { toJson } from '../text/output.ts';
import { decimalText } from '../text/units.ts';
import type { Scene } from './screen.ts';
import { shownPrice, speedText } from './screen.ts';

/** Seconds of the chain's clock between two lines on how things are. */
const STATE_EVERY = 6n * 3_600n;

/** Writes what happens as lines: text, or one JSON object each. */
export class Log {
  readonly #json: boolean;
  #saidState = 0n;
  /** What happened before this start is no news. */
  #saidEvents: number | null = null;
  #saidPaused: string | null | undefined;

  constructor(options: { readonly json: boolean }) {
    this.#json = options.json;
  }

  /** One line that stands by itself. */
  say(type: string, text: string, fields: object = {}): void {
    process.stdout.write(this.#json ? `${toJson({ type, ...fields })}\n` : `${text}\n`);
  }

  /** What is new in a scene. `total` counts all events there ever were, the shown ones last. */
  show(scene: Scene, total: number): void {
    const fresh = Math.min(total - (this.#saidEvents ?? total), scene.events.length);
    for (const { time, text } of fresh > 0 ? scene.events.slice(-fresh) : []) {
      this.say('event', `${formatInstant(time)}  ${text}`, { time: formatInstant(time), text });
    }
    this.#saidEvents = total;
    const { status } = scene;
    if (status.paused !== this.#saidPaused) this.#sayPlaying(scene);
    if (status.clock - this.#saidState < STATE_EVERY) return;
    this.#saidState = status.clock;
    this.#sayState(scene);
  }

  #sayPlaying({ status }: Scene): void {
    const { paused, speed, clock, title } = status;
    this.#saidPaused = paused;
    const waiting = paused === PAUSED ? 'waiting' : `waiting: ${paused}`;
    const text = paused === null ? `playing ${title} at ${speedText(speed)}` : waiting;
    const fields = { time: formatInstant(clock), title, paused, speed };
    this.say('history', `${formatInstant(clock)}  ${text}`, fields);
  }

  #sayState({ status, counts, pools }: Scene): void {
    const prices = status.prices.map((price) => `${price.symbol} ${shownPrice(price)}`);
    const loans = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `${count} ${state === 'none' ? 'closed' : state}`);
    const rates = pools.map(
      ({ loanToken, lendersRateWad }) => `${loanToken} lenders ${formatWad(lendersRateWad)}`,
    );
    const time = formatInstant(status.clock);
    this.say(
      'state',
      `${time}  ${prices.join('  ')}  |  ${loans.join(', ')}  |  ${rates.join(', ')}`,
      {
        time,
        prices: Object.fromEntries(
          status.prices.map(({ symbol, priceE8 }) => [symbol, formatE8(priceE8)]),
        ),
        loans: counts,
        pools: pools.map(({ loanToken, lendersRateWad, utilisationWad }) => ({
          loanToken,
          lendersRate: decimalText(lendersRateWad, 18),
          utilisation: decimalText(utilisationWad, 18),
        })),
      },
    );
  }
}
