import { fields } from './file.ts';
import type { Case, Group } from './file.ts';
import { act, stateOf } from './pool-actions.ts';
import type { Action } from './pool-actions.ts';
import { ReferencePool, Refusal } from './reference-pool.ts';

/** A step of the story did not go as its name says: the story is wrong, not the pool. */
export class StoryError extends RangeError {
  override readonly name = 'StoryError';
}

/** A story of one pool: what is done to it, one step after the other, and what comes of each. */
export class Sequence {
  readonly #pool = new ReferencePool();
  readonly #about: string;
  readonly #cases: Case[] = [];

  constructor(about: string) {
    this.#about = about;
  }

  get now(): bigint {
    return this.#pool.now;
  }

  /** Lets time pass before the next step. */
  wait(seconds: bigint): this {
    this.#pool.now += seconds;
    return this;
  }

  /** A step that succeeds; returns what it returns. */
  do(name: string, action: Action, ...given: readonly bigint[]): readonly bigint[] {
    const returned = act(this.#pool, action, given);
    this.#add(name, action, given, { returns: returned });
    return returned;
  }

  /** A step that is refused and changes nothing. */
  refuse(name: string, action: Action, ...given: readonly bigint[]): void {
    const refusal = this.#attempt(action, given);
    if (refusal === undefined) throw new StoryError(`"${name}" was expected to be refused.`);
    this.#add(name, action, given, { error: refusal.signature, args: refusal.args });
  }

  /** A step of which nobody knows beforehand whether it succeeds; what it returns, if it does. */
  try(name: string, action: Action, ...given: readonly bigint[]): readonly bigint[] | undefined {
    try {
      return this.do(name, action, ...given);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#add(name, action, given, { error: error.signature, args: error.args });
      return undefined;
    }
  }

  group(): Group {
    return { about: this.#about, cases: this.#cases };
  }

  #attempt(action: Action, given: readonly bigint[]): Refusal | undefined {
    try {
      act(this.#pool, action, given);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    return undefined;
  }

  #add(
    name: string,
    action: Action,
    given: readonly bigint[],
    outcome: Readonly<Record<string, string | readonly bigint[]>>,
  ): void {
    this.#cases.push({
      name,
      given: fields({ at: this.#pool.now, do: action, with: given }),
      expect: fields({ ...outcome, state: stateOf(this.#pool) }),
    });
  }
}
