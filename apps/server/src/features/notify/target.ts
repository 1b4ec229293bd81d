import type { NoticeTarget } from '@hongyan/contract';
import type { NoticeId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { NotifyDeps } from './deps.ts';
import { findNotice } from './store.ts';

/** Where a card leads, for the session's own member only. Looking changes nothing: DingTalk's link robot looks too. */
export function createTarget(deps: NotifyDeps) {
  return async (principal: Principal, noticeId: string): Promise<NoticeTarget | undefined> => {
    if (!/^[A-Za-z0-9_-]{16,64}$/.test(noticeId)) return undefined;
    const found = await deps.db.inCorp(principal.corpId, async (tx) => {
      const notice = await findNotice(tx, noticeId as NoticeId);
      if (!notice || notice.member_id !== principal.memberId) return undefined;
      const folderId = notice.message_id ? await deps.ports.locate(tx, notice.message_id) : undefined;
      return { notice, folderId };
    });
    if (!found || !(await deps.ports.canUse(principal, found.notice.mailbox_id))) return undefined;
    return {
      mailboxId: found.notice.mailbox_id,
      folderId: found.folderId ?? found.notice.folder_id,
      messageId: found.notice.message_id ?? undefined,
    };
  };
}
