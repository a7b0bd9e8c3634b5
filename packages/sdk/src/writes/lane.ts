/**
 * The nonces of one account: given out one at a time, in order, each only when it is known what
 * became of the one before, so that a failed send leaves no gap.
 *
 * One lane an account and process: two lanes of one account would give out the same nonces.
 */
export class NonceLane {
  #tail: Promise<unknown> = Promise.resolve();
  /** The nonce after the highest that was taken by a node. */
  #next = 0;
  /** Transactions taken by a node and in no block yet. */
  #pending = 0;

  /**
   * Sends one transaction with the next nonce, after those before it were taken or refused.
   *
   * @param count - The account's count of transactions as the node has it, pending ones included.
   * @param send - Signs and broadcasts; when it throws, the nonce is free again.
   */
  run<Sent>(count: () => Promise<number>, send: (nonce: number) => Promise<Sent>): Promise<Sent> {
    const turn = this.#tail.then(async () => {
      const seen = await count();
      // A node may lag behind what it took from us, or may have dropped it: while ours are on their
      // way our own count leads, once they are settled the node's does.
      const nonce = this.#pending > 0 ? Math.max(this.#next, seen) : seen;
      const sent = await send(nonce);
      this.#next = nonce + 1;
      this.#pending++;
      return sent;
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** Says that a transaction of this lane is in a block, or was given up. */
  settle(): void {
    this.#pending--;
  }
}
