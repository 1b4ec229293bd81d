import type {
  AppDetail,
  AppForm,
  AuditEntry,
  ConsoleSession,
  ErrorBody,
  MemberPage,
  MessageDetail,
} from '@hongyan/contract';
import { type CorpId, Secret, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instance } from '../features/audit/service.ts';
import { type Answer, type Ask, type Manager, mailboxesOf, openWhole, type Whole } from './whole-testing.ts';

const url = '/api/v1/admin';
const one = 'dingconsole001';
const two = 'dingconsole002';
const form: AppForm = {
  corpId: 'dingconsole009',
  agentId: ' 3180024417 ',
  appKey: 'dingq8x2m7v1kz04trap',
  appSecret: 'canary-Secret-of-an-app-000000000000000000000000000000000',
  mailDomain: '@Nine.Example',
  providerId: 'netease-qiye',
};
const json = <T>(answer: Answer) => JSON.parse(answer.text) as T;
const codeOf = (answer: Answer) => [answer.status, json<ErrorBody>(answer).error.code];

describe('the console', () => {
  let whole: Whole;
  let operator: Manager;
  let admin: Manager;
  let stranger: Manager;
  beforeAll(async () => {
    whole = await openWhole();
    await whole.addCorp(one, 'one.example');
    await whole.addCorp(two, 'two.example');
    operator = await whole.manage('operator');
    admin = await whole.manage({ corpId: one, userId: 'boss' });
    stranger = await whole.manage({ corpId: two, userId: 'boss' });
  });
  afterAll(() => whole?.close());

  const ask = (
    manager: Manager | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    more: Ask = {},
  ) => whole.ask(method, `${url}${path}`, { manager, ...(body === undefined ? {} : { body }), ...more });
  const entriesOf = async (corpId: string) => (await whole.audit.list(corpId as CorpId)).entries;
  const newestOf = async (corpId: string): Promise<AuditEntry> => (await entriesOf(corpId))[0]!;

  describe('lets in', () => {
    test('who has a setup token, once', async () => {
      const { token } = await whole.admin.tokens.issue();
      const first = await ask(undefined, 'POST', '/session/setup', { token });
      expect(first.status).toBe(200);
      expect(json<ConsoleSession>(first)).toMatchObject({ who: { kind: 'operator' }, address: '127.0.0.1' });
      expect(codeOf(await ask(undefined, 'POST', '/session/setup', { token }))).toEqual([
        401,
        'session.setup_token_invalid',
      ]);
      expect(await newestOf(instance)).toMatchObject({
        act: 'console.signed_in',
        outcome: 'refused',
        actor: { kind: 'operator' },
      });
      expect(whole.logged.join('')).not.toContain(token);
    });

    test('nobody whose token is a guess, and slows the guessing down', async () => {
      // Of an address of its own, so that the others here can still sign in.
      const own = await openWhole();
      const guess = () =>
        own.ask('POST', `${url}/session/setup`, { manager: { cookie: '' }, body: { token: 'guess' } });
      const codes = [];
      for (let i = 0; i < 12; i += 1) codes.push((await guess()).status);
      await own.close();
      expect(codes).toEqual([...Array(10).fill(401), 429, 429]);
    });

    test('main and sub-administrators of a corp by DingTalk, and nobody else of it', async () => {
      const session = json<ConsoleSession>(await ask(admin, 'GET', '/session'));
      expect(session.who).toEqual({ kind: 'admin', userId: 'boss', name: '管理员', level: 'main' });
      expect(session.corps.map(({ corpId }) => corpId)).toEqual([one]);
      await whole.manage({ corpId: one, userId: 'deputy', level: 2 });
      for (const level of [0, 100, 3]) {
        await expect(whole.manage({ corpId: one, userId: 'nobody', level })).rejects.toThrow('session.admin_only');
        expect(await newestOf(one)).toMatchObject({
          act: 'console.signed_in',
          outcome: 'refused',
          actor: { userId: 'nobody' },
        });
      }
    });

    test('no member’s session, though the member is an administrator', async () => {
      const person = await whole.signIn(one, 'boss', '管理员');
      for (const path of ['/session', '/apps', `/apps/${one}`, `/apps/${one}/members`, '/audit'])
        expect(codeOf(await whole.ask('GET', `${url}${path}`, { as: person }))).toEqual([
          401,
          'session.console_required',
        ]);
    });

    test('nobody whose session was ended because they are no administrator any more', async () => {
      const gone = await whole.manage({ corpId: two, userId: 'former' });
      expect((await ask(gone, 'GET', '/session')).status).toBe(200);
      await whole.core.endConsoleSessions(two as CorpId, ['former' as UserId]);
      expect(codeOf(await ask(gone, 'GET', '/session'))).toEqual([401, 'session.console_required']);
      expect((await ask(stranger, 'GET', '/session')).status).toBe(200);
    });
  });

  describe('lets nobody in', () => {
    test('whose leaving was heard of while DingTalk still vouched for them', async () => {
      await whole.signIn(one, 'leaver', '李离');
      const early = await whole.manage({ corpId: one, userId: 'leaver' });
      await whole.platform.owner
        .transaction()
        .execute((tx) =>
          sql`update members set state = 'left' where corp_id = ${one} and user_id = 'leaver'`.execute(tx),
        );
      await expect(whole.manage({ corpId: one, userId: 'leaver' })).rejects.toThrow('session.outside_scope');
      expect(await newestOf(one)).toMatchObject({ outcome: 'refused', actor: { userId: 'leaver' } });
      await whole.core.endConsoleSessions(one as CorpId, ['leaver' as UserId]);
      expect((await ask(early, 'GET', '/session')).status).toBe(401);
    });

    test('whom a later list of administrators does not name, though we never knew that they were one', async () => {
      const [kept, gone] = [stranger, await whole.manage({ corpId: two, userId: 'unheard-of' })];
      await whole.platform.db.inCorp(two as CorpId, (tx) => whole.core.keepConsoleSessions(tx, ['boss' as UserId]));
      expect((await ask(gone, 'GET', '/session')).status).toBe(401);
      expect((await ask(kept, 'GET', '/session')).status).toBe(200);
      expect((await ask(admin, 'GET', '/session')).status).toBe(200);
    });
  });

  describe('shows', () => {
    test('an operator every corp, an administrator their own', async () => {
      const ids = async (manager: Manager) =>
        json<{ apps: AppDetail[] }>(await ask(manager, 'GET', '/apps')).apps.map(({ corpId }) => corpId);
      expect((await ids(operator)).sort()).toEqual(expect.arrayContaining([one, two]));
      expect(await ids(admin)).toEqual([one]);
    });

    test('what DingTalk’s console asks for, with token and key, and never the secret of the app', async () => {
      const answer = await ask(admin, 'GET', `/apps/${one}`);
      const { values } = json<AppDetail>(answer);
      expect(values.homeUrl).toMatch(/\/static\/dingding\/\?corpId=\$CORPID\$$/);
      expect(values.eventToken).toMatch(/^[A-Za-z0-9]{3,32}$/);
      expect(values.eventAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
      expect(values.events.map(({ type }) => type)).toHaveLength(7);
      expect(answer.text).not.toContain('app-secret');
    });

    test('another corp as one that is not there, to the letter', async () => {
      const strip = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`;
      for (const rest of ['', '/members', '/directory', '/audit', '/doctor']) {
        const foreign = await ask(admin, 'GET', `/apps/${two}${rest}`);
        const absent = await ask(admin, 'GET', `/apps/dingnobody01${rest}`);
        expect(strip(foreign)).toBe(strip(absent));
        expect(foreign.status).toBe(404);
      }
      expect((await ask(admin, 'GET', '/audit')).status).toBe(404);
    });
  });

  describe('registers an app', () => {
    test('from what was copied, blanks and all', async () => {
      const answer = await ask(operator, 'POST', '/apps', form);
      expect(answer.status).toBe(201);
      expect(json<AppDetail>(answer)).toMatchObject({
        corpId: form.corpId,
        agentId: 3180024417,
        domains: ['nine.example'],
        providerName: { zh: '网易企业邮箱' },
        mailService: { imap: 'imaps://imap.qiye.163.com:993' },
      });
      expect(await newestOf(form.corpId)).toMatchObject({
        act: 'app.created',
        actor: { kind: 'operator', address: '127.0.0.1' },
      });
    });

    test('once for each corp', async () => {
      expect(codeOf(await ask(operator, 'POST', '/apps', form))).toEqual([409, 'app.exists']);
      expect(codeOf(await ask(admin, 'POST', '/apps', { ...form, corpId: one }))).toEqual([409, 'app.exists']);
    });

    test('never for another corp than an administrator’s own', async () => {
      const corpId = 'dingconsole010';
      expect((await ask(admin, 'POST', '/apps', { ...form, corpId })).status).toBe(404);
      expect((await whole.platform.db.listCorps()).includes(corpId as CorpId)).toBe(false);
    });

    test.each([
      ['the AgentId in the place of the CorpId', { corpId: '3180024417' }, 'corpId'],
      [
        'the unified App ID in the place of the AgentId',
        { agentId: '0a1b2c3d-1111-4222-8333-444455556666' },
        'agentId',
      ],
      ['the CorpId in the place of the AppKey', { appKey: 'ding8ac4f1e0b7d24c6a35c2f4657eb6378f' }, 'appKey'],
      ['the AppKey in the place of the AppSecret', { appSecret: 'dingq8x2m7v1kz04trap' }, 'appSecret'],
      ['an AppSecret with a blank inside', { appSecret: 'half of it' }, 'appSecret'],
      ['no mail domain', { mailDomain: 'intranet' }, 'mailDomain'],
      ['a mail system that nobody knows', { providerId: 'pigeon' }, 'providerId'],
      [
        'a server without encryption',
        { providerId: 'generic', imap: 'imap://mail.example', smtp: 'smtps://mail.example' },
        'imap',
      ],
      ['an address rule of another domain', { addressPattern: '{jobNumber}@other.example' }, 'addressPattern'],
      ['an address rule without a person', { addressPattern: 'all@nine.example' }, 'addressPattern'],
      ['an address rule with an unknown word', { addressPattern: '{birthday}@nine.example' }, 'addressPattern'],
      ['a public address with a path', { publicUrl: 'https://x.example/mail' }, 'publicUrl'],
    ])('not with %s', async (_name, change, field) => {
      const answer = await ask(operator, 'POST', '/apps', { ...form, corpId: 'dingconsole011', ...change });
      expect(codeOf(answer)).toEqual([422, 'app.invalid']);
      const { fields = {} } = json<ErrorBody>(answer).error;
      expect(Object.keys(fields)).toEqual([field]);
      expect(fields[field]!.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(fields[field]!.en).not.toMatch(/[\u4e00-\u9fff]/);
    });

    test('with all problems told at once', async () => {
      const empty = { corpId: '', agentId: '', appKey: '', appSecret: '', mailDomain: '', providerId: '' };
      const { fields } = json<ErrorBody>(await ask(operator, 'POST', '/apps', empty)).error;
      expect(Object.keys(fields ?? {})).toEqual(Object.keys(empty));
    });
  });

  describe('changes an app', () => {
    const detail = async () => json<AppDetail>(await ask(admin, 'GET', `/apps/${one}`));
    const asForm = async (change: Partial<AppForm> = {}): Promise<AppForm> => {
      const { corpId, agentId, appKey, mailService } = await detail();
      const { imap, smtp, onPremise, tlsMode, domain, providerId } = mailService;
      return {
        corpId,
        agentId: String(agentId),
        appKey,
        appSecret: '',
        mailDomain: domain,
        providerId,
        imap,
        smtp,
        onPremise,
        tlsMode,
        ...change,
      };
    };

    test('without asking for its secret again, and keeps token and key', async () => {
      const before = await detail();
      const answer = await ask(
        admin,
        'PUT',
        `/apps/${one}`,
        await asForm({ agentId: '77', addressPattern: '{pinyin}@one.example' }),
      );
      expect(answer.status).toBe(200);
      expect(json<AppDetail>(answer)).toMatchObject({
        agentId: 77,
        addressPattern: '{pinyin}@one.example',
        values: { eventToken: before.values.eventToken },
      });
      expect((await whole.core.apps.get(one as CorpId))?.appSecret.reveal()).toBe('app-secret');
      expect(await newestOf(one)).toMatchObject({
        act: 'app.changed',
        detail: { agentId: true, appKey: false, appSecret: false },
        actor: { kind: 'admin', name: '管理员' },
      });
    });

    const fieldsOf = async (change: Partial<AppForm>, who = admin) =>
      Object.keys(json<ErrorBody>(await ask(who, 'PUT', `/apps/${one}`, await asForm(change))).error?.fields ?? {});

    test('but not its corp, nor its key without the secret that belongs to it', async () => {
      expect(await fieldsOf({ corpId: two })).toEqual(['corpId']);
      expect(await fieldsOf({ appKey: 'dinganotherkey0001' }, operator)).toEqual(['appSecret']);
    });

    test('its mail domain only while no mailbox is bound in it', async () => {
      const renamed = await ask(
        admin,
        'PUT',
        `/apps/${one}`,
        await asForm({ mailDomain: 'renamed.example', addressPattern: '' }),
      );
      expect(json<AppDetail>(renamed).domains).toEqual(['renamed.example']);
      await ask(admin, 'PUT', `/apps/${one}`, await asForm({ mailDomain: 'one.example' }));
      await whole.sandbox.addAccount({ address: 'chen@one.example', password: 'right' });
      const person = await whole.signIn(one, 'chen', '陈明');
      expect((await whole.bind(person, 'chen@one.example', 'right')).status).toBe(200);
      const refused = await ask(admin, 'PUT', `/apps/${one}`, await asForm({ mailDomain: 'renamed.example' }));
      expect(Object.keys(json<ErrorBody>(refused).error.fields ?? {})).toEqual(['mailDomain']);
    });

    test('but no administrator of the corp what decides who is who, or where passwords and connections go', async () => {
      // A colleague's userid in an organisation of their own would open the colleague's mail.
      const theirs = { appKey: 'dingmyowncorp00001', appSecret: 'a-secret-that-really-belongs-to-it' };
      expect(await fieldsOf(theirs)).toEqual(['appKey']);
      // A mailbox is bound: its stored password would be sent there.
      const servers = { imap: 'imaps://imap.thief.example', smtp: 'smtps://smtp.thief.example' };
      expect(await fieldsOf({ ...servers, onPremise: false })).toEqual(['imap', 'smtp']);
      // The doctor would read the operator's network aloud.
      expect(await fieldsOf({ imap: 'imaps://10.0.0.1:5432' })).toEqual(['onPremise']);
      const before = await detail();
      expect(await fieldsOf({ ...theirs, ...servers }, operator)).toEqual([]);
      expect(await detail()).toMatchObject({ appKey: theirs.appKey, mailService: servers });
      const { imap, smtp } = before.mailService;
      expect(await fieldsOf({ appKey: before.appKey, appSecret: 'app-secret', imap, smtp }, operator)).toEqual([]);
    });

    test('and no administrator brings an app back that was removed while they asked', async () => {
      await expect(
        whole.apps.create(
          {
            corpId: 'dingconsole012',
            agentId: 7,
            appKey: 'dingmyowncorp00001',
            appSecret: new Secret('a-secret-that-really-belongs-to-it'),
            mailDomain: 'one.example',
            providerId: 'netease-qiye',
          },
          { kind: 'admin', userId: 'boss', name: '', address: '127.0.0.1' },
        ),
      ).rejects.toMatchObject({ code: 'request.not_found' });
      expect(await whole.core.apps.get('dingconsole012' as CorpId)).toBeUndefined();
    });

    test('its event keys: the old ones stop at once', async () => {
      const before = await detail();
      const after = json<AppDetail>(await ask(admin, 'POST', `/apps/${one}/event-keys`));
      expect(after.values.eventToken).not.toBe(before.values.eventToken);
      expect(after.values.eventAesKey).not.toBe(before.values.eventAesKey);
      expect((await whole.core.apps.get(one as CorpId))?.eventToken).toBe(after.values.eventToken);
    });

    test('its event channel', async () => {
      const answer = await ask(admin, 'PUT', `/apps/${two}/event-channel`, { mode: 'push' });
      expect(answer.status).toBe(404);
      expect(
        json<AppDetail>(await ask(admin, 'PUT', `/apps/${one}/event-channel`, { mode: 'push' })).eventChannel.mode,
      ).toBe('push');
    });
  });

  describe('shows the people', () => {
    test('with what is bound, and lets a binding go', async () => {
      await whole.sandbox.addAccount({ address: 'li@two.example', password: 'right' });
      const person = await whole.signIn(two, 'li', '李华');
      await whole.signIn(two, 'wang', '王芳');
      expect((await whole.bind(person, 'li@two.example', 'right')).status).toBe(200);
      await whole.until(async () => (await mailboxesOf(whole, person))[0]?.state.kind === 'ready');
      const page = async (query = '') => json<MemberPage>(await ask(stranger, 'GET', `/apps/${two}/members${query}`));
      const li = (await page()).members.find(({ userId }) => userId === 'li')!;
      expect(li).toMatchObject({
        name: '李华',
        state: 'active',
        mailboxes: [{ address: 'li@two.example', shared: false, watch: { state: 'watching' } }],
      });
      expect((await page('?state=bound')).members.map(({ userId }) => userId)).toEqual(['li']);
      expect((await page('?state=unbound')).members.map(({ userId }) => userId)).toEqual(['wang']);
      expect((await page('?q=王')).members.map(({ userId }) => userId)).toEqual(['wang']);
      expect((await page()).counts).toMatchObject({ all: 2, bound: 1, unbound: 1, trouble: 0, left: 0 });

      const { mailboxId } = li.mailboxes[0]!;
      const unbind = `/apps/${two}/members/${li.memberId}/unbind`;
      expect((await ask(admin, 'POST', unbind, { mailboxId })).status).toBe(404);
      expect((await ask(admin, 'POST', unbind.replace(two, one), { mailboxId })).status).toBe(404);
      expect((await ask(stranger, 'POST', unbind, { mailboxId })).status).toBe(204);
      expect((await ask(stranger, 'POST', unbind, { mailboxId })).status).toBe(404);
      expect(await mailboxesOf(whole, person)).toEqual([]);
      expect(await newestOf(two)).toMatchObject({
        act: 'member.unbound',
        target: li.memberId,
        detail: { address: 'li@two.example' },
      });
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from mailboxes where corp_id = ${two}`.execute(whole.platform.owner);
      expect(rows[0]?.n).toBe(0);
    });
  });

  describe('an allow-list', () => {
    const put = (manager: Manager, corpId: string, purpose: string, ranges: readonly string[]) =>
      ask(manager, 'PUT', `/apps/${corpId}/allow-list`, { purpose, ranges });

    test('of the console must hold whoever sets it', async () => {
      const refused = await put(admin, one, 'console', ['203.0.113.0/24']);
      expect(codeOf(refused)).toEqual([422, 'app.invalid']);
      expect(json<ErrorBody>(refused).error.fields?.ranges?.zh).toContain('127.0.0.1');
      const wrong = await put(admin, one, 'callback', ['203.0.113.0/24', 'intranet', '1.2.3']);
      expect(json<ErrorBody>(wrong).error.fields?.ranges?.en).toContain('intranet, 1.2.3');
      const kept = json<AppDetail>(await put(admin, one, 'console', ['127.0.0.0/8', ' 127.0.0.0/8']));
      expect(kept.consoleRanges).toEqual(['127.0.0.0/8']);
      expect((await ask(admin, 'GET', '/session')).status).toBe(200);
    });

    test('of the console refuses every request from elsewhere, and says so in the log; the operator can still mend it', async () => {
      // As it is after the office has moved: set past the check.
      await sql`update apps set console_ranges = '{203.0.113.0/24}' where corp_id = ${two}`.execute(
        whole.platform.owner,
      );
      await whole.platform.db.inCorp(two as CorpId, async (tx) =>
        whole.platform.events.publish(tx, { kind: 'app.changed', corpId: two as CorpId }),
      );
      for (const path of ['/session', '/apps', `/apps/${two}`, `/apps/${two}/audit`])
        expect(codeOf(await ask(stranger, 'GET', path))).toEqual([403, 'session.address_refused']);
      await expect(whole.manage({ corpId: two, userId: 'boss' })).rejects.toThrow('session.address_refused');
      // Nobody named a proxy: whatever a header says about the address is only what somebody wrote.
      for (const name of [
        'x-forwarded-for',
        'forwarded',
        'x-real-ip',
        'true-client-ip',
        'cf-connecting-ip',
        'x-client-ip',
      ])
        for (const value of [
          '203.0.113.5',
          '203.0.113.5, 127.0.0.1',
          'for=203.0.113.5',
          '::ffff:203.0.113.5',
          ' 203.0.113.5',
        ])
          expect((await ask(stranger, 'GET', '/session', undefined, { headers: { [name]: value } })).status).toBe(403);
      const refusals = (await entriesOf(two)).filter(({ act }) => act === 'console.used');
      expect(refusals).toHaveLength(2);
      expect(refusals[0]).toMatchObject({ outcome: 'refused', actor: { address: '127.0.0.1' } });
      expect((await put(operator, two, 'console', [])).status).toBe(200);
      expect((await ask(stranger, 'GET', '/session')).status).toBe(200);
    });

    test('of the installation holds for operators too, before anybody is known', async () => {
      const own = await openWhole({ consoleAllow: ['203.0.113.0/24'] });
      const { token } = await own.admin.tokens.issue();
      const refused = await own.ask('POST', `${url}/session/setup`, { manager: { cookie: '' }, body: { token } });
      const entries = (await own.audit.list(instance)).entries;
      await own.close();
      expect(codeOf(refused)).toEqual([403, 'session.address_refused']);
      expect(entries[0]).toMatchObject({ act: 'console.used', outcome: 'refused' });
    });
  });

  test('pauses an app: nobody signs in or is served, nothing is watched or sent; and resumes it whole', async () => {
    const address = 'chen@one.example';
    const person = await whole.signIn(one, 'chen', '陈明');
    const [mailbox] = await mailboxesOf(whole, person);
    await whole.until(async () => (await mailboxesOf(whole, person))[0]?.state.kind === 'ready');
    await whole.sandbox.deliver(
      address,
      'From: a@b.example\r\nSubject: vorher\r\nMessage-ID: <p0@b.example>\r\n\r\nhallo\r\n',
    );
    const messages = `/api/v1/mailboxes/${mailbox!.id}/messages`;
    const first = await whole.until(
      async () => json<{ messages: { id: string }[] }>(await whole.ask('GET', messages, { as: person })).messages[0],
    );
    const mail = json<MessageDetail>(await whole.ask('GET', `/api/v1/messages/${first.id}`, { as: person }));
    const open = () => whole.ask('GET', mail.originalUrl);
    expect((await open()).status).toBe(200);
    const stream = await whole.stream('/api/v1/live', person);
    const watching = whole.mailSockets();
    const paused = await ask(admin, 'POST', `/apps/${one}/pause`, { paused: true });
    expect(json<AppDetail>(paused).paused).toBe(true);
    expect(codeOf(await whole.ask('GET', '/api/v1/session', { as: person }))).toEqual([403, 'session.paused']);
    await expect(whole.signIn(one, 'chen', '陈明')).rejects.toThrow('session.paused');
    expect((await open()).status).toBe(404);
    await stream.ended;
    // The watch lets go of its connection.
    await whole.until(async () => whole.mailSockets() < watching);
    const before = whole.cards.length;
    await whole.sandbox.deliver(
      address,
      'From: a@b.example\r\nSubject: während der Pause\r\nMessage-ID: <p1@b.example>\r\n\r\nhallo\r\n',
    );
    const members = json<MemberPage>(await ask(admin, 'GET', `/apps/${one}/members?state=bound`)).members;
    expect(members[0]?.mailboxes[0]).toMatchObject({ mailboxId: mailbox!.id, watch: { state: 'stopped' } });
    expect(whole.cards.length).toBe(before);
    expect(json<AppDetail>(await ask(admin, 'POST', `/apps/${one}/pause`, { paused: false })).paused).toBe(false);
    expect((await whole.ask('GET', '/api/v1/session', { as: person })).status).toBe(200);
    expect((await open()).status).toBe(200);
    await whole.until(async () => whole.cards.length > before);
    expect((await entriesOf(one)).slice(0, 2).map(({ act }) => act)).toEqual(['app.resumed', 'app.paused']);
  });

  test('removes a corp with everything of it, and nothing of another', async () => {
    const gone = 'dingconsole003';
    const connectionsBefore = whole.mailSockets();
    await whole.addCorp(gone, 'three.example', 'app-secret-3');
    await whole.sandbox.addAccount({ address: 'geheim@three.example', password: 'right' });
    const boss = await whole.manage({ corpId: gone, userId: 'boss' });
    const person = await whole.signIn(gone, 'geheim', '王芳');
    expect((await whole.bind(person, 'geheim@three.example', 'right')).status).toBe(200);
    await whole.until(async () => (await mailboxesOf(whole, person))[0]?.state.kind === 'ready');
    const countRows = async (corpId: string) => {
      const { rows } = await sql<{ table_name: string }>`
        select table_name from information_schema.columns
         where column_name = 'corp_id' and table_schema = 'public'`.execute(whole.platform.owner);
      const left: string[] = [];
      for (const { table_name } of rows) {
        const found = await sql`select 1 from ${sql.table(table_name)} where corp_id = ${corpId} limit 1`.execute(
          whole.platform.owner,
        );
        if (found.rows.length > 0) left.push(table_name);
      }
      return left;
    };
    expect((await countRows(gone)).length).toBeGreaterThan(5);
    const others = await countRows(two);
    expect((await ask(admin, 'DELETE', `/apps/${gone}`)).status).toBe(404);
    expect((await ask(boss, 'DELETE', `/apps/${gone}`)).status).toBe(204);
    await whole.until(async () => whole.mailSockets() === connectionsBefore);
    await whole.until(async () => (await countRows(gone)).length === 0);
    expect(await countRows(two)).toEqual(others);
    expect(codeOf(await ask(boss, 'GET', '/session'))).toEqual([401, 'session.console_required']);
    expect(codeOf(await whole.ask('GET', '/api/v1/session', { as: person }))).toEqual([401, 'session.required']);
    expect(await newestOf(instance)).toMatchObject({
      act: 'app.removed',
      target: gone,
      actor: { kind: 'admin', userId: 'boss' },
    });
    // The same corp can come again, and begins anew.
    await whole.addCorp(gone, 'three.example');
    expect((await whole.signIn(gone, 'geheim', '王芳')).memberId).not.toBe(person.memberId);
  });

  test('leaves whole chains behind after all this', async () => {
    for (const corpId of [one, two, instance]) expect((await whole.audit.verify(corpId as CorpId)).kind).toBe('whole');
    expect(JSON.stringify(await entriesOf(one))).not.toMatch(/app-secret|canary/);
    expect(whole.logged.join('')).not.toContain('canary');
  });
});
