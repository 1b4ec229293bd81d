import type { EventChannel } from '@hongyan/contract';
import type { CorpId } from '@hongyan/kit';
import type { Notes } from './notes.ts';
import type { CallbackDeps } from './ports.ts';
import { tables } from './tables.ts';

/** What was seen of a corp's events, by any process: for the console and the doctor. */
export async function readChannel(
  { apps, clock, db }: Pick<CallbackDeps, 'apps' | 'clock' | 'db'>,
  notes: Pick<Notes, 'flush'>,
  corpId: CorpId,
): Promise<EventChannel> {
  await notes.flush();
  const mode = (await apps.get(corpId))?.eventMode ?? 'push';
  return db.inCorp(corpId, async (tx) => {
    const row = await tables(tx)
      .selectFrom('event_channels')
      .selectAll()
      .where('corp_id', '=', corpId)
      .executeTakeFirst();
    const streams = await tables(tx)
      .selectFrom('event_streams')
      .select(['state', 'problem'])
      .where('corp_id', '=', corpId)
      .where('until', '>', new Date(clock.now()))
      .orderBy('until', 'desc')
      .execute();
    // One connection of many is enough: each event comes over any of them.
    const stream = streams.find(({ state }) => state === 'connected') ?? streams[0];
    return {
      mode,
      ...(row?.last_seen_at ? { lastSeenAt: row.last_seen_at.toISOString() } : {}),
      ...(row?.last_check_at ? { lastCheckAt: row.last_check_at.toISOString() } : {}),
      refused: row?.refused ?? 0,
      ...(row?.last_refusal ? { lastRefusal: row.last_refusal } : {}),
      ...(mode === 'stream'
        ? { stream: { state: stream?.state ?? 'stopped', ...(stream?.problem ? { problem: stream.problem } : {}) } }
        : {}),
    };
  });
}
