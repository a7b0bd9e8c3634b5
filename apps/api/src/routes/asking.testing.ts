import { expect } from 'vitest';
import type { Api } from '../api.ts';

/** Asks a server in tests. */
export function asking(app: () => Api) {
  /** The answer's body; the test fails unless it has that status. */
  async function get(url: string, status = 200) {
    const answer = await app().inject(url);
    const seen = answer.statusCode === status ? '' : answer.body.slice(0, 500);
    expect([url, answer.statusCode, seen]).toEqual([url, status, '']);
    return answer.json();
  }

  /** Every item of a list, page by page, of `limit` each. */
  async function all(url: string, limit: number) {
    const items = [];
    const start = `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;
    for (let at: string | null = start; at !== null;) {
      const page = await get(at);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      at = page.next === null ? null : `${start}&cursor=${page.next}`;
    }
    return items;
  }
  return { get, all };
}
