import { createServer, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isMetadataAddress, isPublicAddress } from './addresses.ts';
import { createEgress } from './egress.ts';
import type { HttpRequest } from './types.ts';

describe('addresses', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:0:4136:e378::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2606:4700::5efe:10.0.0.1',
    'not an address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '1.1.1.1',
    '59.111.178.93',
    '220.197.31.1',
    '2606:4700::1111',
    '240e:1::1',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', 'fd00:ec2::254'])(
    '%s is a metadata service',
    (address) => {
      expect(isMetadataAddress(address)).toBe(true);
    },
  );
});

describe('egress', () => {
  let server: Server;
  let port: number;
  const seen: { url: string; headers: Record<string, unknown> }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push({ url: request.url ?? '', headers: request.headers });
      const to = /^\/to\/(.*)$/.exec(request.url ?? '')?.[1];
      if (to) response.writeHead(302, { location: decodeURIComponent(to) }).end();
      else if (request.url === '/slow') setTimeout(() => response.end('late'), 5_000).unref();
      else response.end('x'.repeat(1_000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const names: Record<string, string> = { 'inside.test': '127.0.0.1', 'meta.test': '169.254.169.254' };
  const egress = createEgress(async (host) => [{ address: names[host] ?? '192.168.0.1', family: 4 }]);
  afterAll(() => egress.close());
  const get = (url: string, more: Partial<HttpRequest> = {}) =>
    egress.request({ method: 'GET', url, timeoutMs: 3_000, maxBytes: 10_000, allowPrivate: false, ...more });
  const refused = { code: 'EGRESS_BLOCKED' };

  test.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://017700000001:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    'http://a.b.localhost:PORT/',
    'http://inside.test:PORT/',
    'http://inside.test.:PORT/',
    'http://１２７.０.０.１:PORT/',
    'http://127。0。0。1:PORT/',
    'http://user@inside.test:PORT/',
    'http://1.1.1.1@127.0.0.1:PORT/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:PORT/',
    'not an address',
  ])('contacts nothing inside by %s', async (url) => {
    const before = seen.length;
    await expect(get(url.replace('PORT', String(port)))).rejects.toMatchObject(refused);
    expect(seen.length).toBe(before);
  });

  test('reaches an inside address for a caller who may', async () => {
    expect((await get(`http://inside.test:${port}/`, { allowPrivate: true })).body).toHaveLength(1_000);
  });

  test('never contacts a metadata service, not even then', async () => {
    await expect(get('http://meta.test/', { allowPrivate: true })).rejects.toMatchObject(refused);
    await expect(get('http://169.254.169.254/', { allowPrivate: true })).rejects.toMatchObject(refused);
  });

  test('dials the address that was vetted, though the name answers differently the next time', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    let asked = 0;
    const rebinding = createEgress(async () => [{ address: answers[asked++] ?? '169.254.169.254', family: 4 }]);
    const answer = await rebinding.request({
      method: 'GET',
      url: `http://rebind.test:${port}/`,
      timeoutMs: 3_000,
      maxBytes: 10_000,
      allowPrivate: true,
    });
    expect([answer.status, asked]).toEqual([200, 1]);
    await rebinding.close();
  });

  test('vets each redirect again, and counts them', async () => {
    const to = (url: string) => `http://inside.test:${port}/to/${encodeURIComponent(url)}`;
    const options = { allowPrivate: true, maxRedirects: 2 };
    expect((await get(to(`http://inside.test:${port}/`), options)).status).toBe(200);
    await expect(get(to('http://169.254.169.254/'), options)).rejects.toMatchObject(refused);
    await expect(get(to('file:///etc/passwd'), options)).rejects.toMatchObject(refused);
    await expect(get(to(to(to('http://inside.test/'))), options)).rejects.toMatchObject({ code: 'EGRESS_REDIRECT' });
    expect((await get(to('http://elsewhere.test/'), { allowPrivate: true })).status).toBe(302);
  });

  test('hands no credentials to another origin', async () => {
    const other = `http://localhost:${port}/landed`;
    await get(`http://inside.test:${port}/to/${encodeURIComponent(other)}`, {
      allowPrivate: true,
      maxRedirects: 1,
      headers: { authorization: 'Bearer x', cookie: 'a=b', accept: 'text/plain' },
    });
    const landed = seen.find((entry) => entry.url === '/landed')?.headers;
    expect(landed).toMatchObject({ accept: 'text/plain' });
    expect(landed).not.toHaveProperty('authorization');
    expect(landed).not.toHaveProperty('cookie');
  });

  test('stops at the size and the time it was given', async () => {
    await expect(get(`http://inside.test:${port}/`, { allowPrivate: true, maxBytes: 999 })).rejects.toMatchObject({
      code: 'EGRESS_TOO_LARGE',
    });
    await expect(get(`http://inside.test:${port}/slow`, { allowPrivate: true, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'EGRESS_TIMEOUT',
    });
  });

  test('dials mail servers by the same rule', async () => {
    const target = { port, tls: false, tlsMode: 'modern' as const };
    for (const host of ['127.0.0.1', 'inside.test', '::1', '2130706433'])
      await expect(egress.dial({ ...target, host, allowPrivate: false })).rejects.toMatchObject(refused);
    const socket = await egress.dial({ ...target, host: 'inside.test', allowPrivate: true });
    expect((socket as net.Socket).remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  test('gives up a connection that the caller no longer wants', async () => {
    const silent = net.createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const stop = new AbortController();
    const dialled = egress.dial({
      host: '127.0.0.1',
      port: (silent.address() as AddressInfo).port,
      tls: true,
      tlsMode: 'modern',
      allowPrivate: true,
      signal: stop.signal,
    });
    silent.once('connection', () => stop.abort(new Error('not wanted')));
    await expect(dialled).rejects.toThrow('not wanted');
    silent.close();
  });
});
