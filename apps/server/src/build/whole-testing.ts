import { csrfHeader, type SessionStart } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import {
  type Clock,
  type CorpId,
  err,
  type MailboxId,
  type MemberId,
  ok,
  Secret,
  systemClock,
  type UserId,
} from '@hongyan/kit';
import type { Dial } from '@hongyan/mail';
import { type MailSandbox, startMailSandbox } from '@hongyan/mail-sandbox';
import type { AppsService } from '../features/apps/service.ts';
import { createAppTokenStore } from '../features/apps/token-store.ts';
import { type AuditLog, createAudit } from '../features/audit/service.ts';
import { encryptBinding } from '../features/binding/testing.ts';
import { holdMember, holdPerson } from '../features/directory/store.ts';
import { createConsoleSessions } from '../http/console-sessions.ts';
import { createOrigins } from '../http/origins.ts';
import { createHttpServer } from '../http/server.ts';
import { createSessions } from '../http/sessions.ts';
import { createStaticApp } from '../http/static-app.ts';
import type { Route } from '../http/types.ts';
import { createEgress } from '../platform/egress/egress.ts';
import { createLog } from '../platform/log/log.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { type AdminFeatures, buildAdminFeatures } from './admin-features.ts';
import { buildApps } from './apps.ts';
import { buildEventFeatures } from './event-features.ts';
import { buildMailFeatures } from './mail-features.ts';
import { buildMemberFeatures } from './member-features.ts';
import { buildDingTalk } from './member-stand-ins.ts';
import { createMailDial } from './outside.ts';
import { silentWhilePaused, unwatchedWhilePaused } from './pause.ts';
import type { Core, MailPorts, MemberPorts } from './ports.ts';

/** The whole product wired as in production, over a real database, mail server and socket; only DingTalk is scripted. */

/** Somebody signed in over HTTP. */
export interface Person {
  readonly corpId: CorpId;
  readonly memberId: MemberId;
  readonly bearer: string;
}
/** Somebody signed in to the console: what the browser sends with each request. */
export interface Manager {
  readonly cookie: string;
}
/** What came back, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Buffer;
}
export interface Ask {
  readonly as?: Person | undefined;
  /** In the console. */
  readonly manager?: Manager | undefined;
  /** Another corp than the session's own. */
  readonly corpId?: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Whole {
  readonly platform: TestPlatform;
  readonly sandbox: MailSandbox;
  readonly routes: readonly Route[];
  readonly audit: AuditLog;
  readonly admin: AdminFeatures;
  readonly core: Core;
  readonly apps: AppsService;
  /** Open connections to mail servers. */
  mailSockets(): number;
  /** Every line that was logged, the quietest level included. */
  readonly logged: readonly string[];
  /** The `msg` of every card that DingTalk was given. */
  readonly cards: readonly { readonly to: readonly UserId[]; readonly msg: string }[];
  /** Another company on the same product. */
  addCorp(corpId: string, domain: string, appSecret?: string): Promise<void>;
  signIn(corpId: string, userId: string, name: string, code?: string): Promise<Person>;
  /** Somebody signed in to the console, by a setup token or as an administrator of a corp. */
  manage(
    who: 'operator' | { readonly corpId: string; readonly userId: string; readonly level?: number },
  ): Promise<Manager>;
  bind(person: Person, address: string, secret: string): Promise<Answer>;
  ask(method: Route['method'], path: string, given?: Ask): Promise<Answer>;
  /** A stream that has begun; `ended` when the server ended it. */
  stream(path: string, as: Person): Promise<{ readonly ended: Promise<string> }>;
  /** Asks again and again until the answer is what it should become. */
  until<T>(look: () => Promise<T | undefined | false>): Promise<T>;
  /** A request under another host of ours. */
  inject(method: 'GET', path: string, host: string): Promise<{ readonly headers: Readonly<Record<string, unknown>> }>;
  metrics(): Promise<string>;
  close(): Promise<void>;
}

export async function openWhole({
  consoleAllow = [],
  dingtalk: more = {},
  clock = systemClock,
}: {
  consoleAllow?: readonly string[];
  /** Further calls that the test scripts. */
  dingtalk?: Partial<DingTalkApp>;
  clock?: Clock;
} = {}): Promise<Whole> {
  const logged: string[] = [];
  const log = createLog({ level: 'debug', to: { write: (line) => void logged.push(line) } });
  const platform = await openTestPlatform(log);
  const sandbox = await startMailSandbox({ seed: 'none', people: [] });
  const egress = createEgress();
  const sessions = createSessions({ ...platform, clock, holdMember });
  let origin = 'http://127.0.0.1:1';
  const audit = createAudit({ ...platform, clock });
  const base = {
    oapiUrl: 'https://oapi.dingtalk.com',
    apiUrl: 'https://api.dingtalk.com',
    loginUrl: 'https://login.dingtalk.com',
  };
  const apps = buildApps(platform, audit, { dingtalk: base }, log, () => origin);
  const consoleSessions = createConsoleSessions({ ...platform, clock, holdPerson });
  const cards: { to: readonly UserId[]; msg: string }[] = [];
  const script = buildDingTalk();
  const dingtalk: DingTalkApp = {
    ...script.app,
    // A run over the directory ends here at once: these people are known by their signing in.
    contacts: {
      ...script.app.contacts,
      getScope: async () => err({ kind: 'permission', code: '60011', message: '没有调用该接口的权限' }),
    },
    async sendWorkNotification(to, msg) {
      cards.push({ to, msg });
      return ok({ taskId: String(cards.length) });
    },
    ...more,
  };
  const sockets = new Set<object>();
  const core: Core = {
    ...platform,
    clock,
    egress,
    log,
    apps,
    sessions,
    audit,
    endConsoleSessions: consoleSessions.endOf,
    keepConsoleSessions: consoleSessions.endOthers,
    enterConsole: (...who) => admin.signIn.asAdministrator(...who),
    dingtalk: async (corpId) => ((await apps.get(corpId)) ? dingtalk : undefined),
    mailDial: (service) => counting(createMailDial(egress, service), sockets),
  };
  const member = buildMemberFeatures(core, (): MailPorts => mail.ports);
  const mail = buildMailFeatures(silentWhilePaused(core), (): MemberPorts => unwatchedWhilePaused(apps, member.ports));
  const events = buildEventFeatures(core, () => member.ports, { onAdminsChanged: consoleSessions.endOf });
  const admin = buildAdminFeatures({
    core,
    apps,
    audit,
    sessions: consoleSessions,
    consoleAllow,
    member: () => member.ports,
    mail: () => mail.ports,
    channels: () => events.channels,
    usage: async () => ({ month: '2026-11', calls: 12 }),
    publicUrl: () => origin,
  });
  const routes = [...member.routes, ...mail.routes, ...events.routes, ...admin.routes];
  const metrics = createMetrics();
  const http = createHttpServer({
    routes,
    sessions,
    consoleDoor: admin.door,
    consoleBoot: async () => ({ publicUrl: origin, ...(await admin.boot()) }),
    origins: createOrigins(() => [origin, 'http://mirror.example:8080']),
    staticApp: createStaticApp({ folder: '/nonexistent', frameAncestors: "'self'", extraImageOrigins: [] }),
    findApp: (corpId) => apps.get(corpId),
    version: '0.0.0-test',
    log,
    metrics,
    trustedProxies: [],
    isReady: async () => true,
  });
  const roles = new Set(['http', 'watch', 'notify', 'sync']);
  await member.start(roles);
  await mail.start(roles);
  await events.start(roles);
  await admin.start(roles);
  origin = `http://127.0.0.1:${await http.listen('127.0.0.1', 0)}`;

  const whole: Whole = {
    platform,
    sandbox,
    routes,
    logged,
    cards,
    audit,
    admin,
    core,
    apps,
    mailSockets: () => sockets.size,

    async addCorp(corpId, domain, appSecret = 'app-secret') {
      await apps.add({
        corpId,
        agentId: 7,
        appKey: 'dingappkey',
        appSecret: new Secret(appSecret),
        mailDomain: domain,
        providerId: 'dovecot',
        imap: sandbox.imapUrl,
        smtp: sandbox.smtpUrl,
        onPremise: true,
      });
      await createAppTokenStore({ ...platform, clock }, corpId as CorpId).set('access', {
        value: `token of ${appSecret}`,
        expiresAt: clock.now() + 7_200_000,
      });
    },

    async signIn(corpId, userId, name, code = `code-${userId}-${logged.length}`) {
      script.codes.set(code, { userId, name });
      const answer = await whole.ask('POST', '/api/v1/session', { corpId, body: { corpId, code } });
      if (answer.status !== 200) throw new Error(answer.text);
      const start = JSON.parse(answer.text) as SessionStart;
      return { corpId: corpId as CorpId, memberId: start.member.id, bearer: start.bearer };
    },

    async manage(who) {
      const code = `console-${logged.length}-${cards.length}`;
      if (who !== 'operator')
        script.codes.set(code, { userId: who.userId, name: '管理员', isAdmin: true, adminLevel: who.level ?? 1 });
      const answer =
        who === 'operator'
          ? await whole.ask('POST', '/api/v1/admin/session/setup', {
              body: { token: (await admin.tokens.issue()).token },
            })
          : await whole.ask('POST', '/api/v1/admin/session/dingtalk', { body: { corpId: who.corpId, code } });
      if (answer.status !== 200) throw new Error(answer.text);
      return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    },

    async bind(person, address, secret) {
      const key = await whole.ask('GET', '/api/v1/binding/key', { as: person });
      const body = await encryptBinding(JSON.parse(key.text), person, { address, secret });
      return whole.ask('POST', '/api/v1/bindings', { as: person, body });
    },

    async ask(method, path, given = {}) {
      const answer = await fetch(`${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          origin,
          [csrfHeader]: given.corpId ?? given.as?.corpId ?? (given.manager ? 'console' : 'dingnobody'),
          ...(given.manager ? { cookie: given.manager.cookie } : {}),
          ...(given.as ? { authorization: `Bearer ${given.as.bearer}` } : {}),
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(given.bytes ? { 'content-type': 'application/octet-stream' } : {}),
          ...given.headers,
        },
        ...(given.bytes
          ? { body: Buffer.from(given.bytes) }
          : given.body === undefined
            ? {}
            : { body: JSON.stringify(given.body) }),
        signal: given.signal ?? AbortSignal.timeout(20_000),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') };
    },

    async stream(path, as) {
      const headers = { [csrfHeader]: as.corpId, authorization: `Bearer ${as.bearer}` };
      const answer = await fetch(`${origin}${path}`, { headers, signal: AbortSignal.timeout(20_000) });
      if (answer.status !== 200) throw new Error(await answer.text());
      return { ended: answer.text() };
    },

    async until(look) {
      for (const giveUp = clock.now() + 30_000; ; ) {
        const found = await look();
        if (found) return found;
        if (clock.now() > giveUp) throw new Error(`never became so: ${look.toString()}\n${logged.slice(-15).join('')}`);
        await clock.sleep(50);
      }
    },

    inject: (method, path, host) => http.inject({ method, url: path, headers: { host } }),
    metrics: () => metrics.text(),

    async close() {
      await http.drain(1_000);
      await admin.stop();
      await events.stop();
      await mail.stop();
      await member.stop();
      await egress.close();
      await sandbox.stop();
      await platform.close();
    },
  };
  return whole;
}

/** The mailboxes of a session. */
export async function mailboxesOf(
  whole: Whole,
  person: Person,
): Promise<readonly { id: MailboxId; state: { kind: string } }[]> {
  const { text } = await whole.ask('GET', '/api/v1/session', { as: person });
  return (JSON.parse(text) as { mailboxes: { id: MailboxId; state: { kind: string } }[] }).mailboxes;
}

/** Knows which of the connections that it made are still open. */
function counting(dial: Dial, open: Set<object>): Dial {
  const counted = async (target: Parameters<Dial>[0]) => {
    const socket = await dial(target);
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    return socket;
  };
  return Object.assign(counted, { upgrade: dial.upgrade });
}
