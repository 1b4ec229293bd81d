import type { DomainEvent, MessageSummary, NoticeTarget } from '@hongyan/contract';
import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import {
  AppError,
  type Clock,
  type CorpId,
  err,
  type FolderId,
  type MailboxId,
  type MemberId,
  type MessageId,
  newId,
  ok,
  Secret,
  type UserId,
} from '@hongyan/kit';
import {
  type BuiltMail,
  buildMail,
  type Dial,
  newMessageId,
  type OutgoingMail,
  type ParsedHeaders,
  type ParsedMessage,
  type SendOutcome,
} from '@hongyan/mail';
import { Check } from 'typebox/value';
import {
  buildClock,
  buildEvents,
  buildMailDoor,
  buildProfile,
  buildService,
  encryptBinding,
} from '../features/binding/testing.ts';
import { JsonAnswer, type Principal, RawAnswer, type Route } from '../http/types.ts';
import type { CorpTx } from '../platform/db/types.ts';
import type { Egress, HttpAnswer, HttpRequest } from '../platform/egress/types.ts';
import { silentLog } from '../platform/log/log.ts';
import type { Job, Queue, QueueDef } from '../platform/queue/types.ts';
import type { TestPlatform } from '../platform/testing.ts';
import { type MemberMailDoor, wireMemberFeatures } from './member-wiring.ts';
import type { AppRecord, Core, MailPorts, MailServiceRecord, ReadMessage, Sessions } from './ports.ts';

/** A company to test the member features in: real database and vault, everything beyond the ports scripted. */

type Method = Route['method'];
type Body = Record<string, unknown>;

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
function buildSessions(): Sessions & { readonly live: Map<string, Principal> } {
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
function buildDingTalk() {
  const codes = new Map<string, { userId: string; name: string; isAdmin?: boolean }>();
  const details = new Map<string, { title?: string; email?: string; orgEmail?: string }>();
  const state = { failure: undefined as DingTalkFailure | undefined, detailCalls: 0 };
  const app: DingTalkApp = {
    async getUserInfo(code) {
      if (state.failure) return err(state.failure);
      const user = codes.get(code);
      codes.delete(code);
      if (!user) return err({ kind: 'param', code: '40078', message: '不存在的临时授权码' });
      return ok({ userId: user.userId as UserId, name: user.name, isAdmin: user.isAdmin ?? false });
    },
    async getUser(userId) {
      state.detailCalls += 1;
      const detail = details.get(userId);
      if (!detail) return err({ kind: 'permission', code: '60011', message: '没有调用该接口的权限' });
      return ok({ userId, name: '', departmentIds: [], active: true, ...detail });
    },
    sendWorkNotification: () => Promise.reject(new Error('not asked for here')),
  };
  return { app, codes, details, state };
}

/** Messages that the mail features would read. */
function buildMailPorts() {
  const messages = new Map<MessageId, ReadMessage & { readonly raw?: Uint8Array }>();
  const notices = new Map<string, NoticeTarget & { readonly memberId: MemberId }>();
  const sentFolder: { mailboxId: MailboxId; text: string }[] = [];
  const marks: string[] = [];
  const state = { allowed: (_principal: Principal, _mailboxId: MailboxId): boolean => true, inSent: false };
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
    isInSent: async (_corp, _mailbox, id) => state.inSent || sentFolder.some(({ text }) => text.includes(id)),
  };
  return { ports, messages, notices, sentFolder, marks, state };
}

export const buildHeaders = (given: Partial<ParsedHeaders> = {}): ParsedHeaders => ({
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

/** Everything plugged together over the test's database. */
export function buildCompany(
  platform: TestPlatform,
  corpName: string,
  real: {
    readonly door?: MemberMailDoor;
    readonly dial?: Dial;
    readonly service?: MailServiceRecord;
    readonly queue?: Queue;
    readonly clock?: Clock;
  } = {},
) {
  const corpId = corpName as CorpId;
  const clock = buildClock();
  const told = { onEvent: undefined as ((event: DomainEvent) => void) | undefined };
  const { events, seen } = buildEvents((event) => told.onEvent?.(event));
  const jobs = buildQueue(clock);
  const sessions = buildSessions();
  const dingtalk = buildDingTalk();
  const mail = buildMailPorts();
  const profile = { ...buildProfile() };
  const login = buildMailDoor(profile);
  const sent: { mail: BuiltMail; text: string }[] = [];
  const built: OutgoingMail[] = [];
  const outgoing = {
    /** What the next tries end with; then `sent`. */
    outcomes: [] as (SendOutcome | Error)[],
    onSend: undefined as (() => Promise<void>) | undefined,
  };
  const requests: HttpRequest[] = [];
  const web = { answer: (_request: HttpRequest): Promise<HttpAnswer> => Promise.reject(new Error('no network')) };
  const egress: Egress = {
    request: (request) => {
      requests.push(request);
      return web.answer(request);
    },
    dial: () => Promise.reject(new Error('no network')),
    upgrade: () => Promise.reject(new Error('no network')),
  };
  const record: AppRecord = {
    corpId,
    agentId: 1,
    appKey: 'key',
    appSecret: new Secret('s'),
    publicUrl: 'https://mail.example.com',
    oapiUrl: '',
    apiUrl: '',
    loginUrl: '',
    eventToken: '',
    eventAesKey: new Secret('s'),
    mailServices: [real.service ?? buildService()],
  };
  const isOurs = (asked: CorpId) => asked === corpId || asked === `${corpId}2`;
  const core: Core = {
    clock: real.clock ?? clock,
    db: platform.db,
    queue: real.queue ?? jobs.queue,
    events,
    vault: platform.vault,
    egress,
    log: silentLog,
    apps: {
      get: async (asked) => (isOurs(asked) ? { ...record, corpId: asked } : undefined),
      list: async () => [record],
    },
    dingtalk: async (asked) => (isOurs(asked) ? dingtalk.app : undefined),
    mailDial: () => real.dial ?? login.dial,
    sessions,
  };
  const scripted: MemberMailDoor = {
    ...login.door,
    newMessageId,
    buildMail: async (outgoingMail) => {
      built.push(outgoingMail);
      return buildMail(outgoingMail);
    },
    sendMail: async (_options, wire) => {
      await outgoing.onSend?.();
      const outcome = outgoing.outcomes.shift() ?? { kind: 'sent', response: '250 OK' };
      if (outcome instanceof Error) throw outcome;
      if (outcome.kind === 'sent') sent.push({ mail: wire, text: Buffer.from(wire.raw).toString('latin1') });
      return outcome;
    },
  };
  const features = wireMemberFeatures(core, () => mail.ports, real.door ?? scripted);

  /** Calls a route as the HTTP edge would: schema, session, then the handler. */
  async function call(
    method: Method,
    path: string,
    given: { as?: Principal; body?: Body; cookie?: string; language?: string; stream?: AsyncIterable<Uint8Array> } = {},
  ): Promise<unknown> {
    const url = new URL(path, 'https://mail.example.com');
    for (const route of features.routes) {
      const params = route.method === method ? matchPath(route.url, url.pathname) : undefined;
      if (!params) continue;
      if ((route.auth === 'member' || route.auth === 'admin') && !given.as) throw new AppError('session.required');
      const query = Object.fromEntries(url.searchParams);
      if (route.body && !Check(route.body, given.body)) throw new AppError('request.invalid');
      if (route.query && !Check(route.query, query)) throw new AppError('request.invalid');
      const answer = await route.handler({
        principal: given.as,
        params,
        query,
        body: given.body,
        ...(given.stream ? { stream: given.stream } : {}),
        headers: { cookie: given.cookie, 'accept-language': given.language ?? 'zh-CN' },
        remoteAddress: '192.0.2.1',
        signal: new AbortController().signal,
        log: silentLog,
      });
      return answer instanceof JsonAnswer ? answer.value : answer;
    }
    throw new AppError('request.not_found');
  }

  /** A member with a session, made by signing in. */
  async function signIn(userId: string, name = userId, inCorp: CorpId = corpId): Promise<Principal> {
    const code = newId<string>();
    dingtalk.codes.set(code, { userId, name });
    const start = (await call('POST', '/api/v1/session', { body: { corpId: inCorp, code } })) as { bearer: string };
    return sessions.live.get(start.bearer)!;
  }

  async function bind(principal: Principal, address: string, secret = 'right'): Promise<MailboxId> {
    if (!real.door) login.passwords.set(address, secret);
    const key = (await call('GET', '/api/v1/binding/key', { as: principal })) as never;
    const body = await encryptBinding(key, principal, { address, secret });
    const answer = await call('POST', '/api/v1/bindings', { as: principal, body: { ...body } });
    return (answer as { mailbox: { id: MailboxId } }).mailbox.id;
  }

  return Object.assign(told, {
    corpId,
    clock,
    seen,
    jobs,
    sessions,
    dingtalk,
    mail,
    profile: profile as { -readonly [K in keyof typeof profile]: (typeof profile)[K] },
    login,
    sent,
    built,
    outgoing,
    requests,
    web,
    features,
    call,
    signIn,
    bind,
  });
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const source = pattern.replace(/:(\w+)|\*/g, (_all, name: string | undefined) => {
    names.push(name ?? '*');
    return name ? '([^/]+)' : '(.+)';
  });
  const match = new RegExp(`^${source}$`).exec(path);
  return match ? Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1]!)])) : undefined;
}

/** The code with which a call was refused, or `none`. */
export const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );

/** The text of a raw answer. */
export const rawOf = (answer: unknown): RawAnswer => {
  if (answer instanceof RawAnswer) return answer;
  throw new Error('not a raw answer');
};
