import { toJson } from '@hypothec/database';
import { decodeRevert, request } from '@hypothec/sdk';
import type { ChainEvent, ReadClient } from '@hypothec/sdk';
import { expect } from 'vitest';
import type { Api } from '../api.ts';

/** Asks a server with a body; the test fails unless the answer has that status. */
export async function post(app: Api, url: string, payload: object, status = 200) {
  const answer = await app.inject({ method: 'POST', url, payload });
  const seen = answer.statusCode === status ? '' : answer.body.slice(0, 500);
  expect([url, answer.statusCode, seen]).toEqual([url, status, '']);
  return answer.json();
}

/** Events of the chain as a preview has them. */
export function asPreviewed(events: readonly ChainEvent[]): readonly unknown[] {
  return events.map(({ emitter, event, ...fields }) => ({
    emitter,
    name: event,
    fields: toJson(fields),
  }));
}

/** A call that is only tried. */
export interface Tried {
  readonly from: string;
  readonly to: string;
  readonly data: `0x${string}`;
}

/** Tries a call as of an instant: null where it works, else the error's name. */
export async function tryAt(client: ReadClient, call: Tried, at: bigint): Promise<string | null> {
  const time = `0x${at.toString(16)}`;
  try {
    await request(client, 'eth_call', [call, 'latest', {}, { time }]);
    return null;
  } catch (error) {
    const data = revertData(error);
    if (data === undefined) throw error;
    return decodeRevert(data).name;
  }
}

function revertData(error: unknown): `0x${string}` | undefined {
  for (let at = error; typeof at === 'object' && at !== null;) {
    const { data, cause } = at as { readonly data?: unknown; readonly cause?: unknown };
    if (typeof data === 'string' && data.startsWith('0x')) return data as `0x${string}`;
    at = cause;
  }
  return undefined;
}
