import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberApi } from '../member-api.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startSandboxMail } from '../systems.ts';
import { until } from '../wait.ts';

const [leaver, colleague] = people as [(typeof people)[0], (typeof people)[0]];
const appKey = 'dingtestkey0001';

describe('an app that receives its events in Stream mode', () => {
  let mail: RunningMail;
  let product: Product;
  let hers: MemberApi;

  beforeAll(async () => {
    mail = await startSandboxMail();
    product = await startProduct({
      mail,
      people: people.map((person) => ({
        ...person,
        unionId: `u-${person.userId}`,
        title: '',
        departmentId: 1,
        isAdmin: false,
      })),
    });
    hers = await product.member(leaver.userId);
  });
  afterAll(async () => {
    await product?.stop();
    await mail?.stop();
  });

  const opened = () => product.emulator.calls().filter(({ path }) => path === '/v1.0/gateway/connections/open').length;

  test('connects by itself once the administrator chose it, without a restart', async () => {
    product.emulator.apps.change(appKey, {
      events: { mode: 'stream', types: ['user_add_org', 'user_leave_org'] },
    });
    await product.command('app', 'set', product.corpId, '--event-channel', 'stream');
    await until('the connection', () => opened() > 0);
  });

  test('learns of someone who left, and signs them out', async () => {
    product.emulator.organisation.removePerson(leaver.userId);
    await until('the end of the session', async () => (await hers.call('GET', '/api/v1/session')).status === 401);
  });

  test('comes back after the platform cut the connection, and misses nothing that happens then', async () => {
    const before = opened();
    await product.emulator.control('stream/disconnect', { how: 'drop' });
    await until('another connection', () => opened() > before);
    const his = await product.member(colleague.userId);
    product.emulator.organisation.removePerson(colleague.userId);
    await until('the end of the session', async () => (await his.call('GET', '/api/v1/session')).status === 401);
  });

  test('lets go when the channel is changed back', async () => {
    await product.command('app', 'set', product.corpId, '--event-channel', 'push');
    await until('no connection', async () => {
      const { apps } = (await (await fetch(`${new URL(product.emulator.apiUrl).origin}/control/state`)).json()) as {
        apps: { appKey: string; connections: number }[];
      };
      return apps.find((one) => one.appKey === appKey)?.connections === 0;
    });
    expect(opened()).toBeGreaterThan(1);
  });
});
