import { CliError } from '../errors.ts';
import { PAUSED } from '../io/control.ts';
import type { Order, Status } from '../io/control.ts';
import type { PlayState } from '../io/folder.ts';
import type { Look, World } from '../io/world.ts';
import { defaultBehaviour } from '../people/behaviour.ts';
import type { Tick } from '../play/timeline.ts';
import type { Prices } from './prices.ts';

/** What a player tells whoever shows it. */
export interface PlayerHooks {
  readonly onLook: (look: Look, status: Status) => void;
  /** The keeper, or called borrowers, sent something that was refused. */
  readonly onRefused: (what: readonly string[]) => void;
  /** The place in the history has changed and should be kept. */
  readonly onPlace: (state: PlayState) => void;
}

/** Shortest pause between two looks while nothing plays, milliseconds. */
const IDLE = 500;
/** Longest time between two blocks while nothing plays, seconds: reads are as of the last block. */
const IDLE_BLOCK = 5n;
/** Fastest: a week in a second. */
export const MOST_SPEED = 604_800n;

/** A time of this process, milliseconds, and the instant of the history that belongs to it. */
interface Anchor {
  readonly wall: number;
  readonly history: bigint;
}

/**
 * Plays a history on a chain: at each instant the feeds answer and the keeper acts. Waits whenever
 * someone acts by hand; the chain's clock then runs as clocks do.
 */
export class Player {
  readonly #world: World;
  readonly #ticks: readonly Tick[];
  readonly #prices: Prices;
  readonly #hooks: PlayerHooks;
  readonly #title: string;
  /** Seconds after which the feeds say their prices again. */
  readonly #repeat: bigint;
  #state: PlayState;
  #anchor: Anchor | null = null;
  #saidAt = 0n;
  #clock = 0n;
  #stopped = false;
  #turn: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(
    world: World,
    given: {
      readonly ticks: readonly Tick[];
      readonly prices: Prices;
      readonly state: PlayState;
      readonly title: string;
      readonly repeat: bigint;
      readonly hooks: PlayerHooks;
    },
  ) {
    this.#world = world;
    this.#ticks = given.ticks;
    this.#prices = given.prices;
    this.#state = given.state;
    this.#title = given.title;
    this.#repeat = given.repeat;
    this.#hooks = given.hooks;
  }

  get ended(): boolean {
    return this.#state.position >= this.#ticks.length;
  }

  /** The place in the history, to be kept. */
  get state(): PlayState {
    return { ...this.#state, factors: this.#prices.factors };
  }

  /** Plays until it is stopped. */
  async run(): Promise<void> {
    await this.#exclusive(() => this.#refresh());
    while (!this.#stopped) {
      const wait = await this.#exclusive(() => this.#step());
      if (wait > 0) await this.#sleep(wait);
    }
  }

  /** Ends after what is being done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#exclusive(() => Promise.resolve());
  }

  /** Does what another shell, or a key, asks for. */
  async order(order: Order): Promise<Status> {
    const before = this.#state.paused;
    await this.#exclusive(() => this.#obey(order));
    this.#wake();
    return this.status(before === null && this.#state.paused !== null);
  }

  status(held = false): Status {
    const { speed, paused, position } = this.#state;
    return {
      clock: this.#clock,
      title: this.#title,
      paused,
      ended: this.ended,
      speed,
      position,
      length: this.#ticks.length,
      prices: this.#prices.views().map((view) => ({ ...view })),
      held,
    };
  }

  async #obey(order: Order): Promise<void> {
    switch (order.do) {
      case 'status':
        return;
      case 'hold':
        return this.#hold(order.why);
      case 'pause':
        return this.#hold(PAUSED);
      case 'play':
        return this.#play(order.speed);
      case 'set-price':
        this.#prices.set(order.symbol, order.priceE8);
        return this.#moved(`${order.symbol} was set by hand`);
      case 'shock':
        this.#prices.shock(order.symbol, order.changeBps);
        return this.#moved(`${order.symbol} was moved by hand`);
      case 'release':
        this.#prices.release(order.symbol);
        return this.#refresh();
      case 'forward':
        this.#hold('the clock was moved by hand');
        return this.#refresh((await this.#now()) + order.seconds);
    }
  }

  #hold(why: string): void {
    if (this.#state.paused !== null) return;
    this.#change({ paused: why });
    this.#anchor = null;
  }

  #play(speed: bigint | null): void {
    if (speed !== null && (speed < 1n || speed > MOST_SPEED)) {
      throw new CliError(
        `The speed is ${speed}. Allowed: 1 to ${MOST_SPEED} seconds of history in a second.`,
      );
    }
    if (this.ended) {
      throw new CliError(
        'The history has ended: stop the stack and play another, hypothec up --scenario depeg.',
      );
    }
    this.#change({ paused: null, ...(speed === null ? {} : { speed }) });
    this.#anchor = null;
  }

  async #moved(why: string): Promise<void> {
    this.#hold(why);
    await this.#refresh();
  }

  /** The chain's clock now, as the next block would have it. */
  async #now(): Promise<bigint> {
    const block = await this.#world.chain.ask<{ readonly timestamp: string }>(
      'eth_getBlockByNumber',
      'pending',
      false,
    );
    return BigInt(block.timestamp);
  }

  /** All feeds say their prices again, now or at a time of the chain's clock. */
  async #refresh(time?: bigint): Promise<void> {
    await this.#world.answer(this.#prices.all(), time);
    const head = await this.#world.chain.head();
    this.#saidAt = head.timestamp;
    this.#clock = head.timestamp;
    this.#hooks.onPlace(this.state);
    await this.#tend();
  }

  /** One tick, or one look while nothing plays. Returns how long to wait, milliseconds. */
  async #step(): Promise<number> {
    if (this.#stopped) return 0;
    const tick = this.#ticks[this.#state.position];
    if (this.#state.paused !== null || tick === undefined) {
      await this.#idle();
      return IDLE;
    }
    this.#anchor ??= { wall: performance.now(), history: tick.time };
    const ahead = Number(tick.time - this.#anchor.history) / Number(this.#state.speed);
    const wait = this.#anchor.wall + ahead * 1_000 - performance.now();
    if (wait > 5) return wait;
    await this.#tick(tick);
    return 0;
  }

  async #tick(tick: Tick): Promise<void> {
    const said = this.#prices.play(tick);
    const { timestamp } = await this.#world.chain.head();
    // While the history waited the clock ran on, so the rest of it comes that much later.
    const late = timestamp + 1n - (tick.time + this.#state.shift);
    const shift = late > 0n ? this.#state.shift + late : this.#state.shift;
    const time = tick.time + shift;
    await this.#world.answer(said, time);
    this.#saidAt = time;
    this.#clock = time;
    this.#prices.remember(time);
    this.#change({ position: this.#state.position + 1, shift });
    if (this.ended) this.#change({ paused: 'the history has ended' });
    await this.#tend();
  }

  async #idle(): Promise<void> {
    const [head, now] = [await this.#world.chain.head(), await this.#now()];
    if (now - this.#saidAt >= this.#repeat) {
      await this.#refresh();
      return;
    }
    if (now - head.timestamp >= IDLE_BLOCK) await this.#world.chain.mine();
    this.#clock = now;
    await this.#tend();
  }

  /** Shows how things are, and lets the keeper act. Whoever acts by hand is left alone. */
  async #tend(): Promise<void> {
    const look = await this.#world.look();
    this.#hooks.onLook(look, this.status());
    const refused = await this.#world.tend(look, {
      people: this.#state.paused === null,
      behaviour: defaultBehaviour,
      seed: this.#state.seed,
    });
    if (refused.length > 0) this.#hooks.onRefused(refused);
  }

  #change(change: Partial<PlayState>): void {
    this.#state = { ...this.#state, ...change };
    this.#hooks.onPlace(this.state);
  }

  /** One thing at a time: a tick is never cut in two by an order. */
  #exclusive<Result>(act: () => Result | Promise<Result>): Promise<Result> {
    const next = this.#turn.then(act, act);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
