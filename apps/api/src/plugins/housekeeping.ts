import { idempotencyKeys, isPassing, nonces, sessions } from '@hypothec/database';
import type { Queries } from '@hypothec/database';
import { lt } from 'drizzle-orm';
import type { Api } from '../api.ts';
import { KEY_MS } from './write-once.ts';

const EVERY_MS = 10 * 60_000;

/** Removes what is good for nothing any more: nonces, sessions, answers under their keys. */
export async function sweep(queries: Queries, now: number): Promise<void> {
  await queries.delete(nonces).where(lt(nonces.expiresAt, new Date(now)));
  await queries.delete(sessions).where(lt(sessions.expiresAt, new Date(now)));
  await queries
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(now - KEY_MS)));
}

/** Sweeps now and then; several processes may do so at once. */
export function keepHouse(app: Api): void {
  const { database, clock } = app.deps;
  const timer = setInterval(() => {
    sweep(database.queries, clock()).catch((error: unknown) => {
      if (!isPassing(error)) app.log.error({ err: error }, 'expired rows stay');
    });
  }, EVERY_MS);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
