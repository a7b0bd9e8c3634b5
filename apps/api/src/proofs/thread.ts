import { Worker } from 'node:worker_threads';
import type { Answer, Built, Job, Proved, Row, TreePlan } from './job.ts';

/** Trees of half a million leaves fit; what does not ends the thread, not the server. */
const HEAP_MB = 1_024;

/** The thread that builds trees ended, or could not do what it was asked. */
export class TreeThreadError extends Error {
  override readonly name = 'TreeThreadError';
}

/** Reads what a tree is made from, and hands it on in parts. */
export type ReadRows = (plan: TreePlan, take: (rows: readonly Row[]) => void) => Promise<void>;

type Ends = PromiseWithResolvers<Built | Proved>;

/** The thread that builds and keeps trees; it starts when it is first needed, and again after. */
export class TreeThread {
  readonly #pending = new Map<number, Ends>();
  readonly #onEnd: () => void;
  #worker: Worker | undefined;
  #jobs = 0;

  /** @param onEnd - The thread ended: what it kept is gone. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Builds a tree from rows as they come. */
  async build(plan: TreePlan, read: ReadRows): Promise<Built> {
    const job = ++this.#jobs;
    try {
      await read(plan, (rows) => this.#send({ kind: 'rows', job, rows }));
    } catch (error) {
      if (this.#worker !== undefined) this.#send({ kind: 'drop', job });
      throw error;
    }
    return (await this.#ask({ kind: 'build', job, plan })) as Built;
  }

  async prove(key: string, subject: `0x${string}`): Promise<Proved> {
    const job = ++this.#jobs;
    return (await this.#ask({ kind: 'prove', job, key, subject })) as Proved;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(job: Job): Promise<Built | Proved> {
    const ends: Ends = Promise.withResolvers();
    this.#pending.set(job.job, ends);
    this.#send(job);
    return ends.promise;
  }

  #send(job: Job): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(job, []);
  }

  #start(): Worker {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const ends = this.#pending.get(answer.job);
      this.#pending.delete(answer.job);
      if ('result' in answer) ends?.resolve(answer.result);
      else ends?.reject(new TreeThreadError(answer.fault));
    });
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => this.#lose(worker, cause));
    return worker;
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const error = new TreeThreadError('The thread that builds trees ended.', { cause });
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.#onEnd();
  }
}
