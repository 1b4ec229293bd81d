import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import { createGate, type Gate } from '../../../platform/gate.ts';
import type { DirectoryDeps } from '../ports.ts';
import { nextVersion } from '../tables.ts';
import { type LeaveSource, markLeft, markOutOfScope } from './leave.ts';
import { writePeople } from './write.ts';

/** What asking the platform about one person came to. */
export type Refetched =
  | { readonly kind: 'here' | 'left' | 'hidden' }
  | { readonly kind: 'failed'; readonly failure: DingTalkFailure };

/** Asks about one person and writes the answer down. */
export type Refetch = (
  corpId: CorpId,
  app: DingTalkApp,
  userId: UserId,
  why: {
    readonly source: LeaveSource;
    readonly runId?: string;
    /** False: someone who is gone is left as they are, and the answer says `left`. */
    readonly mayLeave?: boolean;
  },
) => Promise<Refetched>;

/** Only this code says that a person is gone (dingtalk-api.md §6.5); everything else erases nobody. */
const goneCode = '60121';

export function createRefetch(deps: DirectoryDeps): Refetch {
  const gate: Gate = createGate(1);
  return (corpId, app, userId, why) =>
    gate(`${corpId}\n${userId}`, async () => {
      const version = await nextVersion(deps.db);
      const answer = await app.getUser(userId);
      const keys = await deps.vault.forCorp(corpId);
      if (answer.ok) {
        await deps.db.inCorp(corpId, async (tx) => {
          const written = await writePeople(tx, keys, [answer.value], {
            version,
            now: deps.clock.now(),
            ...(why.runId ? { runId: why.runId } : {}),
          });
          if (written.added + written.changed > 0) deps.events.publish(tx, { kind: 'directory.changed', corpId });
        });
        return { kind: 'here' };
      }
      const { kind, code } = answer.error;
      if (code === goneCode) {
        if (why.mayLeave !== false)
          await deps.db.inCorp(corpId, (tx) => markLeft(deps, tx, keys, { userId, version, source: why.source }));
        return { kind: 'left' };
      }
      if (kind === 'scope') {
        await deps.db.inCorp(corpId, (tx) => markOutOfScope(deps, tx, userId, version));
        return { kind: 'hidden' };
      }
      return { kind: 'failed', failure: answer.error };
    });
}
