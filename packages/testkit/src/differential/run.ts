import { Random } from '../random.ts';
import type { Action } from '../world/actions.ts';
import { replayAddresses } from '../world/addresses.ts';
import type { WorldConfig } from '../world/config.ts';
import { World } from '../world/world.ts';
import { readProtocolAbi } from './artifacts.ts';
import type { ProtocolAbi } from './artifacts.ts';
import { Generator } from './generate.ts';
import { TraceWriter } from './trace.ts';
import type { Step } from './trace.ts';
import { readLayouts, watches } from './watch.ts';
import type { Layouts, Watch } from './watch.ts';

/** What traces are written with: read once from the build. */
export interface Tools {
  readonly abi: ProtocolAbi;
  readonly layouts: Layouts;
}

/** Reads the build and the storage layouts. */
export function readTools(): Tools {
  return { abi: readProtocolAbi(), layouts: readLayouts() };
}

/** What to do, and how many seconds to let pass before it. */
export interface Move {
  readonly elapsed: bigint;
  readonly action: Action;
}

/** A run of actions in one world, with its bytes. */
export interface Trace {
  readonly config: WorldConfig;
  readonly bytes: Buffer;
  readonly steps: readonly Step[];
  readonly watched: readonly Watch[];
}

/** Runs moves in the model, asked for one by one, and writes them as the replay reads them. */
export function traceOf(
  tools: Tools,
  config: WorldConfig,
  next: (world: World) => Move | null,
): Trace {
  const world = new World(config, replayAddresses(config));
  const watched = watches(world, tools.layouts);
  const writer = new TraceWriter(tools.abi, world, watched);
  const setup = writer.setup();
  const parts = [(setup.length / 2).toString(16).padStart(8, '0'), setup];
  const steps: Step[] = [];
  for (let move = next(world); move !== null; move = next(world)) {
    const { step, bytes } = writer.step(steps.length + 1, move.elapsed, move.action);
    steps.push(step);
    parts.push(bytes);
  }
  return { config, bytes: Buffer.from(parts.join(''), 'hex'), steps, watched };
}

/**
 * Runs `count` random actions of a seed.
 *
 * The same tools, configuration, seed and count give the same bytes.
 */
export function makeTrace(tools: Tools, config: WorldConfig, seed: bigint, count: number): Trace {
  const random = new Random(seed);
  let generator: Generator | null = null;
  let left = count;
  return traceOf(tools, config, (world) => {
    generator ??= new Generator(random, world);
    if (left === 0) return null;
    left -= 1;
    return generator.move();
  });
}
