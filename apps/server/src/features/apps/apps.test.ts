import { type CorpId, Secret, systemClock } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../platform/log/log.ts';
import { openTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { type AppsService, createApps } from './service.ts';
import { createAppTokenStore } from './token-store.ts';
import type { NewApp } from './types.ts';

const catalogue = {
  providerById: (id: string) =>
    id === 'whole'
      ? { imap: 'imaps://imap.whole.test:993', smtp: 'smtps://smtp.whole.test:465' }
      : id === 'generic'
        ? {}
        : undefined,
  parseServerAddress: (url: string) => {
    const found = /^(imap|smtp)(s?):\/\/([\w.]+)(:\d+)?$/.exec(url);
    return found
      ? { protocol: found[1] as 'imap' | 'smtp', host: found[3]!, security: found[2] ? 'tls' : 'plain' }
      : undefined;
  },
};

const buildApp = (changes: Partial<NewApp> = {}): NewApp => ({
  corpId: 'dingapps01',
  agentId: 1234567890123,
  appKey: 'dingkey0001',
  appSecret: new Secret('canary-app-secret'),
  mailDomain: 'Example.COM',
  providerId: 'whole',
  ...changes,
});

describe('apps', () => {
  let platform: TestPlatform;
  let apps: AppsService;
  const create = () =>
    createApps({
      ...platform,
      log: silentLog,
      catalogue,
      audit: { record: async () => undefined, ofInstance: async (tx) => tx },
      erase: async (tx) => {
        for (const table of ['apps', 'corps'])
          await sql`delete from ${sql.table(table)} where corp_id = ${tx.corpId}`.execute(tx.sql);
      },
      isDomainInUse: async () => false,
      publicUrl: () => 'https://mail.product.test',
      dingtalk: { oapiUrl: 'https://oapi.test', apiUrl: 'https://api.test', loginUrl: 'https://login.test' },
    });
  beforeAll(async () => {
    platform = await openTestPlatform();
    apps = create();
  });
  afterAll(() => platform.close());

  test('answer what DingTalk’s console asks for', async () => {
    const values = await apps.add(buildApp());
    expect(values).toMatchObject({
      homeUrl: 'https://mail.product.test/static/dingding/?corpId=$CORPID$',
      pcHomeUrl: 'https://mail.product.test/static/dingding/?corpId=$CORPID$',
      redirectUrl: 'https://mail.product.test/miniapp/dingding/qr/redirect',
      eventUrl: 'https://mail.product.test/miniapp/callback/dingding?corpId=dingapps01',
    });
    expect(values.eventToken).toMatch(/^[A-Za-z0-9]{3,32}$/);
    expect(values.eventAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(values.permissions.map(({ code }) => code)).toContain('qyapi_get_member');
  });

  test('are read back whole, with the servers of the provider', async () => {
    const app = await create().get('dingapps01' as CorpId);
    expect(app).toMatchObject({ agentId: 1234567890123, appKey: 'dingkey0001', oapiUrl: 'https://oapi.test' });
    expect(app?.appSecret.reveal()).toBe('canary-app-secret');
    expect(app?.mailServices).toEqual([
      {
        domain: 'example.com',
        providerId: 'whole',
        imap: 'imaps://imap.whole.test:993',
        smtp: 'smtps://smtp.whole.test:465',
        onPremise: false,
        tlsMode: 'modern',
      },
    ]);
  });

  test('lie in the database without their secrets', async () => {
    const { rows } = await sql<{ all: string }>`select apps::text as all from apps`.execute(platform.owner);
    const text = rows
      .map((row) =>
        Buffer.from(row.all.replace(/\\x([0-9a-f]+)/g, (_, hex) => Buffer.from(hex, 'hex').toString('latin1'))),
      )
      .join();
    expect(text).not.toContain('canary');
  });

  test('keep token and key when they are entered again, and take the change in every process', async () => {
    const other = create();
    const before = await other.show('dingapps01' as CorpId);
    const changed = await apps.add(buildApp({ appKey: 'dingkey0002', mailDomain: 'second.test' }));
    expect(changed).toMatchObject({ eventToken: before?.eventToken, eventAesKey: before?.eventAesKey });
    const seen = await other.get('dingapps01' as CorpId);
    expect(seen?.appKey).toBe('dingkey0002');
    expect(seen?.mailServices.map(({ domain }) => domain)).toEqual(['example.com', 'second.test']);
  });

  test('are refused with every problem at once', async () => {
    const refused = apps.add(
      buildApp({
        corpId: 'a b',
        agentId: -1,
        appKey: '?',
        appSecret: new Secret(' '),
        mailDomain: 'x',
        providerId: 'generic',
        imap: 'imap://mail.test',
        publicUrl: 'ftp://x',
      }),
    );
    const { detail } = (await refused.catch((error: unknown) => error)) as { detail: string };
    expect(detail.split('\n').map((line) => line.split(':')[0])).toEqual([
      '--corp-id',
      '--agent-id',
      '--app-key',
      '--app-secret',
      '--mail-domain',
      '--imap',
      '--smtp',
      '--public-url',
    ]);
  });

  test('are gone when removed, and no longer listed', async () => {
    await apps.add(buildApp({ corpId: 'dingapps02' }));
    expect((await apps.list()).map(({ corpId }) => corpId)).toContain('dingapps02');
    expect(await apps.remove('dingapps02' as CorpId)).toBe(true);
    expect(await apps.get('dingapps02' as CorpId)).toBeUndefined();
    expect(await platform.db.listCorps()).not.toContain('dingapps02');
    expect(await apps.remove('dingapps02' as CorpId)).toBe(false);
  });

  test('keep their DingTalk tokens sealed, shared and apart from other corps', async () => {
    const mine = createAppTokenStore({ ...platform, clock: systemClock }, 'dingapps01' as CorpId);
    await mine.set('key', { value: 'canary-token', expiresAt: 1_900_000_000_000 });
    expect(await mine.get('key')).toEqual({ value: 'canary-token', expiresAt: 1_900_000_000_000 });
    expect(
      await createAppTokenStore({ ...platform, clock: systemClock }, 'dingother' as CorpId).get('key'),
    ).toBeUndefined();
    const { rows } = await sql<{ value: Buffer }>`select value from app_tokens`.execute(platform.owner);
    expect(rows[0]?.value.toString('latin1')).not.toContain('canary');
    await mine.drop('key');
    expect(await mine.get('key')).toBeUndefined();
  });
});
