import { styleText } from 'node:util';

/** What a style means, not what it looks like. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'strong' | 'title';

const looks = {
  good: 'green',
  warn: 'yellow',
  bad: 'red',
  quiet: 'dim',
  strong: 'bold',
  title: ['bold', 'cyan'],
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Colours a text where stdout shows colours (a terminal, NO_COLOR not set). */
export function tone(kind: Tone, text: string): string {
  return styleText([looks[kind]].flat() as Parameters<typeof styleText>[0], text, {
    stream: process.stdout,
  });
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Says on stderr what is being done: one line that changes at a terminal, lines elsewhere. */
export class Progress {
  readonly #mode: 'live' | 'lines' | 'silent';
  #timer: NodeJS.Timeout | undefined;
  #text = '';
  #frame = 0;
  #since = 0;

  constructor(options: { readonly silent: boolean }) {
    const live = process.stderr.isTTY && process.env['TERM'] !== 'dumb';
    this.#mode = options.silent ? 'silent' : live ? 'live' : 'lines';
  }

  /** What is being done now. Elsewhere than at a terminal, `often` texts are left out. */
  step(text: string, options: { readonly often?: boolean } = {}): void {
    if (this.#mode === 'silent') return;
    if (this.#mode === 'lines') {
      if (options.often !== true) process.stderr.write(`${text}\n`);
      return;
    }
    if (options.often !== true) this.#since = performance.now();
    this.#text = text;
    this.#timer ??= setInterval(() => this.#draw(), 100).unref();
    this.#draw();
  }

  /** Clears the line: what was done is done, or has failed. */
  end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    process.stderr.write('\r\u001b[2K');
  }

  #draw(): void {
    const seconds = Math.floor((performance.now() - this.#since) / 1_000);
    const waited = seconds < 2 ? '' : ` ${seconds} s`;
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const line = `${FRAMES[this.#frame]} ${this.#text}${waited}`;
    process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }
}

/** JSON for programs: bigints as decimal texts, maps as objects. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_, item: unknown) => {
      if (typeof item === 'bigint') return item.toString();
      return item instanceof Map ? Object.fromEntries(item) : item;
    },
    indent,
  );
}

/** Where a command's answer goes: text for people, or one JSON object. */
export class Output {
  readonly json: boolean;
  readonly progress: Progress;

  constructor(options: { readonly json: boolean }) {
    this.json = options.json;
    this.progress = new Progress({ silent: options.json });
  }

  /** Ends the progress line and writes the answer. */
  answer(value: object, text: () => string): void {
    this.progress.end();
    process.stdout.write(this.json ? `${toJson(value)}\n` : `${text()}\n`);
  }

  /** A remark for people, on stderr. */
  note(text: string): void {
    if (this.json) return;
    this.progress.end();
    process.stderr.write(`${text}\n`);
  }
}
