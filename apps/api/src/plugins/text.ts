import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import type { Fault } from '../errors/problem.ts';

/** A string that neither PostgreSQL's text nor its jsonb can hold. */
function fault(text: string): string | undefined {
  if (text.includes('\0')) return 'text cannot hold a NUL character';
  if (!text.isWellFormed()) return 'text cannot hold half of a surrogate pair';
  return undefined;
}

/** The first such string within a value, with its JSON pointer; bodies are at most 64 kB. */
function find(value: unknown, pointer: string): { pointer: string; detail: string } | undefined {
  if (typeof value === 'string') {
    const detail = fault(value);
    return detail === undefined ? undefined : { pointer, detail };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const detail = fault(key);
    if (detail !== undefined) return { pointer, detail };
    const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
    const found = find(item, `${pointer}/${escaped}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Refuses text that could not be kept, wherever it stands in a request. */
export function checkText(app: Api): void {
  app.addHook('preValidation', async (request) => {
    const parts: readonly (readonly [Fault['in'], unknown])[] = [
      ['path', request.params],
      ['query', request.query],
      ['body', request.body],
    ];
    for (const [place, value] of parts) {
      const found = find(value, '');
      if (found === undefined) continue;
      const detail = `The ${place} at "${found.pointer}" is refused: ${found.detail}.`;
      throw new Problem('invalid-request', detail, { errors: [{ in: place, ...found }] });
    }
  });
}
