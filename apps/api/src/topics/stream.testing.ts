import type { Api } from '../api.ts';

/** An event as it arrives. */
export interface Heard<Data> {
  readonly id: string;
  readonly event: string;
  readonly data: Data;
}

/** An open event stream, heard over HTTP. */
export interface TestStream {
  readonly heard: Heard<Record<string, unknown>>[];
  end(): void;
}

function toEvent(text: string): Heard<Record<string, unknown>> {
  const fields = new Map(
    text.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const data = JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>;
  return { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data };
}

/** Listens to topics of a server that listens to a port. */
export async function listenTo(app: Api, topics: readonly string[]): Promise<TestStream> {
  const abort = new AbortController();
  const url = `${app.listeningOrigin}/v1/live?topics=${topics.join(',')}`;
  const answer = await fetch(url, { signal: abort.signal });
  const heard: Heard<Record<string, unknown>>[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      const parts = `${rest}${decoder.decode(chunk as Uint8Array, { stream: true })}`.split('\n\n');
      rest = parts.pop() ?? '';
      heard.push(...parts.filter((part) => !part.startsWith(':')).map(toEvent));
    }
  };
  // Ending it is an error to who reads.
  void read().catch(() => undefined);
  return { heard, end: () => abort.abort() };
}
