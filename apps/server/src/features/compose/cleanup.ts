import type { ComposeDeps } from './ports.ts';
import { deleteOldSends } from './send-store.ts';
import { deleteExpiredUploads } from './upload-store.ts';

const everyMs = 3_600_000;
const dayMs = 24 * everyMs;

/** Erases expired uploads and the bytes of mails that are over, in every corp. */
export async function cleanUp(deps: Pick<ComposeDeps, 'db' | 'clock'>): Promise<void> {
  const at = (ago: number) => new Date(deps.clock.now() - ago);
  for (const corpId of await deps.db.listCorps()) {
    await deps.db.inCorp(corpId, async (tx) => {
      await deleteExpiredUploads(tx, at(0));
      await deleteOldSends(tx, at(dayMs), at(180 * dayMs));
    });
  }
}

/** Cleans up every hour until the signal. */
export async function keepClean(deps: Pick<ComposeDeps, 'db' | 'clock' | 'log'>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await cleanUp(deps).catch((error: unknown) => deps.log.warn('clean-up failed', { error }));
    await deps.clock.sleep(everyMs, signal).catch(() => undefined);
  }
}
