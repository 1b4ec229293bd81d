import { type MemberId, type NoticeId, randomToken, type UserId } from '@hongyan/kit';
import type { Insertable } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import { limitCard, mailCard, summaryCard } from './card.ts';
import type { NotifyDeps } from './deps.ts';
import type { ArrivedMail, ArrivedMails } from './ports.ts';
import { claimMs, type Sender, sendQueue } from './sender.ts';
import { shanghaiDay } from './shanghai.ts';
import { countOfDay, insertNotices } from './store.ts';
import type { NotifyTables } from './tables.ts';

/** More than this at one sync become one card. */
const burst = 5;
/** DingTalk drops what is over 500 a person and day (dingtalk-api.md §3.2); two mailboxes may decide at the same moment. */
const perDay = 490;

const binding = (id: NoticeId) => ({ purpose: 'notice', owner: id });

/**
 * Decides what each member is shown about newly arrived mail, in the arrival's own transaction: the notice with the exact
 * bytes of its card, and the job that guarantees its sending. After the commit this process sends at once.
 */
export function createDecide(deps: NotifyDeps, sender: Sender) {
  return async (tx: CorpTx, arrived: ArrivedMails): Promise<void> => {
    const publicUrl = await deps.ports.publicUrl(tx.corpId);
    if (!publicUrl) return;
    const vault = await deps.vault.forCorp(tx.corpId);
    const now = new Date(deps.clock.now());
    const day = shanghaiDay(now);
    for (const memberId of arrived.memberIds) {
      // Asked for while the transaction still writes: the send begins right after its commit.
      const userId = deps.ports.userIdOf(tx.corpId, memberId).catch(() => undefined);
      let sentToday = await countOfDay(tx, memberId, day);
      for (const mails of groupMails(arrived.messages)) {
        const noticeId = randomToken(18) as NoticeId;
        const place = { publicUrl, corpId: tx.corpId, noticeId, now };
        const single = mails.length === 1 ? mails[0] : undefined;
        const isLast = sentToday === perDay - 1;
        const message = deps.ports.buildOaMessage(
          isLast ? limitCard(place) : single ? mailCard(single, place) : summaryCard(mails, place),
        );
        const dropped = sentToday >= perDay;
        const claimed = !dropped && sender.hasRoom();
        sentToday += 1;
        const row: Insertable<NotifyTables['notice']> = {
          corp_id: tx.corpId,
          id: noticeId,
          member_id: memberId,
          mailbox_id: arrived.mailboxId,
          folder_id: arrived.folderId,
          message_id: isLast ? null : (single?.id ?? null),
          mail_count: mails.length,
          sealed: vault.seal(binding(noticeId), message),
          state: dropped ? 'dropped' : claimed ? 'sending' : 'waiting',
          day,
          arrived_at: arrived.arrivedAt,
          decided_at: now,
          sent_at: null,
          answered_at: null,
          attempts: claimed ? 1 : 0,
          claimed_until: claimed ? new Date(now.getTime() + claimMs) : null,
          next_at: null,
          error: dropped ? 'daily limit' : null,
          task_id: null,
        };
        await insertNotices(tx, [row]);
        if (dropped) continue;
        await deps.queue.enqueue(
          tx,
          sendQueue,
          { noticeId },
          claimed ? { startAfter: new Date(now.getTime() + claimMs + 1_000) } : {},
        );
        if (claimed) sendAfterCommit(tx, sender, { noticeId, memberId, message, userId, decidedAt: now });
      }
    }
  };
}

function sendAfterCommit(
  tx: CorpTx,
  sender: Sender,
  notice: {
    noticeId: NoticeId;
    memberId: MemberId;
    message: string;
    userId: Promise<UserId | undefined>;
    decidedAt: Date;
  },
): void {
  tx.afterCommit(() => sender.sendNow({ corpId: tx.corpId, attempt: 1, ...notice }));
}

/** Each mail alone, or all as one when there are many. */
const groupMails = (mails: readonly ArrivedMail[]): readonly (readonly ArrivedMail[])[] =>
  mails.length > burst ? [mails] : mails.map((mail) => [mail]);
