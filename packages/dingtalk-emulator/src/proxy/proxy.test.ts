import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { userAgents } from '../bridge/devices.ts';
import { buildEmulator } from '../testing/build.ts';
import { askDevice, serveProduct } from '../testing/product.ts';

const page = '<!doctype html><html><head lang="x"><title>邮箱</title></head><body></body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };

async function buildProxied(listener: Parameters<typeof serveProduct>[0], publicUrl?: string) {
  const product = await serveProduct(listener);
  const emulator = await buildEmulator({
    upstream: () => product.origin,
    ...(publicUrl ? { publicUrl: () => publicUrl } : {}),
  });
  return { ...product, emulator, frame: emulator.frameOrigin('zhixia', 'android') };
}

describe('a device in front of the product', () => {
  test('the product sees its own host and origin, and the device as the user agent', async () => {
    const { seen, frame, origin } = await buildProxied((_asked, response) => response.end('{}'));
    await askDevice(
      frame,
      '/api/v1/x?y=1',
      {
        origin: frame,
        referer: `${frame}/static/?corpId=a`,
        'user-agent': 'Chrome',
        'sec-ch-ua': 'Chrome',
        'sec-ch-ua-mobile': '?0',
        cookie: 'a=b',
      },
      'POST',
      '{}',
    );
    expect(seen[0]?.url).toBe('/api/v1/x?y=1');
    expect(seen[0]?.headers).toMatchObject({
      host: new URL(origin).host,
      origin,
      referer: `${origin}/static/?corpId=a`,
      'user-agent': userAgents.android,
      cookie: 'a=b',
    });
    expect(Object.keys(seen[0]!.headers).filter((name) => name.startsWith('sec-ch-ua'))).toEqual([]);
  });

  test('a public address of its own takes the place of the listening one', async () => {
    const { seen, frame } = await buildProxied((_asked, response) => response.end(), 'https://mail.example.com/');
    await askDevice(frame, '/', { origin: frame }, 'POST');
    expect(seen[0]?.headers).toMatchObject({ host: 'mail.example.com', origin: 'https://mail.example.com' });
  });

  test('the bridge is the first script of a page, with the page’s nonce', async () => {
    const { frame, emulator } = await buildProxied((_asked, response) => {
      response.writeHead(200, {
        ...html,
        'x-frame-options': 'DENY',
        etag: '"1"',
        'content-security-policy':
          "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; frame-ancestors 'none'",
      });
      response.end(page);
    });
    const answer = await askDevice(frame, '/', { accept: 'text/html' });
    const client = emulator.clientUrl.slice(0, -1);
    expect(answer.body).toMatch(
      /<head lang="x"><script src="\/__emulator\/bridge\.js" data-device="android" [^>]* nonce="abc"><\/script><title>/,
    );
    expect(answer.body).toContain(`data-client="${client}"`);
    expect(answer.headers['x-frame-options']).toBeUndefined();
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
    expect(answer.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; frame-ancestors ${client} ${frame}`,
    );
  });

  test('a policy without self and nonce lets the bridge in by its hash, a self policy stays as it is', async () => {
    const { frame } = await buildProxied((asked, response) => {
      const policy = asked.url === '/hash' ? "script-src 'sha256-AAAA'" : "script-src 'self'";
      response.writeHead(200, { ...html, 'content-security-policy': policy }).end(page);
    });
    const hashed = await askDevice(frame, '/hash');
    const integrity = /integrity="(sha256-[^"]+)"/.exec(hashed.body)?.[1];
    expect(integrity).toBeDefined();
    expect(hashed.headers['content-security-policy']).toContain(
      `script-src 'sha256-AAAA' ${frame}/__emulator/bridge.js '${integrity}'`,
    );
    const self = await askDevice(frame, '/self');
    expect(self.headers['content-security-policy']).toMatch(/^script-src 'self'; frame-ancestors /);
    expect(self.body).not.toContain('integrity');
  });

  test('a sandboxed page gets no bridge and may still be framed', async () => {
    const { frame, emulator } = await buildProxied((_asked, response) => {
      response
        .writeHead(200, { ...html, 'content-security-policy': "sandbox allow-scripts; frame-ancestors 'self'" })
        .end(page);
    });
    const answer = await askDevice(frame, '/static/dingding/mail-frame');
    expect(answer.body).toBe(page);
    expect(answer.headers['content-security-policy']).toBe(
      `sandbox allow-scripts; frame-ancestors ${emulator.clientUrl.slice(0, -1)} ${frame}`,
    );
  });

  test('a compressed page is opened, anything else keeps its encoding', async () => {
    const { frame } = await buildProxied((asked, response) => {
      const type = asked.url === '/' ? html : { 'content-type': 'text/javascript' };
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(gzipSync(page));
    });
    const opened = await askDevice(frame, '/');
    expect(opened.body).toContain('/__emulator/bridge.js');
    expect(opened.headers['content-encoding']).toBeUndefined();
    expect((await askDevice(frame, '/a.js')).headers['content-encoding']).toBe('gzip');
  });

  test('cookies lose their domain, redirects come back to the device', async () => {
    const { frame, origin } = await buildProxied((_asked, response) => {
      response.writeHead(302, {
        location: `${origin}/next?x=1`,
        'set-cookie': ['__Host-a=1; Path=/; Secure', 'b=2; Domain=mail.example.com; Path=/'],
      });
      response.end();
    });
    const { headers, status } = await askDevice(frame, '/');
    expect(status).toBe(302);
    expect(headers.location).toBe(`${frame}/next?x=1`);
    expect(headers['set-cookie']).toEqual(['__Host-a=1; Path=/; Secure', 'b=2; Path=/']);
  });

  test('events stream through as they come', async () => {
    let open: import('node:http').ServerResponse | undefined;
    const { frame } = await buildProxied((_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      open = response;
    });
    const { request } = await import('node:http');
    const { port, host } = new URL(frame);
    const first = await new Promise<string>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/live', headers: { host } }, (answer) => {
        answer.once('data', (chunk: Buffer) => {
          resolve(chunk.toString());
          asked.destroy();
        });
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(first).toBe('data: 1\n\n');
    // The product notices that its listener went away.
    await new Promise((resolve) => (open!.closed ? resolve(undefined) : open!.once('close', resolve)));
  });

  test('a WebSocket passes, with the product’s origin', async () => {
    const { frame, server, origin } = await buildProxied((_asked, response) => response.end());
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket, asked) => {
      socket.send(String(asked.headers.origin));
      socket.on('message', (data) => socket.send(`echo ${data}`));
    });
    const { port, host } = new URL(frame);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers: { host, origin: frame } });
    const heard: string[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data) => {
        heard.push(String(data));
        if (heard.length === 1) socket.send('鸿雁');
        else resolve();
      });
    });
    expect(heard).toEqual([origin, 'echo 鸿雁']);
    socket.close();
  });

  test('without a network nothing passes, and open streams end', async () => {
    const asked = Promise.withResolvers<void>();
    const { frame, emulator } = await buildProxied((_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      asked.resolve();
    });
    const streaming = askDevice(frame, '/live');
    await asked.promise;
    emulator.setNetwork('offline');
    await expect(streaming).rejects.toThrow();
    await expect(askDevice(frame, '/')).rejects.toThrow();
    emulator.setNetwork('normal');
  });

  test('many requests over one kept connection leave no listeners behind', async () => {
    const { frame } = await buildProxied((_asked, response) => response.end('x'));
    const { Agent, request } = await import('node:http');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const { port, host } = new URL(frame);
    for (let i = 0; i < 15; i += 1) {
      await new Promise<void>((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path: '/', headers: { host }, agent }, (answer) => {
          answer.resume().on('end', resolve);
        });
        asked.on('error', reject).end();
      });
    }
    agent.destroy();
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  test('a product that is not running is said to be so', async () => {
    const emulator = await buildEmulator({ upstream: () => 'http://127.0.0.1:1' });
    const answer = await askDevice(emulator.frameOrigin('zhixia', 'pc-win'), '/');
    expect(answer.status).toBe(502);
    expect(answer.body).toContain('应用没有回答');
  });
});

describe('names and doors', () => {
  test('an odd user id still has a host of its own, an unknown host has nothing', async () => {
    const { frame, emulator } = await buildProxied((_asked, response) => response.end('here'));
    const odd = emulator.frameOrigin('Mu_Yun', 'ios');
    expect(new URL(odd).hostname).toMatch(/^[a-z0-9-]+\.emu\.localhost$/);
    expect((await askDevice(odd, '/')).body).toBe('here');
    const { port } = new URL(frame);
    for (const host of [
      `evil.example:${port}`,
      `nobody-ios.emu.localhost:${port}`,
      `zhixia.emu.localhost:${port}`,
      `emu.localhost:1`,
    ]) {
      expect((await askDevice(frame, '/', { host })).status).toBe(404);
    }
  });

  test('only the client’s own page may change anything', async () => {
    const { frame, emulator } = await buildProxied((_asked, response) => response.end());
    const host = new URL(emulator.clientUrl).host;
    const post = (origin: string) =>
      askDevice(
        frame,
        '/__emulator/network',
        { host, origin, 'content-type': 'application/json' },
        'POST',
        '{"mode":"slow"}',
      );
    expect((await post('http://evil.example')).status).toBe(403);
    expect((await post(frame)).status).toBe(403);
    expect((await post(emulator.clientUrl.slice(0, -1))).status).toBe(200);
  });

  test('the client’s API is not reachable under a device’s name', async () => {
    const { frame } = await buildProxied((_asked, response) => response.end('product'));
    expect((await askDevice(frame, '/__emulator/state')).body).toBe('product');
  });
});
