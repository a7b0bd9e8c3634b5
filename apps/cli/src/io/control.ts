import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod';
import { CliError } from '../errors.ts';

/** Why the history waits when someone told it to. */
export const PAUSED = 'paused';

const text = z.string().min(1).max(200);
const whole = z
  .string()
  .regex(/^-?\d{1,40}$/)
  .transform(BigInt);

const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('status') }),
  /** The history waits because someone acts by hand. */
  z.strictObject({ do: z.literal('hold'), why: text }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('play'), speed: whole.nullable() }),
  z.strictObject({ do: z.literal('set-price'), symbol: text, priceE8: whole }),
  z.strictObject({ do: z.literal('shock'), symbol: text, changeBps: whole }),
  z.strictObject({ do: z.literal('release'), symbol: text.nullable() }),
  z.strictObject({ do: z.literal('forward'), seconds: whole }),
]);

/** What another shell may ask of a running `up`. */
export type Order = z.output<typeof orderSchema>;

const priceSchema = z.strictObject({
  symbol: z.string(),
  priceE8: whole,
  historyE8: whole,
  /** 1e18 = 1: as the history says. */
  factorWad: whole,
  /** Change over the last day, bps; null where it is not known. */
  dayChangeBps: whole.nullable(),
});

const statusSchema = z.strictObject({
  /** The chain's clock, unix seconds. */
  clock: whole,
  title: z.string(),
  /** Why the history stands still; null while it plays. */
  paused: z.string().nullable(),
  ended: z.boolean(),
  speed: whole,
  position: z.number().int(),
  length: z.number().int(),
  prices: z.array(priceSchema),
  /** Whether this order made the history stand still. */
  held: z.boolean(),
});

/** How a running `up` stands. */
export type Status = z.output<typeof statusSchema>;

const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), status: statusSchema }),
  z.strictObject({ ok: z.literal(false), message: z.string() }),
]);

const SECRET_HEADER = 'x-hypothec-secret';
const MOST_BYTES = 10_000;

function toWire(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? item.toString() : item,
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BYTES) throw new CliError('The order is too long.');
  }
  return body;
}

async function answer(
  request: IncomingMessage,
  secret: string,
  handle: (order: Order) => Promise<Status>,
): Promise<{ readonly code: number; readonly body: string }> {
  if (request.headers[SECRET_HEADER] !== secret) return { code: 403, body: '' };
  try {
    const order = orderSchema.parse(JSON.parse(await bodyOf(request)));
    return { code: 200, body: toWire({ ok: true, status: await handle(order) }) };
  } catch (error) {
    const known = error instanceof CliError;
    const message = known ? error.message : `The stack could not do that: ${String(error)}.`;
    return { code: 200, body: toWire({ ok: false, message }) };
  }
}

/** A control server that listens. */
export interface ControlServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Listens on this machine for orders of other shells. The secret keeps web pages out, which may
 * send requests to any local port.
 */
export async function startControl(
  secret: string,
  handle: (order: Order) => Promise<Status>,
): Promise<ControlServer> {
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request, secret, handle).then(({ code, body }) => {
      response.writeHead(code, { 'content-type': 'application/json', connection: 'close' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Gives an order to the `up` that runs.
 *
 * @throws {CliError} with what it refuses, or when it does not answer.
 */
export async function giveOrder(
  running: { readonly controlUrl: string; readonly secret: string },
  order: Order,
): Promise<Status> {
  let body: unknown;
  try {
    const response = await fetch(running.controlUrl, {
      method: 'POST',
      headers: { [SECRET_HEADER]: running.secret },
      body: toWire(order),
      signal: AbortSignal.timeout(30_000),
    });
    body = await response.json();
  } catch (cause) {
    throw new CliError('The running hypothec up does not answer: is it still starting?', { cause });
  }
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) throw new CliError('The running hypothec up is of another version.');
  if (!parsed.data.ok) throw new CliError(parsed.data.message);
  return parsed.data.status;
}
