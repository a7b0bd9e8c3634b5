import type { Json } from '@hypothec/database';
import type { FastifyBaseLogger } from 'fastify';
import type { Head, HeadChange, HeadWatch } from './head.ts';

/** What is told to who listens. */
export interface LiveEvent {
  /** The topic, with its argument after a colon: `loan:0x…`. */
  readonly topic: string;
  /** The event's name on the stream. */
  readonly event: string;
  readonly data: Json;
}

/** What a publisher is asked for. */
export interface PublishInput {
  readonly head: Head;
  /** The head before; undefined for who has just come, and after a reorganisation. */
  readonly previous: Head | undefined;
  /** Arguments that someone listens to; `['']` for a topic without arguments. */
  readonly watched: readonly string[];
}

/** A kind of events. */
export interface Topic {
  readonly name: string;
  readonly description: string;
  /** What may stand after the colon; a topic without it takes none. */
  readonly argument?: RegExp;
  /** Whether it may also stand alone, without an argument. */
  readonly bare?: boolean;
  /** Computes the events of a block, for what is watched alone. */
  publish(input: PublishInput): Promise<readonly LiveEvent[]>;
}

/** A stream, however it is written. */
export interface Subscriber {
  /** With their arguments, as in `LiveEvent.topic`. */
  readonly topics: ReadonlySet<string>;
  send(event: string, data: Json, id: string): void;
  end(): void;
}

const blockTopic: Topic = {
  name: 'block',
  description: 'Each newly indexed block: number, hash, time and epoch.',
  publish: async ({ head }) => [{ topic: 'block', event: 'block', data: blockData(head) }],
};

function blockData({ number, hash, time, epoch }: Head): Json {
  return { number, hash, time: Number(time), epoch };
}

/** Names a place in the stream that every process understands. */
export function eventId({ epoch, number, hash }: Head, sequence: number): string {
  return `${epoch}-${number}-${hash.slice(2, 10)}-${sequence}`;
}

/** A topic's name and its argument; '' where it has none. */
function split(topic: string): readonly [name: string, argument: string] {
  const colon = topic.indexOf(':');
  return colon < 0 ? [topic, ''] : [topic.slice(0, colon), topic.slice(colon + 1)];
}

/** Who listens to what. */
class Audience {
  readonly #all = new Set<Subscriber>();
  readonly #byTopic = new Map<string, Map<string, Set<Subscriber>>>();

  get all(): ReadonlySet<Subscriber> {
    return this.#all;
  }

  add(subscriber: Subscriber): void {
    this.#all.add(subscriber);
    for (const [name, argument] of [...subscriber.topics].map(split)) {
      const byArgument = this.#byTopic.get(name) ?? new Map<string, Set<Subscriber>>();
      const listening = byArgument.get(argument) ?? new Set();
      this.#byTopic.set(name, byArgument.set(argument, listening.add(subscriber)));
    }
  }

  delete(subscriber: Subscriber): void {
    this.#all.delete(subscriber);
    for (const [name, argument] of [...subscriber.topics].map(split)) {
      const listening = this.#byTopic.get(name)?.get(argument);
      listening?.delete(subscriber);
      if (listening?.size === 0) this.#byTopic.get(name)?.delete(argument);
    }
  }

  /** The arguments of a topic that somebody listens to. */
  watched(name: string): string[] {
    return [...(this.#byTopic.get(name)?.keys() ?? [])];
  }

  of(topic: string): Iterable<Subscriber> {
    const [name, argument] = split(topic);
    return this.#byTopic.get(name)?.get(argument) ?? [];
  }
}

/** Brings events to streams: at each block it asks the publishers of what is watched. */
export class LiveHub {
  readonly #head: HeadWatch;
  readonly #log: FastifyBaseLogger;
  readonly #topics = new Map<string, Topic>();
  readonly #audience = new Audience();
  readonly #busy = new Map<string, HeadChange | null>();
  #sequence = 0;

  constructor(head: HeadWatch, log: FastifyBaseLogger) {
    this.#head = head;
    this.#log = log;
    this.addTopic(blockTopic);
  }

  /** Makes a topic known; call it while routes are registered. */
  addTopic(topic: Topic): void {
    this.#topics.set(topic.name, topic);
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  get size(): number {
    return this.#audience.all.size;
  }

  /** Whether a name, with its argument, is one of a topic. */
  knows(topic: string): boolean {
    const [name, argument] = split(topic);
    const known = this.#topics.get(name);
    if (known === undefined) return false;
    if (topic === name) return known.argument === undefined || known.bare === true;
    return known.argument?.test(argument) === true;
  }

  start(): void {
    this.#head.onChange((change) => this.#step(change));
  }

  /**
   * Adds a stream and tells it where things stand.
   *
   * @param lastId - The last event that the client saw before; a `reset` tells it to read again
   *   unless it can have missed nothing.
   */
  add(subscriber: Subscriber, lastId: string | undefined): () => void {
    this.#audience.add(subscriber);
    const head = this.#head.current;
    if (head !== undefined) {
      const onlyBlocks = subscriber.topics.size === 1 && subscriber.topics.has('block');
      const seen = lastId?.startsWith(eventId(head, 0).slice(0, -1)) === true;
      if (lastId !== undefined && !(seen && onlyBlocks)) this.#reset(subscriber, head, 'missed');
      void this.#welcome(subscriber, head);
    }
    return () => {
      this.#audience.delete(subscriber);
    };
  }

  /** Tells everyone who listens to it. */
  publish({ topic, event, data }: LiveEvent, head: Head): void {
    const id = eventId(head, ++this.#sequence);
    for (const subscriber of this.#audience.of(topic)) subscriber.send(event, data, id);
  }

  /** Ends every stream. */
  end(): void {
    for (const subscriber of this.#audience.all) {
      this.#audience.delete(subscriber);
      subscriber.end();
    }
  }

  #reset(subscriber: Subscriber, head: Head, reason: 'missed' | 'reorganised'): void {
    const data = { reason, block: blockData(head) };
    subscriber.send('reset', data, eventId(head, ++this.#sequence));
  }

  async #welcome(subscriber: Subscriber, head: Head): Promise<void> {
    for (const topic of this.#topics.values()) {
      const watched = [...subscriber.topics]
        .map(split)
        .flatMap(([name, argument]) => (name === topic.name ? [argument] : []));
      if (watched.length === 0) continue;
      const events = await this.#compute(topic, { head, previous: undefined, watched });
      for (const { topic: name, event, data } of events) {
        if (!this.#audience.all.has(subscriber)) return;
        const id = eventId(head, ++this.#sequence);
        if (subscriber.topics.has(name)) subscriber.send(event, data, id);
      }
    }
  }

  #step(change: HeadChange): void {
    if (change.reset) {
      for (const subscriber of this.#audience.all) {
        this.#reset(subscriber, change.head, 'reorganised');
      }
    }
    for (const topic of this.#topics.values()) void this.#run(topic, change);
  }

  /** One computation a topic at a time; of the blocks that came meanwhile, the last counts. */
  async #run(topic: Topic, change: HeadChange): Promise<void> {
    const { name } = topic;
    if (this.#busy.has(name)) {
      const waiting = this.#busy.get(name);
      const reset = change.reset || waiting?.reset === true;
      this.#busy.set(name, { ...change, reset, previous: waiting?.previous ?? change.previous });
      return;
    }
    this.#busy.set(name, null);
    try {
      const watched = this.#audience.watched(name);
      if (watched.length > 0) {
        const previous = change.reset ? undefined : change.previous;
        const events = await this.#compute(topic, { head: change.head, previous, watched });
        for (const event of events) this.publish(event, change.head);
      }
    } finally {
      const next = this.#busy.get(name);
      this.#busy.delete(name);
      if (next !== undefined && next !== null) void this.#run(topic, next);
    }
  }

  async #compute(topic: Topic, input: PublishInput): Promise<readonly LiveEvent[]> {
    try {
      return await topic.publish(input);
    } catch (error) {
      this.#log.warn({ err: error, topic: topic.name }, 'a topic of the stream has no events');
      return [];
    }
  }
}
