import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp } from '../features/compose/cleanup.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { openDesk, upload } from './member-desk.ts';
import { codeOf } from './member-testing.ts';

describe('an upload', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const open = () => openDesk(platform);

  test('arrives in the mail byte for byte, however large', async () => {
    const company = await open();
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 17, 'x1y2');
    const file = await upload(company, '../合同\u202Efdp.exe', bytes, company.me, 'application/pdf');
    expect(file).toEqual({ id: file.id, name: '合同fdp.exe', size: bytes.length, mediaType: 'application/pdf' });
    await company.send(company.draft({ uploadIds: [file.id] }));
    expect(Buffer.compare(company.built[0]!.attachments[0]!.content, bytes)).toBe(0);
  });

  test('that the letter shows goes along as its picture', async () => {
    const company = await open();
    const file = await upload(company, 'shot.png', Buffer.from('png'), company.me, 'image/png');
    await company.send(company.draft({ html: `<p><img src="cid:${file.id}"></p>`, uploadIds: [file.id] }));
    const { html, attachments } = company.built[0]!;
    expect(html).toContain(`cid:${attachments[0]!.contentId}`);
  });

  test('can be used and removed by its own member only', async () => {
    const company = await open();
    const colleague = await company.signIn('u2');
    const file = await upload(company, 'a.txt', Buffer.from('a'));
    expect(await codeOf(company.call('DELETE', `/api/v1/uploads/${file.id}`, { as: colleague }))).toBe(
      'request.not_found',
    );
    const theirs = await upload(company, 'b.txt', Buffer.from('b'), colleague);
    expect(await codeOf(company.send(company.draft({ uploadIds: [theirs.id] })))).toBe('request.invalid');
    await company.call('DELETE', `/api/v1/uploads/${file.id}`, { as: company.me });
    expect(await codeOf(company.send(company.draft({ uploadIds: [file.id] })))).toBe('request.invalid');
  });

  test('that breaks off leaves nothing behind', async () => {
    const company = await open();
    const broken = company.call('POST', '/api/v1/uploads?name=a.bin', {
      as: company.me,
      stream: (async function* () {
        yield Buffer.alloc(2 * 1024 * 1024);
        throw new Error('the phone lost its network');
      })(),
    });
    await expect(broken).rejects.toThrow('network');
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from uploads where corp_id = ${company.corpId})
        + (select count(*) from upload_chunks where corp_id = ${company.corpId}) as n`.execute(platform.owner);
    expect(rows[0]?.n).toBe(0);
  });

  test('counts against the member’s room from its first byte on, so that many at once gain nothing', async () => {
    const company = await open();
    const full = await upload(company, 'full.bin', Buffer.from('a'));
    let more: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      more = resolve;
    });
    let begun: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = company.call('POST', '/api/v1/uploads?name=slow.bin', {
      as: company.me,
      stream: (async function* () {
        yield Buffer.alloc(1024 * 1024);
        begun();
        await waiting;
        yield Buffer.alloc(1024 * 1024);
      })(),
    });
    await underWay;
    // Another one under way has meanwhile filled the room.
    await sql`update uploads set size = 499 * 1024 * 1024 where upload_id = ${full.id}`.execute(platform.owner);
    more();
    expect(await codeOf(slow)).toBe('request.too_large');
    await company.call('DELETE', `/api/v1/uploads/${full.id}`, { as: company.me });
    expect((await upload(company, 'b.bin', Buffer.alloc(1024 * 1024 + 1))).size).toBe(1024 * 1024 + 1);
  });

  test('never becomes part of the mail’s own structure', async () => {
    const company = await open();
    const file = await upload(company, 'a', Buffer.from('a'), company.me, 'multipart/mixed; boundary=x');
    expect(file.mediaType).toBe('application/octet-stream');
  });

  test('goes after a day, and so do the bytes of what was not sent', async () => {
    const company = await open();
    const file = await upload(company, 'a.txt', Buffer.from('a'));
    company.outgoing.outcomes.push({ kind: 'refused', failure: { code: 'mail.content_rejected', retry: false } });
    const body = company.draft({ uploadIds: [file.id] });
    await company.send(body);
    await company.jobs.runDue();
    const left = async () => {
      await cleanUp({ db: { ...platform.db, listCorps: async () => [company.corpId] }, clock: company.clock });
      const { rows } = await sql<{ chunks: number; uploads: number }>`
        select (select count(*) from send_chunks where corp_id = ${company.corpId}) as chunks,
          (select count(*) from uploads where corp_id = ${company.corpId}) as uploads`.execute(platform.owner);
      return rows[0];
    };
    company.clock.advance(23 * 3_600_000);
    expect(await left()).toEqual({ chunks: 1, uploads: 1 });
    company.clock.advance(2 * 3_600_000);
    expect(await left()).toEqual({ chunks: 0, uploads: 0 });
    expect((await company.status(body.sendId)).state).toBe('failed');
  });
});
