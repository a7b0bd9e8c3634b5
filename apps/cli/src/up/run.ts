import { feedOf } from '@hypothec/config';
import type { StackConfig } from '@hypothec/config';
import { CliError } from '../errors.ts';
import { startControl } from '../io/control.ts';
import type { ControlServer, Order } from '../io/control.ts';
import { writePlay } from '../io/folder.ts';
import type { PlayState } from '../io/folder.ts';
import type { Stack } from '../io/up.ts';
import { World } from '../io/world.ts';
import type { History } from '../play/history.ts';
import { firstPrices } from '../play/timeline.ts';
import type { Tick } from '../play/timeline.ts';
import type { Key } from '../view/terminal.ts';
import { Watch } from '../view/watch.ts';
import { Player } from './player.ts';
import { Prices } from './prices.ts';

/** How often the place in the history is written, milliseconds. */
const KEEP_EVERY = 500;

/** Prices as of the kept place in the history: what the feeds said before the restart. */
function pricesAt(stack: StackConfig, history: History, state: PlayState, ticks: readonly Tick[]) {
  const first = new Map(firstPrices(history.tracks));
  for (const tick of ticks.slice(0, state.position)) {
    for (const [symbol, price] of tick.prices) first.set(symbol, price);
  }
  return new Prices(stack, first, state.factors);
}

/** Keeps the place in the history now and then, and always at the end. */
class PlaceKeeper {
  readonly #stack: Stack;
  #last = 0;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  keep(state: PlayState, options: { readonly always: boolean }): void {
    const now = performance.now();
    if (!options.always && now - this.#last < KEEP_EVERY) return;
    this.#last = now;
    writePlay(this.#stack.folder, state);
  }
}

function orderFor(key: Exclude<Key, 'quit'>, state: PlayState): Order {
  if (key === 'pause') {
    return state.paused === null ? { do: 'pause' } : { do: 'play', speed: null };
  }
  const speed = key === 'faster' ? state.speed * 2n : state.speed / 2n;
  return { do: 'play', speed: speed < 1n ? 1n : speed };
}

/** Rejects when the chain has died: without it there is nothing to go on with. */
function untilDead({ anvil }: Stack): Promise<never> {
  const dead = anvil.died.then((how): never => {
    throw new CliError(how);
  });
  // It may die before anyone waits for this.
  dead.catch(() => undefined);
  return dead;
}

/** What a stack plays, and how it is told. */
interface RunOptions {
  readonly state: PlayState;
  readonly history: History;
  readonly ticks: readonly Tick[];
  readonly json: boolean;
  /** What to tell beside the events at the start. */
  readonly remarks: readonly string[];
  /** Resolves when the user or the system asks to stop. */
  readonly asked: Promise<unknown>;
}

/** Runs a stack that is up until it is told to stop; chain and services are still there then. */
export async function runStack(
  config: StackConfig,
  stack: Stack,
  options: RunOptions,
): Promise<void> {
  const { state, history, ticks, json } = options;
  const { anvil, deployment, chain, services, mark } = stack;
  const quit = Promise.withResolvers<void>();
  const keeper = new PlaceKeeper(stack);
  const repeats = config.feeds.map(({ symbol }) => feedOf(config, symbol).heartbeat / 2n);
  const watch = new Watch({
    deployment,
    rpcUrl: anvil.url,
    apiUrl: services.apiUrl,
    json,
    onKey: (key) => {
      if (key === 'quit') quit.resolve();
      else player.order(orderFor(key, player.state)).catch((error: unknown) => remark(error));
    },
  });
  const remark = (error: unknown): void => {
    watch.say(error instanceof Error ? error.message : String(error), player.status().clock);
  };
  const player = new Player(new World(chain, deployment), {
    ticks,
    prices: pricesAt(config, history, state, ticks),
    state,
    title: history.title,
    repeat: repeats.reduce((a, b) => (a < b ? a : b)),
    hooks: {
      onLook: (look, status) => watch.look(look, status),
      onRefused: (what) => watch.say(`too late: ${what.join(', ')}`, player.status().clock),
      onPlace: (place) => keeper.keep(place, { always: false }),
    },
  });
  let control: ControlServer | null = null;
  try {
    control = await startControl(mark.secret, (order) => player.order(order));
    mark.update({ controlUrl: control.url });
    keeper.keep(player.state, { always: true });
    watch.open();
    for (const text of options.remarks) watch.remark(text, player.status().clock);
    services.listen((news) => watch.service(news, player.status().clock));
    await Promise.race([player.run(), options.asked, quit.promise, untilDead(stack)]);
  } finally {
    watch.close();
    await player.stop().catch(() => undefined);
    await control?.close();
    keeper.keep(player.state, { always: true });
  }
}
