import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CallbackDeps } from './ports.ts';
import { tables } from './tables.ts';

/** What was seen on a corp's channel; written in bulk, so that a flood of refused calls is one small write a second. */
export interface Notes {
  /** A verified event, or the console's test. */
  seen(corpId: CorpId, what: 'event' | 'check'): void;
  refused(corpId: CorpId, reason: string): void;
  flush(): Promise<void>;
  /** Writes what is left. */
  stop(): Promise<void>;
}

interface Note {
  seenAt?: number;
  checkAt?: number;
  /** Since the last good one. */
  refused: number;
  reason?: string;
  /** A good one came: what was refused before it no longer matters. */
  good: boolean;
}

const flushMs = 1_000;
const most = 1_000_000_000;

export function createNotes({ clock, db, log }: CallbackDeps): Notes {
  let notes = new Map<CorpId, Note>();
  const stopping = new AbortController();
  let waiting = false;
  let writing: Promise<void> = Promise.resolve();

  function noteOf(corpId: CorpId): Note {
    let note = notes.get(corpId);
    if (!note) {
      note = { refused: 0, good: false };
      notes.set(corpId, note);
    }
    if (!waiting && !stopping.signal.aborted) {
      waiting = true;
      void clock
        .sleep(flushMs, stopping.signal)
        .then(flush, () => undefined)
        .finally(() => {
          waiting = false;
        });
    }
    return note;
  }

  function flush(): Promise<void> {
    writing = writing.then(async () => {
      const batch = notes;
      notes = new Map();
      for (const [corpId, note] of batch) {
        // Not a line for each: whoever floods us must not fill the log.
        if (note.refused > 0) log.warn('callbacks were refused', { corpId, count: note.refused, reason: note.reason });
        await write(corpId, note).catch((error: unknown) =>
          log.warn('what was seen of the events could not be written down', { corpId, error }),
        );
      }
    });
    return writing;
  }

  const write = (corpId: CorpId, note: Note) =>
    db.inCorp(corpId, async (tx) => {
      const at = (time: number | undefined) => (time === undefined ? null : new Date(time));
      await tables(tx)
        .insertInto('event_channels')
        .values({
          corp_id: corpId,
          last_seen_at: at(note.seenAt),
          last_check_at: at(note.checkAt),
          refused: note.refused,
          last_refusal: note.reason ?? null,
        })
        .onConflict((conflict) =>
          conflict.column('corp_id').doUpdateSet({
            last_seen_at: sql<Date>`greatest(event_channels.last_seen_at, excluded.last_seen_at)`,
            last_check_at: sql<Date>`greatest(event_channels.last_check_at, excluded.last_check_at)`,
            ...(note.good
              ? { refused: note.refused, last_refusal: note.reason ?? null }
              : {
                  refused: sql<number>`least(event_channels.refused::bigint + excluded.refused, ${most})`,
                  last_refusal: sql<string>`coalesce(excluded.last_refusal, event_channels.last_refusal)`,
                }),
          }),
        )
        .execute();
    });

  return {
    seen(corpId, what) {
      const note = noteOf(corpId);
      note.seenAt = clock.now();
      if (what === 'check') note.checkAt = note.seenAt;
      note.good = true;
      note.refused = 0;
      delete note.reason;
    },
    refused(corpId, reason) {
      const note = noteOf(corpId);
      note.refused += 1;
      note.reason = reason;
    },
    flush,
    async stop() {
      stopping.abort();
      await flush();
    },
  };
}
