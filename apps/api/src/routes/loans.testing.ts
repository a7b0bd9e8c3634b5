import { expect } from 'vitest';
import type { Api } from '../api.ts';

/** An amount, as far as tests look at it. */
export interface Amount {
  readonly amount: string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The body of an answer; the test fails unless it has that status. */
export async function ask<Body>(app: Api, url: string, status = 200): Promise<Body> {
  const answer = await app.inject(url);
  const seen = answer.statusCode === status ? '' : answer.body.slice(0, 500);
  expect([url, answer.statusCode, seen]).toEqual([url, status, '']);
  return answer.json<Body>();
}

/** Everything on a list, page by page of `limit` items. */
export async function askAll<Item>(app: Api, url: string, limit: number): Promise<Item[]> {
  const start = `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;
  const found: Item[] = [];
  for (let at: string | null = start; at !== null;) {
    const page: Page<Item> = await ask(app, at);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    at = page.next === null ? null : `${start}&cursor=${page.next}`;
  }
  return found;
}
