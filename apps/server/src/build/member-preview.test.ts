import { type CorpId, type MessageId, newId } from '@hongyan/kit';
import type { ParsedPart } from '@hongyan/mail';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../http/types.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildMessage } from './member-stand-ins.ts';
import { buildCompany, codeOf, rawOf } from './member-testing.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const part = (
  partId: string,
  mediaType: string,
  content: Uint8Array | string,
  name = `file-${partId}`,
): ParsedPart => ({
  partId,
  mediaType,
  name,
  content: Buffer.from(content as Uint8Array),
  size: content.length,
  inline: false,
});

describe('the contents of a mail', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  let corps = 0;
  async function open(parts: readonly ParsedPart[] = []) {
    corps += 1;
    const company = buildCompany(platform, `dingpreview${corps}`);
    const me = await company.signIn('u1', '陈明');
    const mailboxId = await company.bind(me, 'chen@example.com');
    company.mail.state.allowed = (principal, id) => id === mailboxId && principal.memberId === me.memberId;
    const message = buildMessage(mailboxId, { parts });
    const id = message.summary.id;
    company.mail.messages.set(id, { ...message, raw: Buffer.from('Subject: 原件\r\n\r\n') });
    const { links } = company.features.ports;
    await links.prepare(company.corpId);
    const get = async (path: string) => rawOf(await company.call('GET', path));
    return { ...company, me, id, links, get };
  }

  test('open at their signed address without a cookie, and can do nothing there', async () => {
    const { get, links, me, id } = await open([part('1', 'image/png', png, '发票.png')]);
    const answer = await get(links.attachment(me, id, '1'));
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="__.png"; filename*=UTF-8''%E5%8F%91%E7%A5%A8.png`,
    });
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
    expect(answer.headers['cache-control']).toMatch(/^private/);
    expect(Buffer.from(answer.body as Uint8Array).equals(png)).toBe(true);
    const download = await get(`${links.attachment(me, id, '1')}?download=1`);
    expect(download.headers['content-disposition']).toMatch(/^attachment;/);
  });

  test('are never shown as a document of ours', async () => {
    const html = '<script>alert(1)</script>';
    const risky = [
      part('1', 'text/html', html),
      part('2', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${html}</svg>`),
      part('3', 'image/png', html),
      part('4', 'application/xhtml+xml', html),
      part('5', 'text/xml', html),
      part('7', 'application/octet-stream', html),
      part('8', 'image/png', `GIF8${html}`),
    ];
    const { get, links, me, id } = await open(risky);
    for (const { partId } of risky) {
      const { headers } = await get(links.attachment(me, id, partId));
      expect(headers['content-type']).toBe('application/octet-stream');
      expect(headers['content-disposition']).toMatch(/^attachment;/);
    }
  });

  test('tell a phone which app opens them', async () => {
    const { get, links, me, id } = await open([part('1', 'application/pdf', '%PDF-1.7', '合同.pdf')]);
    const { headers } = await get(links.attachment(me, id, '1'));
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
  });

  test('show plain text in the charset that it is written in', async () => {
    const gbk = Buffer.from('c4e3bac3', 'hex');
    const { get, links, me, id } = await open([part('1', 'text/plain', '你好'), part('2', 'text/plain', gbk)]);
    expect((await get(links.attachment(me, id, '1'))).headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await get(links.attachment(me, id, '2'))).headers['content-type']).toBe('text/plain; charset=gb18030');
  });

  test('give an inline picture to the mail’s frame, and nothing that is no picture', async () => {
    const { get, call, links, me, id } = await open([part('1', 'image/jpeg', png), part('2', 'image/png', '<svg/>')]);
    const { headers } = await get(links.inlineImage(me, id, '1'));
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' });
    expect(await codeOf(call('GET', links.inlineImage(me, id, '2')))).toBe('request.not_found');
  });

  test('give the original as it came', async () => {
    const { get, links, me, id } = await open();
    const answer = await get(links.original(me, id));
    expect(answer.headers['content-type']).toBe('message/rfc822');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="original.eml"/);
    expect(Buffer.from(answer.body as Uint8Array).toString()).toBe('Subject: 原件\r\n\r\n');
  });

  test('end after an hour and a bit', async () => {
    const { call, clock, links, me, id } = await open();
    const link = links.original(me, id);
    clock.advance(60 * 60_000 - 1);
    expect(await codeOf(call('GET', link))).toBe('none');
    clock.advance(10 * 60_000 + 2);
    expect(await codeOf(call('GET', link))).toBe('request.not_found');
  });

  test('refuse alike whatever is wrong with an address', async () => {
    const { call, links, me, id, signIn, corpId, sessions } = await open([part('1', 'image/png', png)]);
    const good = links.attachment(me, id, '1');
    const colleague = await signIn('u2');
    const stranger: Principal = { ...me, corpId: 'dingnobody' as CorpId };
    await links.prepare(stranger.corpId);
    const token = good.slice(good.lastIndexOf('/') + 1);
    const wrong = [
      links.attachment(colleague, id, '1'),
      links.attachment(stranger, id, '1'),
      links.attachment({ ...me, memberId: newId() }, id, '1'),
      links.attachment(me, newId<MessageId>(), '1'),
      links.attachment(me, id, '9'),
      `/api/v1/content/original/${token}`,
      `/api/v1/content/image/${token}`,
      `${good}A`,
      good.replace('.', 'A.'),
      '/api/v1/content/attachment/x',
      '/api/v1/content/attachment/a.b',
    ];
    for (const path of wrong) expect([path, await codeOf(call('GET', path))]).toEqual([path, 'request.not_found']);
    expect(sessions.live.size).toBeGreaterThan(0);
    // Asking in the name of a corp that is not ours must leave no key behind.
    const other = buildCompany(platform, `${corpId}-other`);
    expect(await codeOf(other.call('GET', good))).toBe('request.not_found');
  });

  test('die with the binding', async () => {
    const company = await open();
    const link = company.links.original(company.me, company.id);
    company.mail.state.allowed = () => false;
    expect(await codeOf(company.call('GET', link))).toBe('request.not_found');
  });
});

describe('remote pictures', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  let corps = 0;
  async function open() {
    corps += 1;
    const company = buildCompany(platform, `dingremote${corps}`);
    const me = await company.signIn('u1');
    const { links } = company.features.ports;
    await links.prepare(company.corpId);
    const fetch = (url: string) => company.call('GET', links.remoteImage(me, newId<MessageId>(), url));
    return { ...company, fetch };
  }

  test('come through us without telling who reads', async () => {
    const { web, requests, fetch } = await open();
    web.answer = async () => ({
      status: 200,
      headers: { 'content-type': 'text/html', 'set-cookie': 'a=b' },
      body: png,
    });
    const answer = rawOf(await fetch('https://pics.example/a.png?u=1'));
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(Object.keys(answer.headers)).not.toContain('set-cookie');
    expect(requests).toHaveLength(1);
    const { headers, allowPrivate, timeoutMs, maxBytes } = requests[0]!;
    expect(Object.keys(headers ?? {}).sort()).toEqual(['accept', 'user-agent']);
    expect({ allowPrivate, timeoutMs, maxBytes }).toEqual({
      allowPrivate: false,
      timeoutMs: 5_000,
      maxBytes: 10 * 1024 * 1024,
    });
  });

  test('are pictures by their bytes, or nothing', async () => {
    const { web, fetch } = await open();
    const bodies = ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', '%PDF-1.7', 'RIFF....AVI '];
    for (const body of bodies) {
      web.answer = async () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: Buffer.from(body) });
      expect(await codeOf(fetch('https://pics.example/a.png'))).toBe('request.not_found');
    }
    web.answer = async () => ({ status: 404, headers: {}, body: png });
    expect(await codeOf(fetch('https://pics.example/a.png'))).toBe('request.not_found');
  });

  test('answer alike for a closed port, a private address and a slow server', async () => {
    const { web, fetch } = await open();
    for (const code of ['ECONNREFUSED', 'EPRIVATE', 'ETIMEDOUT']) {
      web.answer = () => Promise.reject(Object.assign(new Error(code), { code }));
      expect(await codeOf(fetch('https://pics.example/a.png'))).toBe('request.not_found');
    }
  });

  test('are fetched over the web only', async () => {
    const { requests, fetch } = await open();
    for (const url of ['file:///etc/passwd', 'ftp://x.example/a', 'javascript:1', 'https://user:pw@x.example/', 'x'])
      expect(await codeOf(fetch(url))).toBe('request.not_found');
    expect(requests).toEqual([]);
  });
});
