import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';

/** Bytes that a log may hold before its older half is dropped. */
const MOST_BYTES = 512 * 1_024;

/** The last lines of a service, in a file that stays small. */
export class BoundedLog {
  readonly #path: string;
  readonly #most: number;
  #size: number;

  constructor(path: string, most: number = MOST_BYTES) {
    this.#path = path;
    this.#most = most;
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Adds a line. What cannot be written is lost: no service is worth less than its log. */
  write(line: string): void {
    const text = `${line}\n`;
    try {
      if (this.#size + Buffer.byteLength(text) > this.#most) this.#drop();
      appendFileSync(this.#path, text, { mode: 0o600 });
      this.#size += Buffer.byteLength(text);
    } catch {
      this.#size = 0;
    }
  }

  /** Keeps the newer half, from the start of a line. */
  #drop(): void {
    const kept = readFileSync(this.#path).subarray(-Math.floor(this.#most / 2));
    const start = kept.indexOf('\n') + 1;
    writeFileSync(this.#path, kept.subarray(start), { mode: 0o600 });
    this.#size = kept.length - start;
  }
}
