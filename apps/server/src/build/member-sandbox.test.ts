import type { SendStatus } from '@hongyan/contract';
import { newId } from '@hongyan/kit';
import { createPlainDial } from '@hongyan/mail';
import { type MailSandbox, sampleCompany, startMailSandbox } from '@hongyan/mail-sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { mailDoor } from './member-features.ts';
import { buildCompany, codeOf } from './member-testing.ts';

describe('with a mail server that speaks', () => {
  let platform: TestPlatform;
  let sandbox: MailSandbox;
  const [ann, bob] = sampleCompany.people as [
    (typeof sampleCompany.people)[number],
    (typeof sampleCompany.people)[number],
  ];
  beforeAll(async () => {
    [platform, sandbox] = await Promise.all([openTestPlatform(), startMailSandbox({ seed: 'none' })]);
  });
  afterAll(async () => {
    await sandbox.stop();
    await platform.close();
  });
  beforeEach(() => sandbox.refuseLogins(undefined));

  let corps = 0;
  async function open(providerId = 'dovecot') {
    corps += 1;
    const company = buildCompany(platform, `dingsandbox${corps}`, {
      door: mailDoor,
      dial: createPlainDial(),
      service: {
        domain: sampleCompany.domain,
        providerId,
        imap: sandbox.imapUrl,
        smtp: sandbox.smtpUrl,
        onPremise: true,
        tlsMode: 'modern',
      },
    });
    await company.features.start(new Set(['http']));
    const me = await company.signIn(ann.userId, ann.name);
    const send = async (to: string, given: Record<string, unknown> = {}) => {
      const sendId = newId<string>();
      const [own] = await company.features.ports.accounts.ofMember(me.corpId, me.memberId);
      await company.call('POST', '/api/v1/sends', {
        as: me,
        body: {
          sendId,
          mailboxId: own!.mailboxId,
          kind: 'new',
          to: [{ name: '收件人', address: to }],
          cc: [],
          bcc: [],
          subject: '你好，鸿雁',
          html: '<p>一封信</p>',
          quote: false,
          uploadIds: [],
          originalPartIds: [],
          ...given,
        },
      });
      return sendId;
    };
    const status = (sendId: string) =>
      company.call('GET', `/api/v1/sends/${sendId}`, { as: me }) as Promise<SendStatus>;
    return { ...company, me, send, status };
  }

  test('binds with the right password, and the account logs in', async () => {
    const { bind, me, features, corpId } = await open();
    const mailboxId = await bind(me, ann.address, ann.password);
    const account = (await features.ports.accounts.get(corpId, mailboxId))!;
    const connected = await mailDoor.connectImap({ ...account, server: account.imap });
    expect(connected.ok).toBe(true);
    if (connected.ok) await connected.value.close();
  });

  test('explains each refusal of the server by its cause', async () => {
    const { bind, me } = await open();
    expect(await codeOf(bind(me, ann.address, 'wrong'))).toBe('mail.auth_bad');
    for (const [kind, code] of [
      ['ip', 'mail.ip_denied'],
      ['disabled', 'mail.account_disabled'],
      ['auth-code', 'mail.auth_code_required'],
    ] as const) {
      sandbox.refuseLogins(kind);
      // NetEase's and Coremail's words (mail-providers.md §2.1).
      const company = await open('coremail');
      expect([kind, await codeOf(company.bind(company.me, ann.address, ann.password))]).toEqual([kind, code]);
    }
  });

  test('says that the server cannot be reached while it is down', async () => {
    const { bind, me } = await open();
    await sandbox.pause('down');
    try {
      expect(await codeOf(bind(me, ann.address, ann.password))).toBe('mail.network');
    } finally {
      await sandbox.resume();
    }
    expect(await codeOf(bind(me, ann.address, ann.password))).toBe('none');
  });

  test('sends a mail that arrives, with its file', async () => {
    const company = await open();
    await company.bind(company.me, ann.address, ann.password);
    const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 31) % 256));
    const upload = (await company.call('POST', `/api/v1/uploads?name=${encodeURIComponent('报价单.xlsx')}`, {
      as: company.me,
      stream: (async function* () {
        yield bytes;
      })(),
    })) as { id: string };
    const before = sandbox.outside.length;
    const sendId = await company.send('friend@elsewhere.example', { uploadIds: [upload.id] });
    await company.jobs.runDue();
    expect(await company.status(sendId)).toEqual({ sendId, state: 'sent' });
    const mail = sandbox.outside[before]!;
    expect({ from: mail.from, to: mail.to }).toEqual({ from: ann.address, to: ['friend@elsewhere.example'] });
    expect(mail.raw.toString('latin1').replace(/\r\n/g, '')).toContain(bytes.toString('base64'));
  });

  test('waits and tries again while sending is impossible, and then the mail arrives once', async () => {
    const company = await open();
    await company.bind(company.me, ann.address, ann.password);
    const before = sandbox.outside.length;
    await sandbox.pause('down');
    let sendId: string;
    try {
      sendId = await company.send('friend@elsewhere.example');
      await company.jobs.runDue();
      expect((await company.status(sendId)).state).toBe('sending');
    } finally {
      await sandbox.resume();
    }
    company.clock.advance(5_000);
    await company.jobs.runDue();
    expect((await company.status(sendId)).state).toBe('sent');
    expect(sandbox.outside).toHaveLength(before + 1);
  });

  test('tells a colleague’s mailbox that does not exist', async () => {
    const company = await open();
    await company.bind(company.me, ann.address, ann.password);
    const sendId = await company.send(`nobody-here@${sampleCompany.domain}`);
    await company.jobs.runDue();
    expect(await company.status(sendId)).toMatchObject({ state: 'failed', code: 'mail.recipient_rejected' });
    const inside = await company.send(bob.address);
    await company.jobs.runDue();
    expect((await company.status(inside)).state).toBe('sent');
  });
});
