import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChainHarnessError } from './errors.ts';

/**
 * What goes wrong with a request: the node never sees it, sees it and its answer is lost, answers
 * late, or answers with an HTTP error.
 */
export type Fault = 'lose-request' | 'lose-answer' | 'hang' | 'status-503';

/** A node in front of a node, which fails as it is told. */
export interface FaultyNode {
  readonly url: string;
  /** Lets the next `times` requests of a method fail; others go through. */
  fail(method: string, fault: Fault, times?: number): void;
  /** Answers the next `times` requests of a method with this result, without asking the node. */
  answer(method: string, result: unknown, times?: number): void;
  /** Refuses the next `times` requests of a method with a JSON-RPC error. */
  refuse(method: string, code: number, message: string, times?: number): void;
  /** How many requests of a method came in. */
  count(method: string): number;
  stop(): Promise<void>;
}

interface Call {
  readonly id: number;
  readonly method: string;
}

interface Plan {
  readonly fault: Fault | null;
  /** The `result` or `error` of the answer. */
  readonly reply: Readonly<Record<string, unknown>>;
  left: number;
}

const HANG_MS = 60_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function forward(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body })).text();
}

/** Plays a fault, or forwards. A planned reply goes to every call of its request. */
async function serve(
  url: string,
  body: string,
  plan: Plan | undefined,
  response: ServerResponse,
): Promise<void> {
  const call = JSON.parse(body) as Call | readonly Call[];
  switch (plan?.fault) {
    case 'lose-request':
      response.destroy();
      return;
    case 'lose-answer':
      await forward(url, body);
      response.destroy();
      return;
    case 'hang':
      await sleep(HANG_MS, undefined, { ref: false });
      response.destroy();
      return;
    case 'status-503':
      response.writeHead(503).end('busy');
      return;
  }
  response.setHeader('content-type', 'application/json');
  if (plan === undefined) {
    response.end(await forward(url, body));
    return;
  }
  const reply = ({ id }: Call) => ({ jsonrpc: '2.0', id, ...plan.reply });
  response.end(JSON.stringify(Array.isArray(call) ? call.map(reply) : reply(call as Call)));
}

/** Starts a node that passes everything on to another, but for the faults it is told. */
export async function startFaultyNode(url: string): Promise<FaultyNode> {
  const plans = new Map<string, Plan>();
  const counts = new Map<string, number>();
  const planOf = (calls: readonly Call[]): Plan | undefined => {
    for (const { method } of calls) counts.set(method, (counts.get(method) ?? 0) + 1);
    const plan = calls.map(({ method }) => plans.get(method)).find((found) => found !== undefined);
    if (plan === undefined || plan.left === 0) return undefined;
    plan.left--;
    return plan;
  };
  const server: Server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        const parsed = JSON.parse(body) as Call | readonly Call[];
        return serve(url, body, planOf([parsed].flat() as readonly Call[]), response);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo | null;
  if (address === null) throw new ChainHarnessError('The faulty node has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    fail: (method, fault, times = 1) => {
      plans.set(method, { fault, reply: {}, left: times });
    },
    answer: (method, result, times = 1) => {
      plans.set(method, { fault: null, reply: { result }, left: times });
    },
    refuse: (method, code, message, times = 1) => {
      plans.set(method, { fault: null, reply: { error: { code, message } }, left: times });
    },
    count: (method) => counts.get(method) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
