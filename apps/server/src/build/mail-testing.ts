import { EventEmitter, once } from 'node:events';
import { Duplex, Transform } from 'node:stream';
import type { DomainEvent } from '@hongyan/contract';
import type { DingTalkApp, DingTalkResult } from '@hongyan/dingtalk';
import {
  type CorpId,
  type MailboxId,
  type MemberId,
  type NoticeId,
  newId,
  ok,
  systemClock,
  type UserId,
} from '@hongyan/kit';
import {
  connectImap,
  createPlainDial,
  type Dial,
  type ImapConnection,
  type ProviderProfile,
  parseServerAddress,
  providerById,
} from '@hongyan/mail';
import { type MailSandbox, startMailSandbox } from '@hongyan/mail-sandbox';
import { sql } from 'kysely';
import { Check } from 'typebox/value';
import { sendQueue } from '../features/notify/sender.ts';
import type { Principal, RawAnswer, Route } from '../http/types.ts';
import { silentLog } from '../platform/log/log.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { noConsole, plainApp, unaskedDingTalk } from './dingtalk-stand-ins.ts';
import { buildMailFeatures } from './mail-features.ts';
import type { AppRecord, Core, MailAccount, MemberPorts } from './ports.ts';

/** A company to test the mail features in: real database, queue and mail server; DingTalk and binding scripted. */

export const corpId = 'dingmail' as CorpId;
export const otherCorpId = 'dingother' as CorpId;
const domain = 'ccjy.example';

/** A card that DingTalk was given. */
export interface SentCard {
  readonly to: readonly UserId[];
  readonly msg: string;
}

export interface Mate {
  readonly principal: Principal;
  readonly mailboxId: MailboxId;
  readonly address: string;
}

export interface MailCompany {
  readonly platform: TestPlatform;
  readonly sandbox: MailSandbox;
  readonly cards: SentCard[];
  /** What the next calls to DingTalk answer; then success. */
  readonly answers: DingTalkResult<{ readonly taskId: string }>[];
  /** Changes what the mail server says on connections dialled from now on. */
  rewrite: ((text: string) => string) | undefined;
  /** When set, calls to DingTalk wait for it after they were recorded. */
  hold: Promise<void> | undefined;
  /** A member with a bound mailbox; `mail.bound` is published as binding does. */
  addMate(
    name: string,
    options?: { boundAt?: Date; publish?: boolean; corp?: CorpId; mails?: readonly string[] },
  ): Promise<Mate>;
  setPassword(mate: Mate, password: string): void;
  setBoundAt(mate: Mate, boundAt: Date): Mate;
  unbind(mate: Mate): Promise<void>;
  /** Whose mailbox it is from now on; nobody is told, as when one of several members unbinds. */
  setMembers(mate: Mate, members: readonly Mate[]): void;
  publish(event: DomainEvent): Promise<void>;
  /** One more process of the product. */
  startProcess(roles?: readonly string[]): Promise<Process>;
  /** Resolves with the card of this number (1 for the first) when DingTalk has been given it. */
  cardNumber(count: number): Promise<SentCard>;
  /** Rows of a table, as its owner sees them. */
  rows<T extends object = Record<string, unknown>>(table: string): Promise<T[]>;
  /** Waits until the condition holds; it is looked at after every event and every few moments. */
  until<T>(look: () => Promise<T | undefined | false>): Promise<T>;
  /** Another mail client of the same person. */
  otherClient(mate: Mate): Promise<ImapConnection>;
  /** Resolves when the index of each is filled. */
  watched(...mates: readonly Mate[]): Promise<void>;
  /** One more job to send a notice, as the queue would bring it. */
  enqueueSend(noticeId: string): Promise<void>;
  /** What became of the jobs of a notice. */
  jobStates(noticeId: string): Promise<readonly string[]>;
  /** How many errors were logged. */
  failures(): Promise<number>;
  close(): Promise<void>;
}

export type Features = ReturnType<typeof buildMailFeatures>;
export interface Process {
  readonly features: Features;
  call(method: Route['method'], path: string, as: Principal, body?: object): Promise<unknown>;
  /** The stream of live events. */
  live(as: Principal, signal: AbortSignal): Promise<AsyncIterable<string>>;
  stop(): Promise<void>;
}

const generic: ProviderProfile = { ...providerById('generic')!, pollMs: 50 };

export async function openMailCompany(
  options: { sandbox?: Parameters<typeof startMailSandbox>[0]; profile?: ProviderProfile } = {},
): Promise<MailCompany> {
  const { profile = generic } = options;
  const platform = await openTestPlatform();
  const sandbox = await startMailSandbox({ seed: 'none', people: [], ...options.sandbox });
  for (const corp of [corpId, otherCorpId])
    await sql`insert into corps (corp_id) values (${corp}) on conflict do nothing`.execute(platform.owner);
  const changed = new EventEmitter();
  changed.setMaxListeners(100);
  const tell = () => {
    changed.emit('change');
  };
  for (const kind of ['mailbox.messages', 'mailbox.state', 'mailbox.folders'] as const)
    platform.events.subscribe(kind, tell);
  const accounts = new Map<MailboxId, MailAccount>();
  const people = new Map<MemberId, { memberId: MemberId; userId: UserId; name: string }>();
  const processes = new Set<Process>();
  const cards: SentCard[] = [];
  const answers: DingTalkResult<{ readonly taskId: string }>[] = [];

  const plain = createPlainDial();
  const dial = Object.assign(
    async (target: Parameters<Dial>[0]) => {
      const socket = await plain(target);
      const { rewrite } = company;
      if (!rewrite) return socket;
      const changed = new Transform({
        transform: (chunk: Buffer, _encoding, done) =>
          done(null, Buffer.from(rewrite(chunk.toString('latin1')), 'latin1')),
      });
      return Duplex.from({ readable: socket.pipe(changed), writable: socket });
    },
    { upgrade: plain.upgrade },
  ) satisfies Dial;
  let failures = 0;
  const log: Core['log'] = {
    ...silentLog,
    error: (message, fields) => {
      failures += 1;
      if (process.env['TEST_LOG']) console.error(message, fields);
    },
    child: () => log,
  };
  const app: DingTalkApp = {
    ...unaskedDingTalk,
    async sendWorkNotification(to, msg) {
      cards.push({ to, msg });
      tell();
      await company.hold;
      return answers.shift() ?? ok({ taskId: String(310045678900 + cards.length) });
    },
  };

  const record = (corp: CorpId): AppRecord => ({
    ...plainApp,
    corpId: corp,
    mailServices: [
      {
        domain,
        providerId: profile.id,
        imap: sandbox.imapUrl,
        smtp: sandbox.smtpUrl,
        onPremise: true,
        tlsMode: 'modern',
      },
    ],
  });
  const member: MemberPorts = {
    accounts: {
      list: async (corp) => [...accounts.values()].filter((one) => one.corpId === corp).map((one) => one.mailboxId),
      get: async (corp, id) => {
        const account = accounts.get(id);
        return account?.corpId === corp ? account : undefined;
      },
      membersOf: async (_tx, id) => accounts.get(id)?.memberIds ?? [],
      ofMember: async (corp, memberId) =>
        [...accounts.values()].filter((one) => one.corpId === corp && one.memberIds.includes(memberId)),
      canUse: async (principal, id) => {
        const account = accounts.get(id);
        return account?.corpId === principal.corpId && account.memberIds.includes(principal.memberId);
      },
    },
    members: { get: async (_corp, id) => people.get(id), namesOf: async () => new Map() },
    directory: {} as MemberPorts['directory'],
    releases: {} as MemberPorts['releases'],
    links: {
      prepare: async () => undefined,
      attachment: (_who, id, part) => `/api/v1/content/${id}/${part}`,
      inlineImage: (_who, id, part) => `/api/v1/content/${id}/${part}?inline`,
      remoteImage: (_who, id, url) => `/api/v1/remote/${id}?u=${encodeURIComponent(url)}`,
      original: (_who, id) => `/api/v1/original/${id}`,
    },
  };
  const core: Core = {
    ...noConsole,
    clock: systemClock,
    db: platform.db,
    queue: platform.queue,
    events: platform.events,
    vault: platform.vault,
    egress: {
      request: () => Promise.reject(new Error('no network')),
      dial: () => Promise.reject(new Error('no network')),
      upgrade: () => Promise.reject(new Error('no network')),
    },
    log,
    apps: { get: async (corp) => record(corp), list: async () => [record(corpId)] },
    dingtalk: async () => app,
    mailDial: () => createPlainDial(),
    sessions: {
      start: () => Promise.reject(new Error('not asked for here')),
      end: () => Promise.reject(new Error('not asked for here')),
      endAllOf: async () => undefined,
      find: async () => undefined,
    },
  };

  const company: MailCompany = {
    platform,
    sandbox,
    cards,
    answers,
    hold: undefined,
    rewrite: undefined,

    async addMate(name, { boundAt = new Date(Date.now() - 60_000), publish = true, corp = corpId, mails = [] } = {}) {
      const address = `${name}@${domain}`;
      await sandbox.addAccount({ address, password: 'right' });
      for (const mail of mails) await sandbox.deliver(address, mail);
      const memberId = newId<MemberId>();
      const mailboxId = newId<MailboxId>();
      people.set(memberId, { memberId, userId: name as UserId, name });
      const server = parseServerAddress(sandbox.imapUrl)!;
      accounts.set(mailboxId, {
        corpId: corp,
        mailboxId,
        memberIds: [memberId],
        address,
        displayName: name,
        profile,
        imap: server,
        smtp: parseServerAddress(sandbox.smtpUrl)!,
        credential: { kind: 'password', user: address, password: 'right' },
        dial,
        boundAt,
      });
      if (publish) await company.publish({ kind: 'mailbox.bound', corpId: corp, mailboxId, memberId });
      return {
        principal: { corpId: corp, memberId, userId: name as UserId, isAdmin: false, sessionId: memberId },
        mailboxId,
        address,
      };
    },
    setPassword(mate, password) {
      const account = accounts.get(mate.mailboxId)!;
      accounts.set(mate.mailboxId, { ...account, credential: { kind: 'password', user: mate.address, password } });
    },
    setBoundAt(mate, boundAt) {
      accounts.set(mate.mailboxId, { ...accounts.get(mate.mailboxId)!, boundAt });
      return mate;
    },
    setMembers(mate, members) {
      const memberIds = members.map(({ principal }) => principal.memberId);
      accounts.set(mate.mailboxId, { ...accounts.get(mate.mailboxId)!, memberIds });
    },
    async unbind({ principal, mailboxId }) {
      accounts.delete(mailboxId);
      await company.publish({ kind: 'mailbox.unbound', corpId: principal.corpId, mailboxId });
    },
    publish: (event) => platform.db.inCorp(event.corpId, async (tx) => platform.events.publish(tx, event)),

    async startProcess(roles = ['http', 'watch', 'notify', 'sync']) {
      const features = buildMailFeatures(core, () => member);
      await features.start(new Set(roles));
      const running: Process = {
        features,
        call: (method, path, as, body) => callRoute(features.routes, method, path, as, body),
        async live(as, signal) {
          const answer = await callRoute(features.routes, 'GET', '/api/v1/live', as, undefined, signal);
          return (answer as RawAnswer).body as AsyncIterable<string>;
        },
        async stop() {
          processes.delete(running);
          await features.stop();
        },
      };
      processes.add(running);
      return running;
    },

    cardNumber: (count) => company.until(async () => cards[count - 1]),
    async rows<T extends object>(table: string) {
      return (await sql<T>`select * from ${sql.table(table)}`.execute(platform.owner)).rows;
    },
    async until(look) {
      for (;;) {
        const found = await look();
        if (found) return found;
        const stop = new AbortController();
        await Promise.race([
          once(changed, 'change', { signal: stop.signal }).catch(() => undefined),
          systemClock.sleep(100, stop.signal).catch(() => undefined),
        ]);
        stop.abort();
      }
    },
    async otherClient(mate) {
      const client = await connectImap({
        server: parseServerAddress(sandbox.imapUrl)!,
        credential: { kind: 'password', user: mate.address, password: 'right' },
        profile,
        dial: plain,
      });
      if (!client.ok) throw new Error(client.error.code);
      return client.value;
    },
    async watched(...mates) {
      await company.until(async () => {
        const rows = await company.rows<{ mailbox_id: MailboxId; state: string }>('mail_index');
        const ready = new Set(rows.filter((row) => row.state === 'ready').map((row) => row.mailbox_id));
        return mates.every((mate) => ready.has(mate.mailboxId));
      });
    },
    enqueueSend: (noticeId) =>
      platform.db.inCorp(corpId, (tx) => platform.queue.enqueue(tx, sendQueue, { noticeId: noticeId as NoticeId })),
    async jobStates(noticeId) {
      const { rows } = await sql<{ state: string }>`
        select state from hy_queue.job where data->'data'->>'noticeId' = ${noticeId}`.execute(platform.owner);
      return rows.map((row) => row.state);
    },
    failures: async () => failures,
    async close() {
      for (const running of [...processes]) await running.stop();
      await sandbox.stop();
      await platform.close();
    },
  };
  return company;
}

/** Calls a route as the HTTP edge would: schema, then the handler. */
async function callRoute(
  routes: readonly Route[],
  method: Route['method'],
  path: string,
  as: Principal,
  body?: object,
  signal: AbortSignal = AbortSignal.timeout(20_000),
): Promise<unknown> {
  const url = new URL(path, 'https://mail.example.com');
  for (const route of routes) {
    const names = [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
    const match = new RegExp(`^${route.url.replace(/:\w+/g, '([^/]+)')}$`).exec(url.pathname);
    if (route.method !== method || !match) continue;
    const query = Object.fromEntries(url.searchParams) as Record<string, unknown>;
    if (query['limit']) query['limit'] = Number(query['limit']);
    if (route.body && !Check(route.body, body)) throw new Error('body does not fit the schema');
    if (route.query && !Check(route.query, query)) throw new Error('query does not fit the schema');
    return route.handler({
      principal: as,
      params: Object.fromEntries(names.map((name, i) => [name, match[i + 1]!])),
      query,
      body,
      headers: {},
      remoteAddress: '192.0.2.1',
      signal,
      log: silentLog,
    });
  }
  throw new Error(`no route ${method} ${path}`);
}

let count = 0;

/** A mail as the wire has it. */
export function buildMail(
  given: { subject?: string; from?: string; text?: string; id?: string; date?: Date; extra?: readonly string[] } = {},
): string {
  count += 1;
  return [
    `From: ${given.from ?? '=?utf-8?B?5p2O6Zu3?= <lilei@partner.example>'}`,
    'To: you@ccjy.example',
    `Subject: ${given.subject === undefined ? `Mail ${count}` : `=?utf-8?B?${Buffer.from(given.subject).toString('base64')}?=`}`,
    `Date: ${(given.date ?? new Date()).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${given.id ?? `<m${count}.${Date.now()}@partner.example>`}`,
    ...(given.extra ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(given.text ?? `正文 ${count}`).toString('base64'),
    '',
  ].join('\r\n');
}
