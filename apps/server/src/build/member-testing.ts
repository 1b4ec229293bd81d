import type { DomainEvent } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import { AppError, type Clock, type CorpId, type MailboxId, newId } from '@hongyan/kit';
import { type BuiltMail, buildMail, type Dial, newMessageId, type OutgoingMail, type SendOutcome } from '@hongyan/mail';
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
import type { Egress, HttpAnswer, HttpRequest } from '../platform/egress/types.ts';
import { silentLog } from '../platform/log/log.ts';
import type { Queue } from '../platform/queue/types.ts';
import type { TestPlatform } from '../platform/testing.ts';
import { noConsole, plainApp } from './dingtalk-stand-ins.ts';
import { buildDingTalk, buildMailPorts, buildQueue, buildSessions } from './member-stand-ins.ts';
import { type MemberMailDoor, wireMemberFeatures } from './member-wiring.ts';
import type { AppRecord, Core, MailServiceRecord } from './ports.ts';

/** A company to test the member features in: real database and vault, everything beyond the ports scripted. */

type Method = Route['method'];
type Body = Record<string, unknown>;

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
    readonly dingtalk?: DingTalkApp;
    readonly app?: Partial<AppRecord>;
    /** Absent: the app is always there. */
    readonly isThere?: () => boolean;
    readonly core?: Partial<Pick<Core, 'audit' | 'endConsoleSessions' | 'keepConsoleSessions' | 'events' | 'sessions'>>;
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
    ...plainApp,
    corpId,
    mailServices: [real.service ?? buildService()],
    ...real.app,
  };
  const isOurs = (asked: CorpId) => (asked === corpId || asked === `${corpId}2`) && (real.isThere?.() ?? true);
  const core: Core = {
    ...noConsole,
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
    dingtalk: async (asked) => (isOurs(asked) ? (real.dingtalk ?? dingtalk.app) : undefined),
    mailDial: () => real.dial ?? login.dial,
    sessions,
    ...real.core,
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
