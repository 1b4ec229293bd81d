import type { MailboxSummary, MemberSummary, Session } from '@hongyan/contract';
import type { CorpId } from '@hongyan/kit';
import type { OwnMailboxes, SignedInMember, SignInMail } from './ports.ts';

/** A member as the page sees one. */
const presentMember = (member: SignedInMember): MemberSummary => ({
  id: member.memberId,
  userId: member.userId,
  name: member.name,
  ...(member.title ? { title: member.title } : {}),
  ...(member.avatarUrl ? { avatarUrl: member.avatarUrl } : {}),
  isAdmin: member.isAdmin,
});

/** The session as the page sees it: who, and which mailboxes in which state. */
export async function presentSession(
  corpId: CorpId,
  member: SignedInMember,
  ports: { readonly mailboxes: OwnMailboxes; readonly mail: () => SignInMail },
): Promise<Session> {
  const own = await ports.mailboxes.ofMember(corpId, member.memberId);
  const states =
    own.length === 0
      ? new Map()
      : await ports.mail().states(
          corpId,
          own.map((mailbox) => mailbox.mailboxId),
        );
  const mailboxes = own.map(
    (mailbox): MailboxSummary => ({
      id: mailbox.mailboxId,
      address: mailbox.address,
      displayName: mailbox.displayName,
      state: states.get(mailbox.mailboxId) ?? { kind: 'syncing', done: 0, total: 0 },
    }),
  );
  return { corpId, member: presentMember(member), mailboxes };
}
