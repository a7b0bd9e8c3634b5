import { tone } from '../text/output.ts';
import type { Line } from './lines.ts';

const ALTERNATE = '\u001b[?1049h\u001b[?25l';
const NORMAL = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';
const CLEAR_REST = '\u001b[J';

/** A key that the view knows. */
export type Key = 'pause' | 'faster' | 'slower' | 'quit';

const keys: Readonly<Record<string, Key>> = {
  ' ': 'pause',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  q: 'quit',
  // Ctrl-C, which a terminal in raw mode hands over as a key.
  '\u0003': 'quit',
};

/**
 * The whole terminal window, drawn over and over. What stood there before comes back when it is
 * closed.
 */
export class Screen {
  #open = false;
  #draw: () => void = () => undefined;
  readonly #resized = (): void => this.#draw();
  readonly #onKey: (key: Key) => void;
  readonly #typed = (text: string): void => {
    for (const sign of text) {
      const key = keys[sign];
      if (key !== undefined) this.#onKey(key);
    }
  };

  constructor(onKey: (key: Key) => void) {
    this.#onKey = onKey;
  }

  /** Whether there is a terminal to draw on. */
  static possible(): boolean {
    return process.stdout.isTTY && process.env['TERM'] !== 'dumb';
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: process.stdout.columns ?? 80, height: process.stdout.rows ?? 24 };
  }

  /** Takes the window. @param draw - Called when the window changes its size. */
  open(draw: () => void): void {
    this.#open = true;
    this.#draw = draw;
    process.stdout.write(ALTERNATE);
    process.stdout.on('resize', this.#resized);
    if (!process.stdin.isTTY) return;
    process.stdin.setRawMode(true).setEncoding('utf8').resume().on('data', this.#typed);
  }

  /** Draws lines over what is there, without a flicker: nothing is cleared before it is written. */
  show(lines: readonly Line[]): void {
    if (!this.#open) return;
    const text = lines.map((line) => `${line.map((piece) => paint(piece)).join('')}${CLEAR_LINE}`);
    process.stdout.write(`${HOME}${text.join('\r\n')}${CLEAR_REST}`);
  }

  /** Gives the window back. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    process.stdout.off('resize', this.#resized);
    process.stdout.write(NORMAL);
    if (!process.stdin.isTTY) return;
    process.stdin.off('data', this.#typed).setRawMode(false).pause();
  }
}

function paint({ text, tone: kind }: Line[number]): string {
  return kind === undefined ? text : tone(kind, text);
}
