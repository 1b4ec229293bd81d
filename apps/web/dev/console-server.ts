import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { app, checks, directory, entries, members, providers } from './console-data.ts';

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

/** The built console at an address of its own, with an invented API behind it. */
export interface DevConsole {
  readonly url: string;
  /** Changes what the API says of the app, as DingTalk or another administrator would. */
  change(more: Partial<typeof app>): void;
  /** The session ends. */
  end(): void;
  close(): Promise<void>;
}

/**
 * Scenes: `admin`, `operator`, `out`, `untouched`, `empty`, `paused`, `stream`, `seen`, `refused`, `never`, `broken`, `slow`,
 * `syncing`.
 */
export async function startConsole(options: { scene: string; dist: string; port?: number }): Promise<DevConsole> {
  const { scene, dist } = options;
  let now = {
    ...app,
    ...(scene === 'paused' ? { paused: true } : {}),
    ...(scene === 'seen'
      ? { eventChannel: { mode: 'push' as const, refused: 0, lastCheckAt: new Date().toISOString() } }
      : {}),
    ...(scene === 'refused' ? { eventChannel: { mode: 'push' as const, refused: 3, lastRefusal: '900005' } } : {}),
    ...(scene === 'stream'
      ? { eventChannel: { mode: 'stream' as const, refused: 0, stream: { state: 'connecting' as const } } }
      : {}),
  };
  let results =
    scene === 'never'
      ? checks.map(({ at: _at, ms: _ms, ...rest }) => ({ ...rest, state: 'not_tested' as const }))
      : [...checks];
  let signedIn = !['out', 'untouched'].includes(scene);
  const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  const session = () => ({
    who:
      scene === 'admin' ? { kind: 'admin', userId: 'user0000', name: '顾行之', level: 'main' } : { kind: 'operator' },
    corps:
      scene === 'empty'
        ? []
        : [
            { corpId: app.corpId, appName: '企业邮箱', domains: ['ccjy.example'] },
            ...(scene === 'admin' ? [] : [{ corpId: 'dingother', appName: '企业邮箱', domains: ['other.example'] }]),
          ],
    expiresAt: new Date(Date.now() + 7 * 3_600_000).toISOString(),
    address: '203.0.113.40',
  });
  const fail = (status: number, code: string, zh: string, en: string, more = {}) =>
    ({ status, body: { error: { code, what: { zh, en }, requestId: 'req-7F3A', ...more } } }) as const;

  async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
  }

  async function answer(request: IncomingMessage, url: URL): Promise<{ status: number; body?: unknown }> {
    const path = url.pathname.replace('/api/v1/admin', '');
    const body = await readBody(request);
    const ok = (value: unknown) => ({ status: 200, body: value });
    if (path === '/session/setup') {
      if (body.token !== 'open')
        return fail(401, 'session.setup_token_invalid', '初始化口令不对、已用过或已过期。', 'Wrong, used or too old.');
      signedIn = true;
      return ok(session());
    }
    if (path === '/session' && request.method === 'DELETE') {
      signedIn = false;
      return { status: 204 };
    }
    if (!signedIn)
      return fail(401, 'session.console_required', '请先登录管理控制台。', 'Sign in to the console first.');
    if (path === '/session') return ok(session());
    if (scene === 'slow') await later(60_000);
    if (scene === 'broken')
      return fail(503, 'database.unavailable', '数据库暂时不可用。', 'The database is not available.');
    if (path === '/providers') return ok({ providers });
    if (path === '/audit') return ok({ entries });
    if (path === '/apps' && request.method === 'POST') {
      if (body.corpId === 'dingtaken')
        return fail(
          409,
          'app.exists',
          '这个企业（CorpId）已经登记过应用，请到自建应用管理里编辑它。',
          'Already registered.',
        );
      if (String(body.appKey).startsWith('bad'))
        return fail(422, 'app.invalid', '有几项填得不对，请改正后再提交。', 'Some fields are wrong.', {
          fields: { appKey: { zh: '钉钉的 AppKey 以 ding 开头。', en: 'An AppKey begins with ding.' } },
        });
      return ok(now);
    }
    if (path === '/apps') return ok({ apps: scene === 'empty' ? [] : [now] });
    const rest = path.replace(/^\/apps\/[^/]+/, '');
    if (rest === '/pause') now = { ...now, paused: body.paused === true };
    if (rest === '/event-channel') now = { ...now, eventChannel: { mode: body.mode as 'push' | 'stream', refused: 0 } };
    if (rest === '/allow-list')
      now = { ...now, [body.purpose === 'console' ? 'consoleRanges' : 'callbackRanges']: body.ranges as string[] };
    if (rest === '/doctor') return ok({ checks: results });
    if (rest.startsWith('/doctor/')) {
      await later(300);
      const fresh = checks.find((one) => rest.endsWith(one.id));
      const stamped = fresh && { ...fresh, at: new Date().toISOString(), ms: 300 };
      results = results.map((one) => (one.id === stamped?.id ? stamped : one)) as typeof results;
      return ok(stamped);
    }
    if (rest === '/members')
      return ok(
        members(
          url.searchParams.get('q') ?? '',
          url.searchParams.get('state') ?? 'all',
          Number(url.searchParams.get('cursor') ?? 0),
        ),
      );
    if (rest.endsWith('/unbind')) return { status: 204 };
    if (rest === '/directory')
      return ok(
        scene === 'syncing'
          ? {
              ...directory,
              running: { startedAt: new Date().toISOString(), departmentsDone: 3, departmentsFound: 5, members: 96 },
            }
          : directory,
      );
    if (rest === '/directory/sync') return { status: 202, body: {} };
    if (rest === '/audit') return ok({ entries, cursor: 'x' });
    if (request.method === 'DELETE') return { status: 204 };
    return ok(now);
  }

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (url.pathname.startsWith('/api/')) {
        const { status, body } = await answer(request, url);
        response.writeHead(status, { 'content-type': 'application/json' });
        return response.end(body === undefined ? '' : JSON.stringify(body));
      }
      if (url.pathname.startsWith('/static/dingding/assets/')) {
        const bytes = await readFile(join(dist, url.pathname.replace('/static/dingding/', ''))).catch(() => undefined);
        response.writeHead(bytes ? 200 : 404, {
          'content-type': types[extname(url.pathname)] ?? 'application/octet-stream',
        });
        return response.end(bytes);
      }
      const boot = {
        version: '0.1.0',
        publicUrl: 'https://mail.ccjy.example',
        untouched: scene === 'untouched',
        ...(scene === 'admin' ? { onlyCorpId: app.corpId } : {}),
      };
      const html = await readFile(join(dist, 'admin.html'), 'utf8');
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      });
      return response.end(html.replace('id="hongyan-boot">{}', `id="hongyan-boot">${JSON.stringify(boot)}`));
    })();
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change(more) {
      now = { ...now, ...more };
    },
    end() {
      signedIn = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
