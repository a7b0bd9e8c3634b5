import { setTimeout as sleep } from 'node:timers/promises';

/** A service that was started. */
export interface Started {
  readonly pid: number;
  /** Resolves when it can be used. Never, where it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with a sentence if it ends without having been stopped. */
  readonly died: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** What became of a service. */
export interface ServiceNews {
  readonly name: string;
  readonly state: 'starting' | 'ready' | 'down';
  /** Why it is down, and when it is started again; empty otherwise. */
  readonly why: string;
  /** Whether it was ready before. */
  readonly again: boolean;
}

/** A service and how it is started. */
export interface ServiceOptions {
  readonly name: string;
  readonly start: () => Promise<Started>;
  /** Told which process it is; null when it has ended. */
  readonly onPid: (pid: number | null) => void;
  readonly onNews: (news: ServiceNews) => void;
  /** Shortest and longest pause before it is started again, milliseconds. */
  readonly pauses?: { readonly least: number; readonly most: number };
}

const PAUSES = { least: 100, most: 5_000 };
/** What ran this long is in order: the next pause is the shortest again, milliseconds. */
const STEADY = 10_000;

/** Keeps a service running: what ends is started again, after a pause that grows. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #ending = new AbortController();
  #current: Started | null = null;
  #loop: Promise<void> = Promise.resolve();
  #failures = 0;
  #wasReady = false;
  #said = '';

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts it, and keeps it from then on.
   *
   * @throws what the first start throws; nothing is kept then.
   */
  begin(): Promise<void> {
    const first = this.#start();
    this.#loop = first.then(
      (started) => this.#keep(started),
      () => undefined,
    );
    return first.then(() => undefined);
  }

  /** Stops it for good, also in the middle of a start or of a pause. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#loop;
    await this.#current?.stop();
    this.#current = null;
    this.#options.onPid(null);
  }

  async #start(): Promise<Started> {
    this.#tell('starting', '');
    const started = await this.#options.start();
    this.#current = started;
    this.#options.onPid(started.pid);
    void started.ready.then(() => {
      if (this.#current !== started || this.#ending.signal.aborted) return;
      this.#tell('ready', '');
      this.#wasReady = true;
      this.#said = '';
    });
    return started;
  }

  async #keep(first: Started): Promise<void> {
    const { signal } = this.#ending;
    const ended = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    for (let started: Started | null = first; started !== null;) {
      const since = performance.now();
      const how = await Promise.race([started.died, ended]);
      if (how === null || signal.aborted) return;
      this.#current = null;
      this.#options.onPid(null);
      if (performance.now() - since > STEADY) this.#failures = 0;
      started = await this.#restart(how);
    }
  }

  /** Starts it until that works; null when it is to end. */
  async #restart(how: string): Promise<Started | null> {
    const { least, most } = this.#options.pauses ?? PAUSES;
    for (let why = how; ;) {
      const pause = Math.min(most, least * 2 ** this.#failures);
      this.#failures += 1;
      this.#tell('down', why);
      try {
        await sleep(pause, undefined, { signal: this.#ending.signal });
        return await this.#start();
      } catch (error) {
        if (this.#ending.signal.aborted) return null;
        why = error instanceof Error ? error.message : String(error);
      }
    }
  }

  /** The same failure again and again is told once. */
  #tell(state: ServiceNews['state'], why: string): void {
    if (state === 'down' && why === this.#said) return;
    if (state === 'down') this.#said = why;
    this.#options.onNews({ name: this.#options.name, state, why, again: this.#wasReady });
  }
}
