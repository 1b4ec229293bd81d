import type { DingTalkEvent, MalformedEvent } from '@hongyan/dingtalk';
import type { CorpId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { queueOf } from './jobs.ts';
import { sealEvent, sealText } from './payload.ts';
import type { CallbackDeps } from './ports.ts';
import { keepEvent, keepMalformed, useProof } from './store.ts';
import type { VerifiedPush } from './verify.ts';

/** Takes events in: when a promise resolves, the event and the job that handles it are kept for good. */
export interface Intake {
  /** `check`: the console's test. `replay`: came before, and not as one of the platform's own repeats. */
  push(push: VerifiedPush): Promise<'kept' | 'check' | 'replay'>;
  stream(event: DingTalkEvent): Promise<void>;
  streamMalformed(corpId: CorpId, event: MalformedEvent, text: string): Promise<void>;
}

/**
 * The platform repeats a push that we did not answer in time, perhaps byte for byte, at most 40 s and two deadlines later
 * (dingtalk-api.md §6.4). The same bytes after this are somebody else's.
 */
const repeatMs = 2 * 60_000;

export function createIntake({ clock, db, queue, vault, door, log }: CallbackDeps): Intake {
  async function keep(tx: CorpTx, keys: CorpVault, event: DingTalkEvent, text: string): Promise<void> {
    const handler = queueOf(event);
    const isNew = await keepEvent(tx, event, {
      payload: sealEvent(keys, event, text),
      now: new Date(clock.now()),
      handled: handler === undefined,
    });
    if (isNew && handler) await queue.enqueue(tx, handler, { eventId: event.eventId });
  }

  async function keepUnread(
    tx: CorpTx,
    keys: CorpVault,
    event: MalformedEvent,
    channel: 'push' | 'stream',
    text: string,
  ): Promise<void> {
    const payload = sealText(keys, event.eventId, text);
    await keepMalformed(tx, event, { channel, payload, now: new Date(clock.now()) });
    log.warn('an event could not be read', { corpId: tx.corpId, reason: event.reason, type: event.type });
  }

  return {
    async push({ app: { corpId }, text, sentAt, proof }) {
      const keys = await vault.forCorp(corpId);
      const read = door.readEvent({ channel: 'push', corpId, text, sentAt });
      return db.inCorp(corpId, async (tx) => {
        const now = clock.now();
        const first = await useProof(tx, proof, new Date(now));
        if (now - first.getTime() > repeatMs) return 'replay';
        if (!read.ok) await keepUnread(tx, keys, read.error, 'push', text);
        else if (read.value.kind === 'check_url') return 'check';
        else await keep(tx, keys, read.value, text);
        return 'kept';
      });
    },
    async stream(event) {
      const keys = await vault.forCorp(event.corpId);
      await db.inCorp(event.corpId, (tx) => keep(tx, keys, event, ''));
    },
    async streamMalformed(corpId, event, text) {
      const keys = await vault.forCorp(corpId);
      await db.inCorp(corpId, (tx) => keepUnread(tx, keys, event, 'stream', text));
    },
  };
}
