import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { CliError } from '../errors.ts';

/** More than any proof has: what is longer is not read to its end. */
const MOST_BYTES = 1 << 18;

async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'it may not be read',
};

/**
 * Reads a proof's text from a file, or from stdin for `-`. A longer text than any proof has comes
 * back cut, and does not read as one.
 *
 * @throws {CliError} when the file cannot be read.
 */
export async function readProofText(path: string): Promise<string> {
  try {
    return await textOf(path === '-' ? process.stdin : createReadStream(path));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new CliError(`${path}: ${reasons[code] ?? message}.`, { cause: error });
  }
}
