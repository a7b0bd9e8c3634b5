import { request } from 'node:http';
import type { Agent } from 'node:http';
import type { Wire } from './arbitrary.ts';

/** What came back. */
export interface Answer {
  /** 0 where the connection was cut without one. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly milliseconds: number;
}

/** Where to, and with which sessions. */
export interface Target {
  readonly url: string;
  readonly agent: Agent;
  /** Of the two accounts. */
  readonly cookies: readonly [string, string];
}

/** Longer than this is a hang. */
export const LONGEST_MS = 15_000;
/** A stream is read for so long. */
const STREAM_MS = 60;

function cookieOf({ who, headers }: Wire, { cookies }: Target) {
  const own = who === 0 ? undefined : cookies[who - 1];
  const all = [headers['cookie'], own].filter((cookie) => cookie !== undefined);
  return all.length === 0 ? {} : { cookie: all.join('; ') };
}

/** Sends a request and takes whatever comes back. */
export function send(wire: Wire, target: Target): Promise<Answer> {
  const { method, path } = wire;
  const body = wire.body === null ? null : Buffer.from(wire.body, 'latin1');
  // Said for every method: bytes without a length would be taken for the next request.
  const length = body === null ? {} : { 'content-length': `${body.length}` };
  const headers = { ...wire.headers, ...cookieOf(wire, target), ...length };
  const since = performance.now();
  return new Promise((resolve) => {
    const done = (answer: Omit<Answer, 'milliseconds'>): void =>
      resolve({ ...answer, milliseconds: performance.now() - since });
    const options = { method, agent: target.agent, timeout: LONGEST_MS };
    const sent = request(new URL(target.url), { ...options, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      const contentType = answer.headers['content-type'] ?? '';
      const finish = (): void =>
        done({
          status: answer.statusCode ?? 0,
          contentType,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', finish);
      answer.on('error', finish);
      if (!contentType.startsWith('text/event-stream')) return;
      setTimeout(() => {
        finish();
        answer.destroy();
      }, STREAM_MS);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', (error) => done({ status: 0, contentType: '', body: error.message }));
    sent.end(body ?? undefined);
  });
}
