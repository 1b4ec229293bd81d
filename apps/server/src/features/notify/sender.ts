import type { DingTalkFailure } from '@hongyan/dingtalk';
import { type CorpId, createBackoff, type MemberId, type NoticeId, type UserId } from '@hongyan/kit';
import type { Job, QueueDef } from '../../platform/queue/types.ts';
import type { NotifyDeps } from './deps.ts';
import { claimNotice, findNotice, type NoticeRow, recordTry } from './store.ts';

/** The safety net under every notice: it acts only when the process that decided it could not. */
export const sendQueue: QueueDef<{ noticeId: NoticeId }> = {
  name: 'notify.send',
  options: { concurrency: 8, maxAttempts: 30, retryMinSeconds: 2, retryMaxSeconds: 600, expireSeconds: 120 },
};

/** Longer than a call to DingTalk may last. */
export const claimMs = 15_000;
const inFlight = 32;
/** A card about mail of long ago only puzzles. */
const tooLateMs = 24 * 60 * 60_000;
const slowMs = 10 * 60_000;

export interface Outgoing {
  readonly corpId: CorpId;
  readonly noticeId: NoticeId;
  readonly memberId: MemberId;
  /** The exact bytes of the card. */
  readonly message: string;
  readonly userId: Promise<UserId | undefined>;
  readonly attempt: number;
  readonly decidedAt: Date;
}

export interface Sender {
  /** Whether one more can be sent at once; else the queue takes it. */
  hasRoom(): boolean;
  /** Sends a notice that this process has claimed. */
  sendNow(notice: Outgoing): void;
  /** Takes jobs of the queue. */
  start(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export function createSender(deps: NotifyDeps): Sender {
  const underWay = new Set<Promise<void>>();
  let started = false;

  async function deliver(notice: Outgoing): Promise<void> {
    const app = await deps.ports.app(notice.corpId);
    const userId = await notice.userId;
    const sentAt = new Date(deps.clock.now());
    if (!userId) return record(notice, null, { state: 'failed', error: 'member unknown' });
    if (!app) return record(notice, null, { state: 'waiting', error: 'no app', waitMs: slowMs });
    const answer = await app.sendWorkNotification([userId], notice.message);
    if (answer.ok) return record(notice, sentAt, { state: 'sent', taskId: answer.value.taskId });
    deps.log.warn('notice not sent', { noticeId: notice.noticeId, kind: answer.error.kind, code: answer.error.code });
    return record(notice, sentAt, afterFailure(answer.error, notice, deps.clock.now()));
  }

  async function record(notice: Outgoing, sentAt: Date | null, outcome: Outcome): Promise<void> {
    const now = deps.clock.now();
    await deps.db.inCorp(notice.corpId, async (tx) => {
      const nextAt = outcome.waitMs === undefined ? undefined : new Date(now + outcome.waitMs);
      await recordTry(tx, notice.noticeId, { ...outcome, sentAt, answeredAt: new Date(now), nextAt });
      if (nextAt) await deps.queue.enqueue(tx, sendQueue, { noticeId: notice.noticeId }, { startAfter: nextAt });
    });
  }

  async function handle(job: Job<{ noticeId: NoticeId }>): Promise<void> {
    const { noticeId } = job.data;
    const now = deps.clock.now();
    const row = await deps.db.inCorp(job.corpId, async (tx) => {
      const claimed = await claimNotice(tx, noticeId, new Date(now), new Date(now + claimMs));
      if (claimed) return claimed;
      const held = await findNotice(tx, noticeId);
      if (!held || (held.state !== 'waiting' && held.state !== 'sending')) return undefined;
      // In other hands, or too early: look again when that is over.
      const again = Math.max(now, held.claimed_until?.getTime() ?? 0, held.next_at?.getTime() ?? 0) + 1_000;
      await deps.queue.enqueue(tx, sendQueue, { noticeId }, { startAfter: new Date(again) });
      return undefined;
    });
    if (!row) return;
    const notice = await toOutgoing(job.corpId, row);
    if (await isStillTheirs(job.corpId, row)) await deliver(notice);
    else await record(notice, null, { state: 'dropped', error: 'no longer bound' });
  }

  /** A member who has unbound the mailbox since is told nothing more of it. */
  async function isStillTheirs(corpId: CorpId, row: NoticeRow): Promise<boolean> {
    const userId = (await deps.ports.userIdOf(corpId, row.member_id)) ?? ('' as UserId);
    return deps.ports.canUse(
      { corpId, memberId: row.member_id, userId, isAdmin: false, sessionId: '' },
      row.mailbox_id,
    );
  }

  async function toOutgoing(corpId: CorpId, row: NoticeRow): Promise<Outgoing> {
    const vault = await deps.vault.forCorp(corpId);
    return {
      corpId,
      noticeId: row.id,
      memberId: row.member_id,
      message: vault.open({ purpose: 'notice', owner: row.id }, row.sealed).toString('utf8'),
      userId: deps.ports.userIdOf(corpId, row.member_id),
      attempt: row.attempts,
      decidedAt: row.decided_at,
    };
  }

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  return {
    hasRoom: () => started && underWay.size < inFlight,
    sendNow(notice) {
      void track(
        deliver(notice).catch((error: unknown) =>
          deps.log.error('sending failed', { noticeId: notice.noticeId, error }),
        ),
      );
    },
    start() {
      started = true;
      deps.queue.handle(sendQueue, (job) => track(handle(job)));
    },
    async stop() {
      started = false;
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

interface Outcome {
  readonly state: 'sent' | 'failed' | 'waiting' | 'dropped';
  readonly error?: string;
  readonly taskId?: string;
  readonly waitMs?: number;
}

/**
 * What to do after a refusal. A call that may have been carried out is simply made again with the same bytes: DingTalk shows
 * equal content once a day (dingtalk-api.md §3.2).
 */
export function afterFailure(
  failure: DingTalkFailure,
  notice: Pick<Outgoing, 'attempt' | 'decidedAt'>,
  now: number,
): Outcome {
  const error = `${failure.kind} ${failure.code}: ${failure.message}`.slice(0, 500);
  if (failure.kind === 'scope' || failure.kind === 'notfound' || failure.kind === 'param')
    return { state: 'failed', error };
  if (now - notice.decidedAt.getTime() > tooLateMs) return { state: 'dropped', error: `too late; ${error}` };
  const slow = failure.kind === 'ip' || failure.kind === 'permission' || failure.kind === 'quota';
  return { state: 'waiting', error, waitMs: failure.retryAfterMs ?? (slow ? slowMs : quickWait(notice.attempt)) };
}

function quickWait(attempt: number): number {
  const backoff = createBackoff({ minMs: 1_000, maxMs: 5 * 60_000 });
  for (let i = 1; i < Math.min(attempt, 12); i += 1) backoff.next();
  return backoff.next();
}
