/** Wakes the follower: a signal given while it works is kept. */
export class Wake {
  #given = true;
  #resolve: () => void = () => undefined;

  give(): void {
    this.#given = true;
    this.#resolve();
  }

  /** Waits for a signal, or for so long. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#given) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#given = false;
  }
}

const AGAIN_MS = 1_000;

/**
 * Gives a signal at each new head that a node tells of, over a socket of its own that is opened
 * again when it breaks. A head that is not told costs time, and nothing else: the follower looks by
 * itself too.
 *
 * @returns Ends it.
 */
export function watchHeads(url: string, wake: Wake): () => void {
  let ended = false;
  let socket: WebSocket | null = null;
  const open = (): void => {
    if (ended) return;
    const own = new WebSocket(url.replace(/^http/, 'ws'));
    socket = own;
    own.addEventListener('open', () => {
      const subscription = { jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] };
      own.send(JSON.stringify(subscription));
      wake.give();
    });
    own.addEventListener('message', () => wake.give());
    own.addEventListener('close', () => setTimeout(open, AGAIN_MS).unref());
    // A close follows, or the node has no sockets.
    own.addEventListener('error', () => undefined);
  };
  open();
  return () => {
    ended = true;
    socket?.close();
  };
}
