import type { Status } from '../io/control.ts';
import type { Deployment } from '../io/folder.ts';
import type { ServiceNews } from '../io/service.ts';
import type { Look } from '../io/world.ts';
import { tellEvent, tellService, Tokens } from './events.ts';
import type { ToldEvent } from './events.ts';
import { Log } from './log.ts';
import { callViews, poolView, stateCounts } from './model.ts';
import { layOut } from './screen.ts';
import type { Scene } from './screen.ts';
import { Screen } from './terminal.ts';
import type { Key } from './terminal.ts';

/** Events that are remembered for the view. */
const REMEMBERED = 200;
/** Shortest time between two drawings, milliseconds. */
const FRAME = 80;

/** Shows a running stack: a window at a terminal, lines elsewhere. */
export class Watch {
  readonly #deployment: Deployment;
  readonly #rpcUrl: string;
  readonly #apiUrl: string;
  readonly #tokens: Tokens;
  readonly #screen: Screen | null;
  readonly #log: Log;
  readonly #events: (ToldEvent & { readonly time: bigint })[] = [];
  #total = 0;
  #scene: Scene | null = null;
  #api: ServiceNews['state'] = 'starting';
  #drawnAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly deployment: Deployment;
    readonly rpcUrl: string;
    readonly apiUrl: string;
    readonly json: boolean;
    readonly onKey: (key: Key) => void;
  }) {
    this.#deployment = options.deployment;
    this.#rpcUrl = options.rpcUrl;
    this.#apiUrl = options.apiUrl;
    this.#tokens = new Tokens(options.deployment);
    this.#screen = Screen.possible() && !options.json ? new Screen(options.onKey) : null;
    this.#log = new Log({ json: options.json });
  }

  open(): void {
    const rpcUrl = this.#rpcUrl;
    if (this.#screen === null) {
      const { book, lens, gateway, tokens, pools, chainId } = this.#deployment;
      this.#log.say(
        'ready',
        `Ready: chain ${chainId} at ${rpcUrl}, book ${book}. Ctrl-C stops; ` +
          'npx hypothec --help in a second shell.',
        { rpcUrl, apiUrl: this.#apiUrl, chainId, book, lens, gateway, tokens, pools },
      );
      return;
    }
    this.#screen.open(() => this.#draw());
  }

  /** Takes in what was seen. */
  look(look: Look, status: Status): void {
    for (const { time, event } of look.events) {
      const told = tellEvent(event, this.#tokens);
      if (told === null) continue;
      this.#events.push({ ...told, time });
      this.#total += 1;
    }
    this.#events.splice(0, Math.max(0, this.#events.length - REMEMBERED));
    const { pools, tokens, book, chainId } = this.#deployment;
    this.#scene = {
      status,
      counts: stateCounts(look),
      pools: look.pools.flatMap((pool) => {
        const own = pools.find(({ address }) => address === pool.address);
        const token = tokens.find(({ symbol }) => symbol === own?.loanToken);
        const now = look.markets.find((market) => market.pool === pool)?.now ?? pool.updatedAt;
        return token === undefined ? [] : [poolView(pool, now, token)];
      }),
      calls: callViews(look, this.#tokens),
      events: this.#events,
      rpcUrl: this.#rpcUrl,
      api: { url: this.#apiUrl, state: this.#api },
      chainId,
      book,
    };
    if (this.#screen === null) this.#log.show(this.#scene, this.#total);
    else this.#drawSoon();
  }

  /** Says something that is no event of the chain. */
  say(text: string, time: bigint): void {
    this.#events.push({ text, tone: 'quiet', time });
    this.#total += 1;
  }

  /** Says something at the start, before there is anything to show. */
  remark(text: string, time: bigint): void {
    if (this.#screen === null) this.#log.say('remark', text, { text });
    else this.say(text, time);
  }

  /** Says what became of a service; a first start is no news, but that the API answers is. */
  service(news: ServiceNews, time: bigint): void {
    if (news.name === 'api') this.#api = news.state;
    const told = tellService(news, this.#apiUrl);
    if (this.#screen === null) {
      if (told !== null) this.#log.say('service', told.text, { ...news, text: told.text });
      return;
    }
    if (told !== null) {
      this.#events.push({ ...told, time });
      this.#total += 1;
    }
    if (this.#scene === null) return;
    this.#scene = { ...this.#scene, api: { url: this.#apiUrl, state: this.#api } };
    this.#drawSoon();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#screen?.close();
  }

  #drawSoon(): void {
    const wait = this.#drawnAt + FRAME - performance.now();
    if (wait <= 0) {
      this.#draw();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw(): void {
    if (this.#scene === null || this.#screen === null) return;
    this.#drawnAt = performance.now();
    this.#screen.show(layOut(this.#scene, this.#screen.size));
  }
}
