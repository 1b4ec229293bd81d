import type { DomainEvent } from '@hongyan/contract';
import { createDingTalk, type DingTalkApp, type DingTalkEvent, memoryTokenStore } from '@hongyan/dingtalk';
import {
  type Emulator,
  type EmulatorApp,
  type EmulatorCompany,
  type EmulatorPerson,
  startEmulator,
} from '@hongyan/dingtalk-emulator';
import { type CorpId, newId, Secret, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { openDepartmentName, openProfile } from '../features/directory/profile.ts';
import { holdMember } from '../features/directory/store.ts';
import { createSessions } from '../http/sessions.ts';
import { createEgress } from '../platform/egress/egress.ts';
import type { Queue } from '../platform/queue/types.ts';
import type { TestPlatform } from '../platform/testing.ts';
import { buildCompany } from './member-testing.ts';
import type { AuditRecord } from './ports.ts';

/** A company whose directory is read from the emulator over real sockets, kept in a real database. For tests only. */

/** A person of the make-believe company. */
export const person = (userId: string, given: Partial<EmulatorPerson> = {}): EmulatorPerson => ({
  userId,
  name: `成员${userId}`,
  unionId: `union-${userId}`,
  title: '工程师',
  departmentId: 1,
  isAdmin: false,
  email: `${userId}@example.com`,
  jobNumber: `J-${userId}`,
  ...given,
});

/** People and departments, in a form that the platform's side and our copy share. */
export interface Picture {
  readonly people: Readonly<Record<string, object>>;
  readonly departments: Readonly<Record<string, object>>;
}

/** What the platform would tell of everyone. */
export function pictureOf(emulator: Emulator): Picture {
  const people: Record<string, object> = {};
  for (const one of emulator.organisation.people()) {
    if (one.external) continue;
    people[one.userId] = {
      name: one.name,
      title: one.title,
      email: one.email,
      jobNumber: one.jobNumber,
      departments: [...new Set([one.departmentId, ...(one.departmentIds ?? [])])].sort((a, b) => a - b),
      state: one.active === false ? 'inactive' : 'active',
      adminLevel: one.adminLevel ?? (one.isAdmin ? 1 : 0),
    };
  }
  const departments: Record<string, object> = {};
  for (const { id, name, parentId } of emulator.organisation.departments())
    departments[id] = { name, parentId: id === 1 ? undefined : parentId };
  return { people, departments };
}

/** What our database holds. Who has left is not in it. */
export async function copyOf(platform: TestPlatform, corpId: CorpId): Promise<Picture> {
  const keys = await platform.vault.forCorp(corpId);
  const members = await sql<Parameters<typeof openRow>[1]>`
    select * from members where corp_id = ${corpId} and state <> 'left'`.execute(platform.owner);
  const rows = await sql<{ department_id: number; parent_id: number | null; name: Buffer }>`
    select * from departments where corp_id = ${corpId} and not removed`.execute(platform.owner);
  return {
    people: Object.fromEntries(members.rows.map((row) => [row.user_id, openRow(keys, row)])),
    departments: Object.fromEntries(
      rows.rows.map((row) => [
        row.department_id,
        { name: openDepartmentName(keys, row.department_id, row.name), parentId: row.parent_id ?? undefined },
      ]),
    ),
  };
}

function openRow(
  keys: Parameters<typeof openProfile>[0],
  row: {
    user_id: string;
    member_id: Parameters<typeof openProfile>[1];
    profile: Buffer;
    state: string;
    admin_level: number;
    department_ids: readonly string[];
  },
): object {
  const { name, title, email, jobNumber } = openProfile(keys, row.member_id, row.profile);
  return {
    name,
    title,
    email,
    jobNumber,
    departments: row.department_ids.map(Number),
    state: row.state,
    adminLevel: row.admin_level,
  };
}

export type Directory = Awaited<ReturnType<typeof openDirectory>>;

let corps = 0;

const startCompany = (corpId: CorpId, company: Partial<EmulatorCompany> = {}): Promise<Emulator> =>
  startEmulator({
    company: {
      corpId,
      name: '鸿雁贸易',
      departments: [{ id: 1, name: '鸿雁贸易' }],
      people: [],
      ...company,
    },
    upstream: () => 'http://127.0.0.1:9',
    limits: { qps: 1_000_000, callsPerIp: 1_000_000_000 },
  });

export async function openDirectory(
  platform: TestPlatform,
  given: {
    readonly company?: Partial<EmulatorCompany>;
    readonly app?: Partial<EmulatorApp>;
    /** Between the product and the real client. */
    readonly wrap?: (app: DingTalkApp) => DingTalkApp;
    readonly record?: NonNullable<Parameters<typeof buildCompany>[2]>['app'];
    /** The real one; absent: jobs run when the test says so. */
    readonly queue?: Queue;
    /** Another process of the same product, for the same company. */
    readonly beside?: { readonly corpId: CorpId; readonly appKey: string; readonly emulator: Emulator };
  } = {},
) {
  if (!given.beside) corps += 1;
  const corpId = given.beside?.corpId ?? (`dingdirectory${corps}` as CorpId);
  const appKey = given.beside?.appKey ?? `dingkey${corps}`;
  const emulator = given.beside?.emulator ?? (await startCompany(corpId, given.company));
  const secret = 'app-secret-of-the-test';
  if (!given.beside)
    emulator.registerApp({
      agentId: 7,
      appKey,
      appSecret: secret,
      homeUrl: 'https://mail.example.com/',
      pcHomeUrl: 'https://mail.example.com/',
      name: '企业邮箱',
      ...given.app,
    });
  const egress = createEgress();
  const client = createDingTalk({
    http: (request) => egress.request({ ...request, allowPrivate: true }),
    tokens: memoryTokenStore(),
    clock: systemClock,
    rate: { reserve: async () => 0, pause: async () => undefined },
  })({
    corpId,
    agentId: 7,
    appKey,
    appSecret: new Secret(secret),
    oapiUrl: emulator.oapiUrl,
    apiUrl: emulator.apiUrl,
  });
  const audited: AuditRecord[] = [];
  const app = { isThere: true };
  const consoleEnded: UserId[] = [];
  const consoleKept: (readonly UserId[])[] = [];
  const sessions = createSessions({ ...platform, clock: systemClock, holdMember });
  const company = buildCompany(platform, corpId, {
    dingtalk: given.wrap?.(client) ?? client,
    isThere: () => app.isThere,
    ...(given.queue ? { queue: given.queue } : {}),
    ...(given.record ? { app: given.record } : {}),
    core: {
      events: platform.events,
      sessions,
      audit: { record: async (_tx, entry) => void audited.push(entry) },
      endConsoleSessions: async (_corp, userIds) => void consoleEnded.push(...(userIds ?? [])),
      keepConsoleSessions: async (_tx, administrators) => void consoleKept.push(administrators),
    },
  });
  await company.features.start(new Set(['http', 'sync']));
  const { directory } = company.features.ports;

  return {
    ...company,
    appKey,
    app,
    emulator,
    client,
    audited,
    consoleEnded,
    consoleKept,
    sessions,
    directory,
    /** Signs in by a code of the platform; answers the headers of the session. */
    async enter(userId: string): Promise<{ readonly authorization: string }> {
      const code = emulator.issueAuthCode(userId, appKey);
      const start = (await company.call('POST', '/api/v1/session', { body: { corpId, code } })) as { bearer: string };
      return { authorization: `Bearer ${start.bearer}` };
    },
    /** Tells what only the platform of the product tells: settings of the app changed, or it went. */
    publish: (event: DomainEvent) => platform.db.inCorp(corpId, async (tx) => platform.events.publish(tx, event)),
    /** A full run, begun by hand and worked through. */
    async sync(): Promise<void> {
      await directory.startSync(corpId);
      await company.jobs.runDue();
    },
    /** Hands an event over as a channel would. */
    tell: (body: Partial<DingTalkEvent>) =>
      directory.handleEvent(corpId, {
        eventId: newId<string>(),
        type: 'any',
        corpId,
        bornAt: 0,
        channel: 'push',
        ...body,
      } as DingTalkEvent),
    async close(): Promise<void> {
      await company.features.stop();
      if (!given.beside) await emulator.stop();
      await egress.close();
    },
  };
}
