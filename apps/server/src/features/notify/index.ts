import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { createDecide } from './decide.ts';
import type { NotifyDeps } from './deps.ts';
import { createSender } from './sender.ts';
import { createTarget } from './target.ts';

/** Arrivals become notices, notices become cards in DingTalk. */
export interface Notify {
  readonly decide: ReturnType<typeof createDecide>;
  /** Before a transaction that will decide: reads what deciding would otherwise wait for with a connection in its hands. */
  prepare(corpId: CorpId): Promise<void>;
  readonly target: ReturnType<typeof createTarget>;
  start(): void;
  stop(): Promise<void>;
  /** Drops notices whose time is over (design §6). */
  forgetOld(corpId: CorpId): Promise<void>;
}

export function createNotify(deps: NotifyDeps): Notify {
  const sender = createSender(deps);
  return {
    decide: createDecide(deps, sender),
    async prepare(corpId) {
      await Promise.all([deps.ports.publicUrl(corpId), deps.vault.forCorp(corpId)]);
    },
    target: createTarget(deps),
    start: sender.start,
    stop: sender.stop,
    async forgetOld(corpId) {
      await deps.db.inCorp(corpId, (tx) =>
        sql`delete from notice where corp_id = ${corpId} and decided_at < now() - interval '180 days'`.execute(tx.sql),
      );
    },
  };
}
