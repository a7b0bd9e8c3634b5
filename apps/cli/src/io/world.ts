import { cure, ladderState, parseLoanId } from '@hypothec/model';
import type {
  CollateralAssets,
  CollateralId,
  LadderState,
  LoanAssets,
  LoanId,
  Pool,
} from '@hypothec/model';
import { readEvents, readMarket, readSnapshots } from '@hypothec/sdk';
import type { ChainEvent, Market, Snapshot } from '@hypothec/sdk';
import { numberToHex } from 'viem';
import { decide, defaultPolicy } from '../keeper/decide.ts';
import { answerTo, withMargin } from '../people/behaviour.ts';
import type { Behaviour } from '../people/behaviour.ts';
import { populationName } from '../people/population.ts';
import type { Act } from '../replay/acts.ts';
import { addressOf, PEOPLE } from './accounts.ts';
import { borrowerCarriers, callCarriers, feedAnswers, keeperCarrier } from './acts.ts';
import type { Carrier } from './acts.ts';
import type { Chain, Head } from './chain.ts';
import type { Deployment } from './folder.ts';

/** A loan as the stack's view and its keeper see it. */
export interface SeenLoan {
  readonly id: LoanId;
  readonly snapshot: Snapshot;
  readonly ladder: LadderState;
}

/** Something that happened, with the block's time. */
export interface SeenEvent {
  readonly time: bigint;
  readonly event: ChainEvent;
}

/** Everything at one moment. */
export interface Look {
  readonly head: Head;
  readonly loans: readonly SeenLoan[];
  readonly pools: readonly Pool[];
  readonly markets: readonly Market[];
  /** Since the look before. */
  readonly events: readonly SeenEvent[];
}

/** A running local stack: its chain, seen and acted on. */
export class World {
  readonly chain: Chain;
  readonly deployment: Deployment;
  /** Loans in the order in which they first appeared. */
  readonly ids = new Set<LoanId>();
  #next = 0n;

  constructor(chain: Chain, deployment: Deployment) {
    this.chain = chain;
    this.deployment = deployment;
  }

  /** New answers of the feeds in one block, at a time of the chain's clock or as it runs. */
  async answer(prices: ReadonlyMap<string, bigint>, time?: bigint): Promise<void> {
    await this.chain.allTogether(feedAnswers(this.deployment, prices), time);
  }

  /** Reads what is new and how every loan and pool stands. */
  async look(): Promise<Look> {
    const head = await this.chain.head();
    const events = await this.#news(head);
    const { book, pools } = this.deployment;
    const ids = [...this.ids];
    const at = { book, blockNumber: head.number };
    const [snapshots, ...markets] = await Promise.all([
      readSnapshots(this.chain.reader, { ...at, ids }),
      ...pools.map(({ address }) => readMarket(this.chain.reader, { ...at, pool: address })),
    ]);
    const loans = snapshots.map((snapshot) => {
      return { id: snapshot.id, snapshot, ladder: ladderState(snapshot) };
    });
    return { head, loans, markets, pools: markets.map(({ pool }) => pool), events };
  }

  async #news(head: Head): Promise<readonly SeenEvent[]> {
    const { book, pools } = this.deployment;
    const where = { book, pools: pools.map(({ address }) => address) };
    if (this.#next > head.number) return [];
    const range = { fromBlock: this.#next, toBlock: head.number };
    const seen: SeenEvent[] = [];
    const times = new Map<bigint, bigint>();
    for (const { event, blockNumber } of await readEvents(this.chain.reader, {
      ...where,
      ...range,
    })) {
      if ('id' in event) this.ids.add(event.id);
      const time = times.get(blockNumber) ?? (await this.#timeOf(blockNumber));
      times.set(blockNumber, time);
      seen.push({ time, event });
    }
    this.#next = head.number + 1n;
    return seen;
  }

  async #timeOf(block: bigint): Promise<bigint> {
    const found = await this.chain.ask<{ readonly timestamp: string }>(
      'eth_getBlockByNumber',
      numberToHex(block),
      false,
    );
    return BigInt(found.timestamp);
  }

  /**
   * The keeper does what is due, and the population's borrowers answer their calls.
   *
   * @param options.people - Whether the loans of those at the terminal are looked after too.
   * @returns What was sent but refused: someone else was faster.
   */
  async tend(
    look: Look,
    options: {
      readonly people: boolean;
      readonly behaviour: Behaviour;
      readonly seed: bigint;
    },
  ): Promise<readonly string[]> {
    const theirs = new Set<string>(PEOPLE.map(addressOf));
    const loans = look.loans.filter(
      ({ id, ladder }) =>
        ladder.state !== 'none' && (options.people || !theirs.has(parseLoanId(id).borrower)),
    );
    const answered = new Set<LoanId>();
    const carriers: Carrier[] = [];
    for (const loan of loans) {
      const act = this.#answerOf(loan, look.head, options);
      if (act === null) continue;
      const collateral = loan.snapshot.loan.holdings[0]?.id as CollateralId;
      carriers.push(...(await borrowerCarriers(this.chain, this.deployment, act, collateral)));
      answered.add(loan.id);
    }
    const actions = decide(
      loans.filter(({ id }) => !answered.has(id)),
      defaultPolicy,
    );
    const { book } = this.deployment;
    for (const { kind, id } of actions) {
      if (kind !== 'call') carriers.push(keeperCarrier(book, id, kind));
    }
    const calls = actions.filter(({ kind }) => kind === 'call').map(({ id }) => id);
    carriers.push(...callCarriers(book, calls));
    if (carriers.length === 0) return [];
    const receipts = await this.chain.together(carriers.map(({ sending }) => sending));
    return receipts.filter(({ status }) => status !== '0x1').map(({ sent }) => sent.what);
  }

  #answerOf(
    { id, ladder, snapshot }: SeenLoan,
    head: Head,
    options: { readonly behaviour: Behaviour; readonly seed: bigint },
  ): Extract<Act, { kind: 'top-up' | 'repay' }> | null {
    const { call, worth } = ladder;
    const populated = populationName(parseLoanId(id).borrower) !== null;
    if (!populated || call === null || worth === null || head.timestamp >= call.cureEnd)
      return null;
    const { behaviour, seed } = options;
    const window = call.cureEnd - call.calledAt;
    const answer = answerTo(behaviour, seed, { id, calledAt: call.calledAt, window });
    if (answer.act === 'nothing' || answer.at > head.timestamp) return null;
    const { repayment, topUps } = cure(snapshot);
    if (answer.act === 'repay') {
      return { kind: 'repay', id, amount: withMargin(repayment) as LoanAssets };
    }
    return { kind: 'top-up', id, amount: withMargin(topUps[0] ?? 0n) as CollateralAssets };
  }
}
