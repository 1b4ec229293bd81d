import type { Address, MessageSummary, NoticeTarget } from '@hongyan/contract';
import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import {
  type CorpId,
  err,
  type FolderId,
  type MailboxId,
  type MemberId,
  type MessageId,
  newId,
  ok,
  type UserId,
} from '@hongyan/kit';
import type { ParsedHeaders, ParsedMessage } from '@hongyan/mail';
import type { Principal } from '../http/types.ts';
import type { CorpTx } from '../platform/db/types.ts';
import type { Job, Queue, QueueDef } from '../platform/queue/types.ts';
import { unaskedDingTalk } from './dingtalk-stand-ins.ts';
import type { MailPorts, ReadMessage, Sessions } from './ports.ts';

/** Scripted stand-ins for what lies beyond the ports of the member features. For tests only. */

/** Jobs in the order in which they become due on the test's own clock. */
export function buildQueue(clock: { now(): number }) {
  const waiting: { name: string; corpId: CorpId; data: object; due: number; id: string; attempt: number }[] = [];
  const handlers = new Map<string, (job: Job<object>) => Promise<void>>();
  const queue: Queue = {
    async enqueue(tx: CorpTx, def: QueueDef<never>, data: object, options = {}) {
      tx.afterCommit(() =>
        waiting.push({
          name: def.name,
          corpId: tx.corpId,
          data,
          due: options.startAfter?.getTime() ?? clock.now(),
          id: newId<string>(),
          attempt: 1,
        }),
      );
    },
    handle: (def, run) => {
      handlers.set(def.name, run as (job: Job<object>) => Promise<void>);
    },
  };
  return {
    queue,
    waiting,
    /** Runs what is due, and what that makes due at once; answers how many ran. */
    async runDue(): Promise<number> {
      let ran = 0;
      for (;;) {
        const at = waiting.findIndex((job) => job.due <= clock.now());
        if (at < 0) return ran;
        const [job] = waiting.splice(at, 1);
        ran += 1;
        await handlers.get(job!.name)?.(job!);
      }
    },
    /** Runs one job as the queue does after its first run died: same id, one attempt more. */
    async rerun(job: (typeof waiting)[number]): Promise<void> {
      await handlers.get(job.name)?.({ ...job, attempt: job.attempt + 1 });
    },
  };
}

/** Sessions in memory, with the platform's promises. */
export function buildSessions(): Sessions & { readonly live: Map<string, Principal> } {
  const live = new Map<string, Principal>();
  return {
    live,
    async start(who) {
      const principal: Principal = { ...who, sessionId: newId<string>() };
      live.set(principal.sessionId, principal);
      return { principal, setCookie: `s=${principal.sessionId}`, bearer: principal.sessionId };
    },
    async end(principal) {
      live.delete(principal.sessionId);
      return { setCookie: 's=; Max-Age=0' };
    },
    async endAllOf(corpId, memberId) {
      for (const [id, principal] of live)
        if (principal.corpId === corpId && principal.memberId === memberId) live.delete(id);
    },
    async find(corpId, headers) {
      const found = live.get(/^s=(.+)$/.exec(headers.cookie ?? '')?.[1] ?? '');
      return found?.corpId === corpId ? found : undefined;
    },
  };
}

/** DingTalk's answers by auth code. */
export function buildDingTalk() {
  const codes = new Map<string, { userId: string; name: string; isAdmin?: boolean; adminLevel?: number }>();
  const details = new Map<string, { title?: string; email?: string; orgEmail?: string }>();
  const state = { failure: undefined as DingTalkFailure | undefined, detailCalls: 0 };
  const app: DingTalkApp = {
    ...unaskedDingTalk,
    async getUserInfo(code) {
      if (state.failure) return err(state.failure);
      const user = codes.get(code);
      codes.delete(code);
      if (!user) return err({ kind: 'param', code: '40078', message: '不存在的临时授权码' });
      return ok({
        userId: user.userId as UserId,
        name: user.name,
        isAdmin: user.isAdmin ?? false,
        adminLevel: user.adminLevel ?? 0,
      });
    },
    async getUser(userId) {
      state.detailCalls += 1;
      const detail = details.get(userId);
      if (!detail) return err({ kind: 'permission', code: '60011', message: '没有调用该接口的权限' });
      return ok({ userId, name: '', departmentIds: [], active: true, ...detail });
    },
  };
  return { app, codes, details, state };
}

/** Messages that the mail features would read. */
export function buildMailPorts() {
  const messages = new Map<MessageId, ReadMessage & { readonly raw?: Uint8Array }>();
  const notices = new Map<string, NoticeTarget & { readonly memberId: MemberId }>();
  const sentFolder: { mailboxId: MailboxId; text: string }[] = [];
  const marks: string[] = [];
  const state = {
    allowed: (_principal: Principal, _mailboxId: MailboxId): boolean => true,
    inSent: false,
    people: [] as readonly Address[],
  };
  const visible = (principal: Principal, messageId: MessageId) => {
    const found = messages.get(messageId);
    return found && state.allowed(principal, found.mailboxId) ? found : undefined;
  };
  const ports: MailPorts = {
    states: async (_corp, ids) => new Map(ids.map((id) => [id, { kind: 'ready' as const }])),
    inboxPage: async (_principal, mailboxId) => ({
      folder: {
        id: 'f' as FolderId,
        name: 'INBOX',
        path: ['INBOX'],
        role: 'inbox',
        selectable: true,
        total: 0,
        unread: 0,
      },
      messages: [],
      nextCursor: mailboxId,
    }),
    noticeTarget: async (principal, noticeId) => {
      const notice = notices.get(noticeId);
      if (notice?.memberId !== principal.memberId) return undefined;
      const { mailboxId, folderId } = notice;
      return { mailboxId, folderId };
    },
    read: async (principal, messageId) => visible(principal, messageId),
    readRaw: async (principal, messageId) => visible(principal, messageId)?.raw,
    markReplied: async (_corp, messageId, kind) => {
      marks.push(`${kind} ${messageId}`);
    },
    appendToSent: async (_corp, mailboxId, raw) => {
      sentFolder.push({ mailboxId, text: Buffer.from(raw).toString('latin1') });
    },
    people: async () => state.people,
    isInSent: async (_corp, _mailbox, id) => state.inSent || sentFolder.some(({ text }) => text.includes(id)),
  };
  return { ports, messages, notices, sentFolder, marks, state };
}

const buildHeaders = (given: Partial<ParsedHeaders> = {}): ParsedHeaders => ({
  subject: '报价单',
  from: [{ name: '李华', address: 'lihua@partner.example' }],
  sender: [],
  replyTo: [],
  to: [{ name: '陈明', address: 'chen@example.com' }],
  cc: [],
  date: new Date('2026-11-20T02:00:00Z'),
  messageId: '<orig@partner.example>',
  references: [],
  machine: false,
  ...given,
});

/** A message of the mail features, with its summary made to fit. */
export function buildMessage(
  mailboxId: MailboxId,
  parsed: Partial<Omit<ParsedMessage, 'headers'>> & { readonly headers?: Partial<ParsedHeaders> } = {},
): ReadMessage {
  const headers = buildHeaders(parsed.headers);
  const summary: MessageSummary = {
    id: newId<MessageId>(),
    mailboxId,
    folderId: newId<FolderId>(),
    from: headers.from[0]!,
    senderKind: 'outsider',
    to: headers.to,
    subject: headers.subject,
    preview: '',
    receivedAt: '2026-11-20T02:00:01.000Z',
    size: 1000,
    seen: true,
    starred: false,
    answered: false,
    forwarded: false,
    attachmentCount: 0,
  };
  return { mailboxId, summary, parsed: { parts: [], ...parsed, headers } };
}
