import type { DingTalkEvent, MalformedEvent } from '@hongyan/dingtalk';
import type { CorpId, Result } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';
import { createGroupCommit } from './group-commit.ts';
import { queueOf, queues } from './jobs.ts';
import { sealEvent, sealText } from './payload.ts';
import type { CallbackDeps } from './ports.ts';
import { keepEvents, type NewEvent, useProofs } from './store.ts';
import type { VerifiedPush } from './verify.ts';

/** Takes events in: when a promise resolves, the event and the job that handles it are kept for good. */
export interface Intake {
  /** `check`: the console's test. `replay`: came before, and not as one of the platform's own repeats. */
  push(push: VerifiedPush): Promise<Outcome>;
  stream(event: DingTalkEvent): Promise<void>;
  streamMalformed(corpId: CorpId, event: MalformedEvent, text: string): Promise<void>;
}
type Outcome = 'kept' | 'check' | 'replay';

interface Item {
  readonly read: Result<DingTalkEvent, MalformedEvent>;
  readonly text: string;
  readonly channel: 'push' | 'stream';
  /** Absent: a Stream frame, whose connection is its proof. */
  readonly proof?: Buffer;
}

/**
 * The platform repeats a push that we did not answer in time, perhaps byte for byte, at most 40 s and two deadlines later
 * (dingtalk-api.md §6.4). The same bytes after this are somebody else's.
 */
const repeatMs = 2 * 60_000;
/** An answer may take 2.5 s (§6.3): so little more is not felt, and a flood needs a quarter of the transactions. */
const spacingMs = 20;
const maxItems = 400;
/** Events of one job: few enough to be done long before a job counts as lost. */
const perJob = 25;

export function createIntake({ clock, db, queue, vault, door, log }: CallbackDeps): Intake {
  const take = createGroupCommit<CorpId, Item, Outcome>({ clock, spacingMs, maxItems, commit });

  async function commit(corpId: CorpId, items: readonly Item[]): Promise<readonly Outcome[]> {
    const keys = await vault.forCorp(corpId);
    const now = new Date(clock.now());
    const rows = items.map((item) => toRow(keys, item, now));
    return db.inCorp(corpId, async (tx) => {
      const proofs = items.flatMap(({ proof }) => proof ?? []);
      const firstUse = await useProofs(tx, proofs, now);
      const isReplay = ({ proof }: Item) =>
        proof !== undefined && now.getTime() - (firstUse.get(proof.toString('hex')) ?? now).getTime() > repeatMs;
      const genuine = rows.filter((row, at) => row !== undefined && !isReplay(items[at]!)) as Row[];
      const fresh = await keepEvents(
        tx,
        genuine.map(({ row }) => row),
      );
      const queueOfId = new Map(genuine.map(({ row, queue }) => [row.event_id, queue]));
      for (const one of queues) {
        const eventIds = [...fresh].filter((id) => queueOfId.get(id) === one);
        for (let at = 0; at < eventIds.length; at += perJob)
          await queue.enqueue(tx, one, { eventIds: eventIds.slice(at, at + perJob) });
      }
      return items.map((item, at) => (isReplay(item) ? 'replay' : rows[at] ? 'kept' : 'check'));
    });
  }

  /** What the log keeps of it; nothing of the console's test. */
  function toRow(keys: CorpVault, { read, text, channel }: Item, now: Date): Row | undefined {
    if (!read.ok) {
      const { eventId, reason, type } = read.error;
      log.warn('an event could not be read', { reason, type });
      return {
        queue: undefined,
        row: {
          event_id: eventId,
          type: type ?? 'unreadable',
          channel,
          born_at: now,
          received_at: now,
          handled_at: now,
          error: `malformed.${reason}`,
          payload: sealText(keys, eventId, text),
        },
      };
    }
    const event = read.value;
    if (event.kind === 'check_url') return undefined;
    const handler = queueOf(event);
    return {
      queue: handler,
      row: {
        event_id: event.eventId,
        type: event.type,
        channel,
        born_at: new Date(event.bornAt),
        received_at: now,
        handled_at: handler ? null : now,
        error: null,
        payload: sealEvent(keys, event, text),
      },
    };
  }

  return {
    push: ({ app: { corpId }, text, sentAt, proof }) =>
      take(corpId, {
        read: door.readEvent({ channel: 'push', corpId, text, sentAt }),
        text,
        channel: 'push',
        proof,
      }),
    async stream(event) {
      await take(event.corpId, { read: { ok: true, value: event }, text: '', channel: 'stream' });
    },
    async streamMalformed(corpId, event, text) {
      await take(corpId, { read: { ok: false, error: event }, text, channel: 'stream' });
    },
  };
}

interface Row {
  readonly row: NewEvent;
  readonly queue: (typeof queues)[number] | undefined;
}
