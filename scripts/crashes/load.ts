import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '@hypothec/testkit/sign-in';
import { ORIGIN } from './stack.ts';
import type { Stack } from './stack.ts';

/** What was sent and answered while things were killed. */
export interface Sent {
  readonly reads: number;
  readonly refused: number;
  /** Labels that the API said it had stored, by what they name. */
  readonly stored: ReadonlyMap<string, string>;
  readonly writes: number;
}

const READERS = 8;
const WRITE_TRIES = 60;
const paths = ['/v1/status', '/v1/creditors', '/v1/loans?limit=20', '/v1/loans?order=call'];

/** An address that stands for a number. */
function subjectOf(i: number): string {
  return `0x${i.toString(16).padStart(40, '0')}`;
}

/** Requests to a stack's API, until told to stop. */
export class Load {
  readonly #stack: Stack;
  readonly #ending = new AbortController();
  readonly #stored = new Map<string, string>();
  #reads = 0;
  #refused = 0;
  #writes = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  async begin(): Promise<void> {
    const { apiUrl } = this.#stack.running();
    const who = { account: 3, origin: ORIGIN, chainId: this.#stack.chainId };
    const cookie = await signIn(apiUrl, who);
    const readers = Array.from({ length: READERS }, (_, i) => this.#read(apiUrl, i));
    this.#running = Promise.all([...readers, this.#write(apiUrl, cookie)]);
  }

  async end(): Promise<Sent> {
    this.#ending.abort();
    await this.#running;
    const [reads, refused, writes] = [this.#reads, this.#refused, this.#writes];
    return { reads, refused, writes, stored: this.#stored };
  }

  get #ended(): boolean {
    return this.#ending.signal.aborted;
  }

  async #read(url: string, first: number): Promise<void> {
    for (let i = first; !this.#ended; i += 1) {
      const path = paths[i % paths.length] ?? '/v1/status';
      const answer = await fetch(`${url}${path}`).catch(() => null);
      if (answer?.ok === true) this.#reads += 1;
      else this.#refused += 1;
      await answer?.arrayBuffer().catch(() => null);
      await sleep(answer === null ? 50 : 5);
    }
  }

  /** Writes one label after the other; what was not answered is sent again under the same key. */
  async #write(url: string, cookie: string): Promise<void> {
    for (let i = 1; !this.#ended; i += 1) {
      // The first few subjects are written again and again, so that the last write must win.
      const subject = subjectOf(1 + (i % 200));
      const label = `label ${i}`;
      if (await this.#put(url, cookie, subject, label)) this.#stored.set(subject, label);
      await sleep(10);
    }
  }

  async #put(url: string, cookie: string, subject: string, label: string): Promise<boolean> {
    const key = `crash-${subject}-${label.replace(' ', '-')}`;
    for (let tries = 0; tries < WRITE_TRIES; tries += 1) {
      const answer = await fetch(`${url}/v1/account/labels/${subject}`, {
        method: 'PUT',
        headers: {
          cookie,
          origin: ORIGIN,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ label }),
      }).catch(() => null);
      await answer?.arrayBuffer().catch(() => null);
      if (answer?.ok === true) {
        this.#writes += 1;
        return true;
      }
      await sleep(100);
    }
    return false;
  }
}
