/** Serves the built page with an invented `/api/v1`, to look at screens: `node apps/web/dev/serve.ts [port] [scene]`. */

import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { MailboxSummary, MessageDetail, MessageSummary } from '@hongyan/contract';
import { folders, makeMessages } from './data.ts';

const dist = process.env.DIST ?? new URL('../dist/', import.meta.url).pathname;
const port = Number(process.argv[2] ?? 4173);
const messages = makeMessages(Date.now());
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const live = new Set<ServerResponse>();
let scene = process.argv[3] ?? 'ready';

const states: Record<string, MailboxSummary['state']> = {
  ready: { kind: 'ready' },
  syncing: { kind: 'syncing', done: 420, total: 1284 },
  paused: {
    kind: 'paused',
    code: 'mail.auth_bad',
    detail: 'ERR.LOGIN.PASSERR',
    since: new Date(Date.now() - 900_000).toISOString(),
    needsCredential: true,
  },
};
const member = { id: 'm-1', userId: 'u1', name: '沈知夏', title: '产品经理', isAdmin: false };
const session = () => ({
  corpId: 'dingdemo',
  member,
  mailboxes:
    scene === 'unbound'
      ? []
      : [
          {
            id: 'mb-1',
            address: 'shen.zhixia@ccjy.example',
            displayName: '沈知夏',
            state: states[scene] ?? states.ready,
          },
        ],
});

function page(query: URLSearchParams) {
  const folderId = query.get('folderId') ?? 'f-inbox';
  const q = query.get('q') ?? '';
  const filter = query.get('filter') ?? 'all';
  const all = messages.filter(
    (m) =>
      m.folderId === folderId &&
      (filter === 'all' ||
        (filter === 'unread' && !m.seen) ||
        (filter === 'starred' && m.starred) ||
        (filter === 'attachments' && m.attachmentCount > 0)) &&
      (!q || `${m.subject}${m.preview}${m.from.name}`.includes(q)),
  );
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const folder = folders.find((each) => each.id === folderId) ?? folders[0];
  return {
    folder,
    messages: scene === 'empty' ? [] : all.slice(from, from + limit),
    ...(scene !== 'empty' && from + limit < all.length ? { nextCursor: String(from + limit) } : {}),
  };
}

const detail = (summary: MessageSummary): MessageDetail => ({
  summary,
  to: [{ name: '沈知夏', address: 'shen.zhixia@ccjy.example', kind: 'colleague' }],
  cc: [{ name: '何思远', address: 'he.siyuan@ccjy.example', kind: 'colleague' }],
  replyTo: [],
  sentAt: summary.receivedAt,
  body: {
    kind: 'text',
    text: `知夏，\n\n${summary.preview}。\n\n报价有效期到 11 月 27 日，请今天回复 Clara 是否按第 2 档下单。\n\n${summary.from.name}`,
  },
  attachments: Array.from({ length: summary.attachmentCount }, (_, at) => ({
    partId: String(at + 2),
    name:
      ['7号镜组阶梯报价-20261120.xlsx', 'Halden_Quotation_HQ-2611.pdf', '打样费发票.ofd', '到货照片.heic'][at] ??
      'a.bin',
    mediaType: 'application/octet-stream',
    size: 42_000 * (at + 1),
    url: '#',
    preview: 'none' as const,
  })),
  originalUrl: '#',
});

const error = (code: string, status: number, zh: string, extra = {}) =>
  ({ status, body: { error: { code, what: { zh, en: code }, requestId: 'req-7F3A', ...extra } } }) as const;

async function api(request: IncomingMessage, url: URL): Promise<{ status: number; body?: unknown }> {
  const path = url.pathname.replace('/api/v1', '');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body =
    chunks.length && request.headers['content-type']?.includes('json')
      ? JSON.parse(Buffer.concat(chunks).toString())
      : {};
  if (path === '/session' && scene === 'outside') return error('session.required', 401, '登录已失效');
  if (path === '/session' && request.method === 'POST')
    return {
      status: 200,
      body: { ...session(), bearer: 'b', ...(body.withInbox ? { inbox: page(new URLSearchParams()) } : {}) },
    };
  if (path === '/session') return { status: request.method === 'DELETE' ? 204 : 200, body: session() };
  if (path === '/binding/options')
    return {
      status: 200,
      body: {
        domains: ['ccjy.example'],
        provider: {
          id: 'netease',
          name: { zh: '网易企业邮箱', en: 'NetEase enterprise mail' },
          authKind: 'password_or_authcode',
          steps: {
            zh: [
              '用电脑浏览器登录网易企业邮箱',
              '进入“设置 › 客户端设置”，开启“客户端授权码”，按提示用手机号验证',
              '点“新增授权码”，名称填“钉钉”，把显示的 16 位授权码填到上面。它只显示一次',
            ],
            en: [
              'Sign in to NetEase webmail on a computer',
              'Go to Settings › Client settings and switch on the client authorization code',
              'Create a code named “DingTalk” and paste its 16 characters above. It is shown once',
            ],
          },
        },
        servers: { imap: 'imaps://imap.qiye.163.com:993', smtp: 'smtps://smtp.qiye.163.com:465' },
        suggestedAddress: 'shen.zhixia@ccjy.example',
      },
    };
  if (path === '/binding/key')
    return {
      status: 200,
      body: {
        kid: 'k1',
        jwk: publicKey.export({ format: 'jwk' }),
        challenge: 'c',
        expiresAt: new Date(Date.now() + 3e5).toISOString(),
      },
    };
  if (path === '/bindings') {
    await new Promise((resolve) => setTimeout(resolve, 3500));
    if (scene === 'unbound' && body.box.length % 2 === 1)
      return error('mail.auth_code_required', 422, '这个邮箱要用客户端授权码登录，不是登录密码。', {
        detail: 'NO LOGIN Login error or password error',
      });
    scene = 'syncing';
    return { status: 200, body: { mailbox: session().mailboxes[0] } };
  }
  if (path.endsWith('/folders')) return { status: 200, body: { folders } };
  if (path.endsWith('/messages')) {
    if (scene === 'slow') await new Promise((resolve) => setTimeout(resolve, 60_000));
    if (scene === 'broken')
      return error('mail.network', 502, '连不上邮件服务器。', { detail: 'ECONNREFUSED 203.0.113.8:993' });
    return { status: 200, body: page(url.searchParams) };
  }
  if (path.endsWith('/flags') || path.endsWith('/move')) {
    for (const message of messages as unknown as { id: string; seen: boolean; starred: boolean; folderId: string }[]) {
      if (!body.messageIds.includes(message.id)) continue;
      if (body.seen !== undefined) message.seen = body.seen;
      if (body.starred !== undefined) message.starred = body.starred;
      if (body.to) message.folderId = body.to.folderId ?? `f-${body.to.role}`;
    }
    return {
      status: 200,
      body: body.to ? { moved: body.messageIds, toFolderId: body.to.folderId ?? `f-${body.to.role}` } : {},
    };
  }
  const found = /^\/messages\/([^/]+)$/.exec(path);
  const summary = messages.find((m) => m.id === found?.[1]);
  if (summary) return { status: 200, body: detail(summary) };
  return error('request.not_found', 404, '没有找到。');
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

createServer((request, response) => void serve(request, response)).listen(port, '127.0.0.1');

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/__scene') {
    scene = url.searchParams.get('name') ?? 'ready';
    return void response.end(scene);
  }
  if (url.pathname === '/__arrive') {
    const fresh = {
      ...messages[0]!,
      id: `new-${messages.length}` as MessageSummary['id'],
      seen: false,
      subject: '刚到的一封邮件',
      receivedAt: new Date().toISOString(),
    };
    messages.unshift(fresh);
    for (const stream of live)
      stream.write(
        `data: ${JSON.stringify({ kind: 'messages', mailboxId: 'mb-1', folderId: 'f-inbox', arrived: 1 })}\n\n`,
      );
    return void response.end('ok');
  }
  if (url.pathname === '/api/v1/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"kind":"hello"}\n\n');
    live.add(response);
    request.on('close', () => live.delete(response));
    return;
  }
  if (url.pathname.startsWith('/api/v1/')) {
    const { status, body } = await api(request, url);
    response.writeHead(status, { 'content-type': 'application/json' });
    return void response.end(body === undefined || status === 204 ? '' : JSON.stringify(body));
  }
  const name = url.pathname.replace('/static/dingding/', '') || 'index.html';
  try {
    let bytes = await readFile(join(dist, name));
    if (name === 'index.html')
      bytes = Buffer.from(
        bytes
          .toString()
          .replace(
            'id="hongyan-boot">{}',
            `id="hongyan-boot">${JSON.stringify({ corpId: 'dingdemo', clientId: 'k', appName: '企业邮箱', version: '0.1.0' })}`,
          ),
      );
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      ...(name === 'index.html'
        ? {
            'content-security-policy':
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; frame-src 'self'",
          }
        : {}),
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
