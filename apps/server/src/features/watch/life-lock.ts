import type { Clock } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/types.ts';

const beatMs = 2_000;

/**
 * An advisory lock held for as long as this process lives: the database lets go of it the moment the process dies, so that
 * others need not wait for its leases to run out. It is held by a transaction that stays open and writes nothing.
 */
export async function holdLifeLock(
  { db, clock, log }: { db: Db; clock: Clock; log: Log },
  key: number,
  signal: AbortSignal,
): Promise<void> {
  let started: (() => void) | undefined;
  const first = new Promise<void>((resolve) => {
    started = resolve;
  });
  const hold = () =>
    db.inSystem(async (tx) => {
      await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(tx.sql);
      started?.();
      while (!signal.aborted) {
        await clock.sleep(beatMs, signal).catch(() => undefined);
        await sql`select 1`.execute(tx.sql);
      }
    });
  void (async () => {
    while (!signal.aborted) {
      await hold().catch((error: unknown) => log.warn('life lock lost', { error }));
      started?.();
      if (!signal.aborted) await clock.sleep(beatMs, signal).catch(() => undefined);
    }
  })();
  await first;
}
