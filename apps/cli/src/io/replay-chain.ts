import type { StackConfig } from '@hypothec/config';
import type { CollateralId, Listing, Loan, LoanId, Pool } from '@hypothec/model';
import { decodeEvents, erc20Abi, readMarket, readSnapshots } from '@hypothec/sdk';
import { FaultError } from '../errors.ts';
import type { Tick } from '../play/timeline.ts';
import type { Act, Done } from '../replay/acts.ts';
import type { MirrorStart } from '../replay/mirror.ts';
import { borrowerCarriers, callCarriers, feedAnswers, keeperCarrier } from './acts.ts';
import type { Carrier } from './acts.ts';
import type { Chain, Receipt } from './chain.ts';
import type { Deployment } from './folder.ts';
import { readOracles } from './oracles.ts';

/** Gas of one kind of act. */
export interface GasUsed {
  readonly acts: number;
  readonly transactions: number;
  readonly gas: bigint;
}

/** What the chain has at the end, to be held against the mirror. */
export interface ChainState {
  readonly pools: readonly Pool[];
  readonly loans: ReadonlyMap<LoanId, Loan>;
  readonly balances: ReadonlyMap<string, bigint>;
  /** By creditor and collateral; null where the oracle gives none. */
  readonly prices: ReadonlyMap<string, bigint | null>;
}

/** The chain of a replay: plays ticks and acts into blocks and keeps account of them. */
export class ReplayChain {
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly stack: StackConfig;
  readonly gas = new Map<Act['kind'], GasUsed>();
  blocks = 0;
  transactions = 0;
  events = 0;

  constructor(chain: Chain, deployment: Deployment, stack: StackConfig) {
    this.chain = chain;
    this.deployment = deployment;
    this.stack = stack;
  }

  /**
   * Plays one instant of the history: the feeds answer, then what was done in the mirror is done
   * here, in the same block.
   *
   * @throws {FaultError} when anything reverts, or when an event differs from the mirror's.
   */
  async play(tick: Tick, done: readonly Done[], collateralOf: (id: LoanId) => CollateralId) {
    const carriers = await this.#carriers(done, collateralOf);
    const answers = feedAnswers(this.deployment, tick.prices);
    const transactions = [...answers, ...carriers.map(({ sending }) => sending)];
    const receipts = await this.chain.together(transactions, tick.time);
    const bad = receipts.find(({ status }) => status !== '0x1');
    if (bad !== undefined) throw new FaultError(`${bad.sent.what} reverted on the chain`);
    const told = this.#sameEvents(receipts, done);
    this.blocks += 1;
    this.transactions += receipts.length;
    this.events += told;
    for (const [i, carrier] of carriers.entries()) {
      this.#count(carrier, BigInt(receipts[answers.length + i]?.gasUsed ?? '0x0'));
    }
  }

  /** Holds what the chain tells against what the mirror told; returns how many events it was. */
  #sameEvents(receipts: readonly Receipt[], done: readonly Done[]): number {
    const { book, pools } = this.deployment;
    const emitters = { book, pools: pools.map(({ address }) => address) };
    const told = receipts.flatMap(({ logs }) => decodeEvents(logs, emitters)).map(sameText);
    const expected = done.flatMap(({ events }) => events.map(sameText));
    for (let i = 0; i < Math.max(told.length, expected.length); i++) {
      if (told[i] === expected[i]) continue;
      const [seen, wanted] = [told[i] ?? 'nothing', expected[i] ?? 'nothing'];
      throw new FaultError(`the chain says ${seen}, the model ${wanted}`);
    }
    return told.length;
  }

  /** In the order in which the mirror did them; margin calls in a row share a transaction. */
  async #carriers(done: readonly Done[], collateralOf: (id: LoanId) => CollateralId) {
    const carriers: Carrier[] = [];
    let calls: LoanId[] = [];
    const { book } = this.deployment;
    const flush = (): void => {
      carriers.push(...callCarriers(book, calls));
      calls = [];
    };
    for (const { act } of done) {
      if (act.kind === 'call') {
        calls.push(act.id);
        continue;
      }
      flush();
      if (act.kind === 'top-up' || act.kind === 'repay') {
        const collateral = collateralOf(act.id);
        carriers.push(...(await borrowerCarriers(this.chain, this.deployment, act, collateral)));
      } else {
        carriers.push(keeperCarrier(book, act.id, act.kind));
      }
    }
    flush();
    return carriers;
  }

  #count({ kind, acts }: Carrier, gas: bigint): void {
    if (kind === null) return;
    const { acts: n, transactions, gas: used } = this.gas.get(kind) ?? none;
    this.gas.set(kind, { acts: n + acts, transactions: transactions + 1, gas: used + gas });
  }

  async #balances(): Promise<Map<string, bigint>> {
    const { book, pools, tokens } = this.deployment;
    const balances = new Map<string, bigint>();
    for (const account of [book, ...pools.map(({ address }) => address)]) {
      for (const { address: token } of tokens) {
        const held = await this.chain.read(token, erc20Abi, 'balanceOf', [account]);
        balances.set(`${token}:${account}`, held);
      }
    }
    return balances;
  }

  async #markets() {
    const { book, pools } = this.deployment;
    return Promise.all(
      pools.map(({ address }) => readMarket(this.chain.reader, { book, pool: address })),
    );
  }

  /** What the chain has now. */
  async state(ids: readonly LoanId[]): Promise<ChainState> {
    const markets = await this.#markets();
    const { book } = this.deployment;
    const snapshots = await readSnapshots(this.chain.reader, { book, ids });
    const prices = markets.flatMap(({ pool, listings }) =>
      [...listings].map(([id, { price }]): [string, bigint | null] => [
        `${pool.creditorId}:${id}`,
        price.priced ? price.low : null,
      ]),
    );
    return {
      pools: markets.map(({ pool }) => pool),
      loans: new Map(snapshots.map(({ id, loan }) => [id, loan])),
      balances: await this.#balances(),
      prices: new Map(prices),
    };
  }

  /** Reads what the mirror starts from; from here on it reads nothing more. */
  async mirrorStart(): Promise<MirrorStart> {
    const markets = await this.#markets();
    const [first] = markets;
    if (first === undefined) throw new FaultError('the stack has no pool');
    const { book, feeds } = this.deployment;
    const listings = markets.map(({ pool, listings: views }) => {
      const own = [...views].map(([id, { listing }]): [CollateralId, Listing] => [id, listing]);
      return [pool.creditorId, new Map(own)] as const;
    });
    const oracles = listings.flatMap(([, own]) => [...own.values()].map(({ oracle }) => oracle));
    return {
      book,
      now: first.now,
      pools: markets.map(({ pool }) => pool),
      listings: new Map(listings),
      oracles: await readOracles(this.chain, oracles),
      feeds: new Map(Object.entries(feeds)),
      balances: await this.#balances(),
    };
  }
}

/** A text that is the same for the same value, whatever the order of its fields. */
function sameText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sameText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, item]) => `${name} ${sameText(item)}`);
  return `{${fields.sort().join(', ')}}`;
}

const none: GasUsed = { acts: 0, transactions: 0, gas: 0n };
