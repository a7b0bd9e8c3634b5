import type { Address } from '@hypothec/model';
import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import type { AbiParameter } from 'viem';
import type { Action } from '../world/actions.ts';
import { execute } from '../world/execute.ts';
import type { Result } from '../world/execute.ts';
import type { World } from '../world/world.ts';
import type { ProtocolAbi } from './artifacts.ts';
import { encodeCall, encodeError, encodeLog, word } from './encode.ts';
import type { Watch } from './watch.ts';

/** One step as the model ran it. */
export interface Step {
  readonly index: number;
  /** Seconds before the action. */
  readonly elapsed: bigint;
  readonly action: Action;
  readonly result: Result;
}

const setupTypes: readonly string[] = [
  'Setup setup',
  `struct Setup { uint256 startTime; bool sequencer; address[] actors; uint8[] decimals;
    uint256[] balances; PoolSetup[] pools; ListingSetup[] listings; address[] accounts;
    bytes32[] slots; bytes32[] values; }`,
  `struct PoolSetup { uint256 token; uint256 minDebt; uint256 callFee; uint32 cureWindow;
    uint32 ramp; uint32 lapse; uint16[] premiums; }`,
  `struct ListingSetup { uint256 pool; uint256 token; uint16[5] ladder; uint16 maxBonusBps;
    uint16 floorBonusBps; uint16 slopeBps; uint8 riskClass; uint104 ceiling; uint104 hourly;
    uint256 price; }`,
];
// Plain text as far as the compiler knows, so the parser cannot tell it the types.
const setupShape = parseAbiParameters(
  setupTypes.map((type) => type.replaceAll(/\s+/g, ' ')),
) as unknown as readonly AbiParameter[];

type Word = `0x${string}`;

const asWord = (value: bigint): Word => `0x${word(value)}`;

/**
 * The head of a trace: what to deploy, and every watched word as it stands before the first step.
 */
export function encodeSetup(
  world: World,
  watched: readonly Watch[],
  values: readonly bigint[],
): string {
  const { config } = world;
  const setup = {
    startTime: config.startTime,
    sequencer: config.sequencer,
    actors: world.at.actors,
    decimals: config.tokens,
    balances: config.balances,
    pools: config.pools.map((pool) => ({
      ...pool,
      token: BigInt(pool.token),
      cureWindow: Number(pool.cureWindow),
      ramp: Number(pool.ramp),
      lapse: Number(pool.lapse),
      premiums: pool.premiums.map(Number),
    })),
    listings: config.listings.map(({ pool, token, terms, ceiling, hourly, price }) => ({
      pool: BigInt(pool),
      token: BigInt(token),
      ladder: [
        Number(terms.openLtvBps),
        Number(terms.targetLtvBps),
        Number(terms.clearLtvBps),
        Number(terms.callLtvBps),
        Number(terms.liquidationLtvBps),
      ] as const,
      maxBonusBps: Number(terms.maxBonusBps),
      floorBonusBps: Number(terms.floorBonusBps),
      slopeBps: Number(terms.slopeBps),
      riskClass: terms.riskClass,
      ceiling,
      hourly,
      price,
    })),
    accounts: watched.flatMap(({ account, slots }) => slots.map(() => account)),
    slots: watched.flatMap(({ slots }) => slots.map(asWord)),
    values: values.map(asWord),
  };
  return encodeAbiParameters(setupShape, [setup]).slice(2);
}

function hex(value: bigint | number, bytes: number): string {
  return value.toString(16).padStart(bytes * 2, '0');
}

/** Writes steps as the replay reads them, keeping what it last wrote of every watched word. */
export class TraceWriter {
  readonly #abi: ProtocolAbi;
  readonly #world: World;
  readonly #watched: readonly Watch[];
  /** Per watch: where its words begin, and what they followed from when last written. */
  readonly #sources: { readonly first: number; source: unknown }[] = [];
  readonly #values: bigint[] = [];

  constructor(abi: ProtocolAbi, world: World, watched: readonly Watch[]) {
    this.#abi = abi;
    this.#world = world;
    this.#watched = watched;
    for (const watch of watched) {
      this.#sources.push({ first: this.#values.length, source: watch.source(world) });
      this.#values.push(...watch.words(world));
    }
  }

  /** The head for a replay that begins now. */
  setup(): string {
    return encodeSetup(this.#world, this.#watched, this.#values);
  }

  /** Runs one step in the model and returns it with its bytes. */
  step(
    index: number,
    elapsed: bigint,
    action: Action,
  ): { readonly step: Step; readonly bytes: string } {
    const world = this.#world;
    world.now = (world.now + elapsed) as typeof world.now;
    const { target, data } = encodeCall(this.#abi, world, action);
    const result = execute(world, action);
    const returned = result.ok
      ? result.returns.map(word).join('')
      : encodeError(this.#abi, result.error);
    const logs = result.ok ? this.#logs(result) : '';
    const bytes =
      hex(elapsed, 5) +
      target.slice(2) +
      action.caller.slice(2) +
      hex(data.length / 2, 2) +
      data +
      (result.ok ? '01' : '00') +
      keccak256(`0x${returned}`).slice(2) +
      keccak256(`0x${logs}`).slice(2) +
      this.#changes();
    return { step: { index, elapsed, action, result }, bytes };
  }

  #logs(result: Extract<Result, { readonly ok: true }>): string {
    const emitters: Record<'book' | 'pool', Address> = {
      book: this.#world.at.book,
      pool: this.#world.at.pools[result.pool] ?? this.#world.at.book,
    };
    return result.events
      .map((event) => encodeLog(this.#abi, event, emitters[event.emitter]))
      .join('');
  }

  /** Count, then index and new value of each word that changed. */
  #changes(): string {
    let count = 0;
    let changes = '';
    for (const [i, watch] of this.#watched.entries()) {
      const last = this.#sources[i];
      const source = watch.source(this.#world);
      if (last === undefined || last.source === source) continue;
      last.source = source;
      for (const [part, value] of watch.words(this.#world).entries()) {
        const index = last.first + part;
        if (value === this.#values[index]) continue;
        this.#values[index] = value;
        changes += hex(index, 2) + word(value);
        count += 1;
      }
    }
    return hex(count, 2) + changes;
  }
}
