import type { DingTalkApp, DingTalkResult, Walk } from '@hongyan/dingtalk';
import { Secret, type UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { app, corpId, openWire, type Wire } from './world.ts';

async function open(): Promise<Wire & { client: DingTalkApp }> {
  const wire = await openWire('client');
  return { ...wire, client: clientOf(wire) };
}

function expectOk<T>(result: DingTalkResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind} ${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function all<T>(walk: Walk<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const result of walk) found.push(expectOk(result));
  return found;
}

const codeOf = async ({ emulator }: Wire, kind: 'jsapi' | 'web' | 'sso'): Promise<string> =>
  ((await emulator.control('codes/issue', { userId: 'chenming', kind })) as { code: string }).code;
const text = (content: string) => JSON.stringify({ msgtype: 'text', text: { content } });
const chenming = 'chenming' as UserId;
const lilei = 'lilei' as UserId;

describe('our client and a DingTalk written from the documents', () => {
  test('agree on the three ways to a token', async () => {
    const { client } = await open();
    const fresh = expectOk(await client.tokens.app({ fresh: true })).reveal();
    expect(expectOk(await client.tokens.app()).reveal()).toBe(fresh);
    expect(expectOk(await client.tokens.old()).reveal()).not.toBe('');
    expect(expectOk(await client.tokens.unified()).reveal()).not.toBe('');
  });

  test.each(['sub_code', 'subcode', 'words'] as const)(
    'agree on a dead token that the gateway names by %s',
    async (form) => {
      const { client, emulator } = await open();
      emulator.switches.gatewayForm = form;
      const dead = expectOk(await client.tokens.app()).reveal();
      await emulator.control('tokens/expire', {});
      expect(expectOk(await client.getUser(lilei)).name).toBe('李雷');
      expect(expectOk(await client.tokens.app()).reveal()).not.toBe(dead);
    },
  );

  test('agree on a sign-in inside DingTalk', async () => {
    const wire = await open();
    const code = await codeOf(wire, 'jsapi');
    expect(expectOk(await wire.client.getUserInfo(code))).toMatchObject({ userId: 'chenming', adminLevel: 1 });
    expect(await wire.client.getUserInfo(code)).toMatchObject({ ok: false, error: { code: '40078' } });
    expect(expectOk(await wire.client.getUser(chenming))).toMatchObject({
      name: '陈明',
      email: 'chen@wire.test',
      departmentIds: [37002, 37003],
    });
  });

  test('agree on a sign-in from an ordinary browser, and keep its codes apart from the others', async () => {
    const wire = await open();
    const token = expectOk(await wire.client.oauth.exchangeCode(await codeOf(wire, 'web')));
    const me = expectOk(await wire.client.oauth.getMe(token.accessToken));
    expect(me).toMatchObject({ unionId: 'uChenming', name: '陈明' });
    expect(expectOk(await wire.client.oauth.findByUnionId(me.unionId))).toEqual({
      userId: 'chenming',
      contact: 'employee',
    });
    expectOk(await wire.client.oauth.refresh(token.refreshToken));
    expect(await wire.client.getUserInfo(await codeOf(wire, 'web'))).toMatchObject({ error: { code: '40078' } });
    expect(await wire.client.oauth.exchangeCode(await codeOf(wire, 'jsapi'))).toMatchObject({ ok: false });
  });

  test('agree on who came from the organisation’s console', async () => {
    const wire = await open();
    const admin = await wire.client.oauth.getConsoleAdmin(await codeOf(wire, 'sso'), new Secret(app.ssoSecret!));
    expect(expectOk(admin)).toMatchObject({ userId: 'chenming', isAdmin: true });
  });

  test('agree on a page’s ticket', async () => {
    const { client } = await open();
    const ticket = expectOk(await client.jsapi.getTicket()).reveal();
    expect(expectOk(await client.jsapi.getTicket()).reveal()).toBe(ticket);
    expect(expectOk(await client.jsapi.sign('https://mail.wire.test/app/?a=%E6%B5%8B'))).toMatchObject({
      agentId: app.agentId,
      corpId,
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('agree on the directory', async () => {
    const { client } = await open();
    const { contacts } = client;
    expect(expectOk(await contacts.getScope())).toMatchObject({ departmentIds: [1] });
    expect((await all(contacts.walkDepartments([1]))).map(({ departmentId }) => departmentId).sort()).toEqual([
      1, 37001, 37002, 37003,
    ]);
    expect((await all(contacts.walkMembers(37003))).map(({ userId }) => userId)).toEqual(['chenming']);
    expect(expectOk(await contacts.listSubDepartmentIds(37002))).toEqual([37003]);
    expect(expectOk(await contacts.getDepartment(37003))).toMatchObject({ name: '光学组', parentId: 37002 });
    expect(expectOk(await contacts.listUserIds(37001))).toEqual(['lilei']);
    expect(expectOk(await contacts.listAdministrators())).toEqual([{ userId: 'chenming', level: 1 }]);
    expect(expectOk(await contacts.getAdministratorScope(chenming))).toContain(1);
    expect(expectOk(await contacts.findByMobile('13900000001'))).toBe('chenming');
  });

  test('agree on a notice from sending to recall', async () => {
    const { client, emulator } = await open();
    const card = JSON.stringify({
      msgtype: 'oa',
      oa: {
        message_url: 'https://mail.wire.test/',
        head: { bgcolor: 'FF0070D1', text: '企业邮箱' },
        status_bar: { status_value: '未读', status_bg: '0xFF0070D1' },
        body: { title: '合同评审' },
      },
    });
    const { taskId } = expectOk(await client.notifications.send({ userIds: [chenming] }, card));
    let progress = expectOk(await client.notifications.getProgress(taskId));
    while (progress.state !== 'done') {
      await emulator.control('clock/pass', { ms: 1000 });
      progress = expectOk(await client.notifications.getProgress(taskId));
    }
    expect(expectOk(await client.notifications.getResult(taskId))).toMatchObject({
      unreadUserIds: ['chenming'],
      drops: [],
    });
    expectOk(await client.notifications.updateStatusBar(taskId, { value: '已读', background: '0xFF646B72' }));
    expect(emulator.feed('chenming')[0]?.status).toMatchObject({ value: '已读' });
    expectOk(await client.notifications.recall(taskId));
  });

  test('agree on what the platform drops without a word', async () => {
    const { client, emulator } = await open();
    expectOk(await client.sendWorkNotification([chenming], text('一样的内容')));
    const { taskId } = expectOk(await client.sendWorkNotification([chenming], text('一样的内容')));
    await emulator.control('clock/pass', { ms: 5000 });
    expect(expectOk(await client.notifications.getResult(taskId)).drops).toEqual([
      { userId: 'chenming', code: '143106', reason: 'identical' },
    ]);
  });

  test('agree on a picture for a card', async () => {
    const { client } = await open();
    const { mediaId } = expectOk(
      await client.notifications.uploadMedia('image', {
        name: '雁.png',
        type: 'image/png',
        bytes: Buffer.from('89504e470d0a1a0a', 'hex'),
      }),
    );
    expectOk(
      await client.notifications.send(
        { userIds: [lilei] },
        JSON.stringify({ msgtype: 'image', image: { media_id: mediaId } }),
      ),
    );
  });

  test('agree on the organisation’s apps', async () => {
    const { client } = await open();
    expect(expectOk(await client.apps.list()).map(({ agentId }) => agentId)).toContain(app.agentId);
    expect(expectOk(await client.apps.listOfUser(lilei)).map(({ agentId }) => agentId)).toContain(app.agentId);
    expectOk(await client.apps.update({ operator: 'uChenming', ipWhiteList: ['127.0.0.1'] }));
    expectOk(await client.apps.changeVisibleScope({ addUserIds: [lilei] }));
    expect(expectOk(await client.apps.getVisibleScope())).toMatchObject({ userIds: ['lilei'] });
  });

  test('agree on the events that nobody took', async () => {
    const { client } = await open();
    expect(expectOk(await client.listFailedEvents())).toEqual({ events: [], hasMore: false });
  });
});
