import type autocannon from 'autocannon';
import type { Stage } from './stage.ts';

/**
 * How often each kind of request is asked, of a hundred. A page asks for a handful of answers at
 * each block; who types into it asks for a quote a few times a minute.
 */
const WEIGHTS = { markets: 30, loan: 25, loans: 12, calls: 10, history: 10, status: 10, quote: 3 };

function get(path: string): autocannon.Request {
  return { method: 'GET', path };
}

/** Requests in a fixed order that repeats; every connection goes through them from its start. */
export function mixOf({ loans, world }: Stage): readonly autocannon.Request[] {
  const { creditorId, listings } = world;
  const markets = ['/v1/creditors', `/v1/creditors/${creditorId}`, '/v1/prices', '/v1/tokens'];
  const quote = (i: number): autocannon.Request => ({
    method: 'POST',
    path: '/v1/quotes/open',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      creditorId,
      collateralId: listings.btc,
      pledged: `${100_000_000 + i}`,
      drawn: `${20_000_000_000 + i}`,
    }),
  });
  const make: Record<keyof typeof WEIGHTS, (i: number) => autocannon.Request> = {
    markets: (i) => get(markets[i % markets.length] ?? '/v1/creditors'),
    loan: (i) => get(`/v1/loans/${loans[(i * 7) % loans.length]}`),
    loans: (i) => get(i % 2 === 0 ? '/v1/loans?limit=20' : '/v1/loans?order=call&limit=20'),
    calls: (i) => get(i % 2 === 0 ? '/v1/calls' : '/v1/liquidations'),
    history: () => get(`/v1/creditors/${creditorId}/history?interval=hour&limit=48`),
    status: () => get('/v1/status'),
    quote,
  };
  const kinds = Object.entries(WEIGHTS) as [keyof typeof WEIGHTS, number][];
  const round = kinds.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));
  // A step that has no divisor with the length visits every place, so that kinds alternate.
  return Array.from({ length: round.length * 5 }, (_, i) => {
    const kind = round[(i * 37) % round.length] ?? 'status';
    return make[kind](i);
  });
}

/** Mean size of the mix's answers, bytes. */
export async function meanSize(url: string, mix: readonly autocannon.Request[]): Promise<number> {
  let bytes = 0;
  for (const { method = 'GET', path = '/', body, headers } of mix) {
    const init = { method, headers: headers as Record<string, string>, body: body as string };
    const answer = await fetch(`${url}${path}`, body === undefined ? {} : init);
    bytes += (await answer.arrayBuffer()).byteLength;
  }
  return Math.round(bytes / mix.length);
}
