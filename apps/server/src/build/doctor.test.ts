import { createServer, type Server } from 'node:net';
import type { DoctorCheck, DoctorCheckId, EventChannel } from '@hongyan/contract';
import { type Emulator, type EmulatorApp, startEmulator } from '@hongyan/dingtalk-emulator';
import { type CorpId, Secret, systemClock, type UserId } from '@hongyan/kit';
import { type MailSandbox, startMailSandbox } from '@hongyan/mail-sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AppsService } from '../features/apps/service.ts';
import type { NewApp } from '../features/apps/types.ts';
import { createAudit } from '../features/audit/service.ts';
import { createDoctor, type Doctor } from '../features/doctor/service.ts';
import { createEgress } from '../platform/egress/egress.ts';
import { silentLog } from '../platform/log/log.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildApps } from './apps.ts';
import { toDoctorDeps } from './doctor.ts';
import { createDingTalkByCorp, createMailDial } from './outside.ts';

const corpId = 'dingdoctor01' as CorpId;
const product = 'http://localhost:18080';
const secret = 'right-secret-of-the-doctor';
const home = `${product}/static/dingding/?corpId=$CORPID$`;
const good: EmulatorApp = {
  agentId: 3180024417,
  appKey: 'dingdoctorkey001',
  appSecret: secret,
  name: '企业邮箱',
  homeUrl: home,
  pcHomeUrl: home,
};

/** The doctor against a real wire, a real mail server and a real database: each thing is broken, and found. */
describe('the doctor', () => {
  let platform: TestPlatform;
  let emulator: Emulator;
  let sandbox: MailSandbox;
  let apps: AppsService;
  let doctor: Doctor;
  const egress = createEgress();
  const state = { channel: { mode: 'push', refused: 0 } as EventChannel, calls: 312 };
  const entered = (): NewApp => ({
    corpId,
    agentId: good.agentId,
    appKey: good.appKey,
    appSecret: new Secret(secret),
    mailDomain: 'doctor.example',
    providerId: 'dovecot',
    imap: sandbox.imapUrl,
    smtp: sandbox.smtpUrl,
    onPremise: true,
  });
  beforeAll(async () => {
    platform = await openTestPlatform();
    sandbox = await startMailSandbox({ seed: 'none', people: [] });
    const person = (userId: string, more: object = {}) => ({
      userId,
      name: userId,
      unionId: `union-${userId}`,
      title: '',
      departmentId: 20,
      isAdmin: false,
      email: `${userId}@doctor.example`,
      ...more,
    });
    emulator = await startEmulator({
      company: {
        corpId,
        name: '体检公司',
        departments: [
          { id: 1, name: '体检公司' },
          { id: 20, name: '研发部', parentId: 1 },
        ],
        people: [person('boss', { isAdmin: true }), person('chen'), person('protected', { executive: true })],
      },
      upstream: () => product,
    });
    emulator.registerApp(good);
    const { oapiUrl, apiUrl, loginUrl } = emulator;
    const clock = systemClock;
    const audit = createAudit({ ...platform, clock });
    apps = buildApps(platform, audit, { dingtalk: { oapiUrl, apiUrl, loginUrl } }, silentLog, () => product);
    const dingtalk = createDingTalkByCorp({ ...platform, apps, egress, clock });
    doctor = createDoctor(
      toDoctorDeps(
        { ...platform, clock, egress, apps, log: silentLog, mailDial: (service) => createMailDial(egress, service) },
        {
          dingtalk,
          audit,
          publicUrl: () => product,
          directory: () => ({ state: async () => ({ departments: 2, members: 3, missingFields: [] }) }),
          channels: () => ({ state: async () => state.channel }),
          usage: async () => ({ month: '2026-11', calls: state.calls }),
        },
      ),
    );
    await apps.add(entered());
  });
  afterEach(async () => {
    const { agentId: _, appKey, appSecret: __, ...rest } = good;
    const everything = {
      permissions: allPermissions,
      egressIps: [],
      contactScope: { departmentIds: [1], userIds: [] },
    };
    const visibleScope = { departmentIds: [1], userIds: [], adminsOnly: false };
    emulator.apps.change(appKey, { ...rest, ...everything, visibleScope });
    await apps.add(entered());
  });
  afterAll(async () => {
    await emulator?.stop();
    await sandbox?.stop();
    await egress.close();
    await platform?.close();
  });
  const allPermissions: readonly string[] = [
    'qyapi_base',
    'qyapi_get_member',
    'qyapi_get_department_list',
    'qyapi_get_department_member',
    'Contact.User.Read',
    'fieldMobile',
    'fieldEmail',
    'qyapi_microapp_manage',
    'qyapi_get_microapp_list',
    'open_app_api_base',
  ];

  const run = (id: DoctorCheckId, userId?: string) => doctor.run(corpId, id, userId as UserId | undefined);
  const brief = ({ state, copy, missing }: DoctorCheck) => ({
    state,
    ...(copy ? { copy } : {}),
    ...(missing ? { missing } : {}),
  });
  const change = (values: Parameters<Emulator['apps']['change']>[1]) => emulator.apps.change(good.appKey, values);

  test('passes what is right, in words of both languages, and keeps what it found', async () => {
    for (const id of [
      'app_credentials',
      'corp_match',
      'egress_ip',
      'permissions',
      'gated_fields',
      'contact_scope',
      'visible_scope',
      'home_page',
      'mail_imap',
      'mail_smtp',
      'quota',
    ] as const) {
      const found = await run(id);
      expect([id, found.state, found.finding?.zh, found.detail]).toEqual([
        id,
        'passed',
        expect.stringMatching(/[\u4e00-\u9fff]/),
        found.detail,
      ]);
      expect(found.finding?.en).toMatch(/^[\x20-\x7e“”企业邮箱;:.]+$/);
    }
    const kept = await doctor.results(corpId);
    expect(kept.filter(({ state }) => state === 'passed')).toHaveLength(11);
    expect(kept.find(({ id }) => id === 'contact_scope')).toMatchObject({
      finding: { zh: '全公司。已同步 3 人、2 个部门。' },
      at: expect.any(String),
      ms: expect.any(Number),
    });
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('tells a wrong secret, and does not blame the rest for it', async () => {
    await apps.add({ ...entered(), appSecret: new Secret('a-secret-that-was-reset') });
    const found = await run('app_credentials');
    expect(found).toMatchObject({ state: 'failed', link: expect.stringContaining('open-dev.dingtalk.com') });
    expect(JSON.stringify(found)).not.toContain('a-secret-that-was-reset');
    for (const id of ['corp_match', 'egress_ip', 'permissions', 'contact_scope', 'visible_scope'] as const)
      expect([id, (await run(id)).state]).toEqual([id, 'not_tested']);
  });

  test('tells a key that is no app’s', async () => {
    await apps.add({ ...entered(), appKey: 'dingnosuchkey0001' });
    expect((await run('app_credentials')).state).toBe('failed');
  });

  test('tells a good pair under the CorpId of another company', async () => {
    const wrong = 'dingdoctor02' as CorpId;
    await apps.add({ ...entered(), corpId: wrong });
    expect((await doctor.run(wrong, 'app_credentials')).state).toBe('passed');
    expect(await doctor.run(wrong, 'corp_match')).toMatchObject({
      state: 'failed',
      finding: { zh: '这个应用不属于所填的 CorpId。' },
    });
  });

  test('tells a wrong AgentId, by the list of apps and by the notice', async () => {
    await apps.add({ ...entered(), agentId: 77 });
    expect(await run('corp_match')).toMatchObject({
      state: 'failed',
      finding: { zh: '企业里没有 AgentId 为 77 的应用。' },
    });
    expect(await run('test_notice', 'chen')).toMatchObject({ state: 'failed' });
    change({ permissions: allPermissions.filter((code) => code !== 'qyapi_get_microapp_list') });
    expect(await run('corp_match')).toMatchObject({ state: 'warning', missing: ['qyapi_get_microapp_list'] });
  });

  test('tells an egress IP that is not let in, with the IP to copy', async () => {
    change({ egressIps: ['203.0.113.9'] });
    expect(brief(await run('egress_ip'))).toEqual({
      state: 'failed',
      copy: expect.stringMatching(/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/),
    });
  });

  test.each(['qyapi_get_member', 'qyapi_get_department_list', 'qyapi_get_department_member', 'qyapi_microapp_manage'])(
    'tells that %s is missing, with the page that grants it',
    async (code) => {
      change({ permissions: allPermissions.filter((one) => one !== code) });
      const found = await run('permissions');
      expect(brief(found)).toEqual({ state: 'failed', copy: code, missing: [code] });
      expect(found.link).toBe(`https://open-dev.dingtalk.com/appscope/apply?content=${good.appKey}%23${code}`);
    },
  );

  test('tells fields that DingTalk leaves out without a word', async () => {
    change({ permissions: allPermissions.filter((code) => code !== 'fieldEmail') });
    expect(brief(await run('gated_fields'))).toEqual({ state: 'warning', missing: ['fieldEmail'] });
  });

  test('tells a contact scope that is empty or narrow', async () => {
    change({ contactScope: { departmentIds: [], userIds: [] } });
    expect((await run('contact_scope')).state).toBe('failed');
    change({ contactScope: { departmentIds: [20], userIds: [] } });
    expect((await run('contact_scope')).state).toBe('warning');
  });

  test('tells who does not see the app', async () => {
    change({ visibleScope: { departmentIds: [1], userIds: [], adminsOnly: true } });
    expect((await run('visible_scope')).state).toBe('warning');
    change({ visibleScope: { departmentIds: [], userIds: [], adminsOnly: false } });
    expect((await run('visible_scope')).state).toBe('failed');
  });

  test('tells a home page that is not ours, with ours to copy', async () => {
    change({ homeUrl: 'https://elsewhere.example/static/dingding/?corpId=$CORPID$' });
    expect(brief(await run('home_page'))).toEqual({ state: 'failed', copy: home });
    change({ homeUrl: `${product}/static/dingding/`, pcHomeUrl: home });
    expect(brief(await run('home_page'))).toEqual({ state: 'failed', copy: home });
    change({ homeUrl: home, pcHomeUrl: '' });
    expect(brief(await run('home_page'))).toEqual({ state: 'warning', copy: home });
    change({ homeUrl: home, pcHomeUrl: home, published: false });
    expect((await run('home_page')).state).toBe('failed');
    change({ published: true });
  });

  test('sends a notice that arrives, each time another one, and reads what became of it', async () => {
    expect((await run('test_notice')).state).toBe('not_tested');
    for (let i = 0; i < 2; i += 1) expect((await run('test_notice', 'chen')).state).toBe('passed');
    const texts = emulator.feed('chen').map(({ msg }) => JSON.stringify(msg));
    expect(texts).toHaveLength(2);
    expect(new Set(texts).size).toBe(2);
  });

  test('tells a notice that DingTalk took and dropped in silence, and why', async () => {
    expect(await run('test_notice', 'protected')).toMatchObject({
      state: 'failed',
      detail: '1430004',
      finding: { zh: expect.stringContaining('高管模式') },
    });
    expect((await run('test_notice', 'nobody')).state).toBe('failed');
  });

  test('reads the event channel as it was seen', async () => {
    const look = async (channel: Partial<EventChannel>) => {
      state.channel = { mode: 'push', refused: 0, ...channel };
      return (await run('event_channel')).state;
    };
    expect(await look({})).toBe('failed');
    expect(await look({ lastCheckAt: '2026-11-23T03:00:00.000Z' })).toBe('passed');
    expect(await look({ lastSeenAt: '2026-11-23T03:00:00.000Z', refused: 3, lastRefusal: '900005' })).toBe('failed');
    expect((await doctor.results(corpId)).find(({ id }) => id === 'event_channel')?.finding?.zh).toContain('token');
    expect(await look({ mode: 'stream', stream: { state: 'connected' } })).toBe('passed');
    expect(await look({ mode: 'stream', stream: { state: 'waiting', problem: 'authFailed' } })).toBe('failed');
  });

  test('warns before the month’s calls are used up', async () => {
    const look = async (calls: number) => {
      state.calls = calls;
      return (await run('quota')).state;
    };
    expect([await look(3_999), await look(4_000), await look(5_000)]).toEqual(['passed', 'warning', 'failed']);
  });

  test('knows an address that only this machine can open, and one that is not encrypted', async () => {
    expect((await run('public_url')).state).toBe('warning');
    await apps.add({ ...entered(), publicUrl: 'http://mail.doctor.example' });
    expect((await run('public_url')).state).toBe('failed');
    // An address that an administrator typed is never a way into the operator's own network.
    await apps.add({ ...entered(), publicUrl: 'https://10.0.0.1' });
    expect(await run('public_url')).toMatchObject({ state: 'warning', detail: expect.stringContaining('EGRESS') });
    await apps.add({ ...entered(), publicUrl: 'https://no-such-host.invalid' });
    expect((await run('public_url')).state).not.toBe('passed');
    await apps.add({ ...entered(), publicUrl: product });
  });

  describe('at the mail servers', () => {
    const servers: Server[] = [];
    afterEach(() => {
      for (const server of servers.splice(0)) server.close();
    });
    async function speak(words: string): Promise<number> {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.end(words);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as { port: number }).port;
    }

    test('reads what they can do, without signing in', async () => {
      expect((await run('mail_imap')).detail).toMatch(/IDLE|ID|UIDPLUS/);
      expect((await run('mail_smtp')).detail).toMatch(/AUTH/);
    });

    test.each([
      ['nobody listens', undefined],
      ['something else answers', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
      ['they hang up', ''],
      ['they say no', '* BYE too many connections\r\n'],
    ])('tells that %s', async (_name, words) => {
      const port = words === undefined ? 9 : await speak(words);
      await apps.add({ ...entered(), imap: `imap://127.0.0.1:${port}`, smtp: `smtp://127.0.0.1:${port}` });
      expect((await run('mail_imap')).state).toBe('failed');
      expect((await run('mail_smtp')).state).toBe('failed');
    });

    test('tells a certificate or a TLS that does not come about, and a private address', async () => {
      const port = await speak('* OK plain words where TLS should be\r\n');
      await apps.add({ ...entered(), imap: `imaps://127.0.0.1:${port}` });
      expect((await run('mail_imap')).state).toBe('failed');
      await apps.add({ ...entered(), onPremise: false });
      expect(await run('mail_imap')).toMatchObject({
        state: 'failed',
        finding: { zh: expect.stringContaining('内网') },
      });
    });
  });
});
