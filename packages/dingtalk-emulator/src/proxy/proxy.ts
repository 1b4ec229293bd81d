import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { userAgents } from '../bridge/devices.ts';
import { bridgeSource } from '../bridge/playwright.ts';
import type { World } from '../state/world.ts';
import type { Device } from '../types.ts';
import { isSandboxed } from './csp.ts';
import { injectBridge } from './inject.ts';
import type { Mapping } from './origins.ts';
import { requestHeaders } from './request-headers.ts';
import { responseHeaders } from './response-headers.ts';
import { slowDelayMs, slowDown } from './slow.ts';

/** One person's device in front of the product. */
export interface Passage {
  readonly world: World;
  readonly mapping: Mapping;
  readonly device: Device;
}

/** Passes one request to the product as this device would make it, and the answer back; only HTML is held and changed. */
export async function passRequest(passage: Passage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/__emulator/bridge.js') return sendBridge(response);
  const { world, mapping, device } = passage;
  if (world.network === 'offline') return void response.destroy();
  if (world.network === 'slow') await world.clock.sleep(slowDelayMs);
  const upstream = open(mapping, request, requestHeaders(request.headers, mapping, userAgents[device]));
  response.on('close', () => upstream.destroy());
  pipeline(request, upstream, () => undefined);
  upstream.on('error', () => sendUnreachable(response));
  upstream.on('response', (answer) => {
    const isPage = (answer.headers['content-type'] ?? '').includes('text/html');
    const sandboxed = isSandboxed(String(answer.headers['content-security-policy'] ?? ''));
    if (isPage && !sandboxed && request.method !== 'HEAD') return void sendPage(passage, answer, response);
    const { headers } = responseHeaders(answer.headers, mapping, undefined);
    response.writeHead(answer.statusCode ?? 502, headers);
    response.flushHeaders();
    if (world.network === 'slow') pipeline(answer, slowDown(world.clock), response, () => undefined);
    else pipeline(answer, response, () => undefined);
  });
}

/** Tunnels an upgrade (WebSocket) with the same mapping of headers. */
export function passUpgrade(
  { world, mapping, device }: Passage,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (world.network === 'offline') return void socket.destroy();
  const headers = requestHeaders(request.headers, mapping, userAgents[device]);
  const upstream = open(mapping, request, {
    ...headers,
    connection: 'Upgrade',
    upgrade: request.headers.upgrade ?? 'websocket',
  });
  upstream.on('upgrade', (answer, far, first) => {
    const lines = [`HTTP/1.1 101 ${answer.statusMessage ?? ''}`];
    for (let i = 0; i < answer.rawHeaders.length; i += 2)
      lines.push(`${answer.rawHeaders[i]}: ${answer.rawHeaders[i + 1]}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (first.length > 0) socket.write(first);
    if (head.length > 0) far.write(head);
    pipeline(socket, far, socket, () => undefined);
  });
  upstream.on('response', (answer) => {
    socket.end(`HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}\r\nconnection: close\r\n\r\n`);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
  upstream.end();
}

function open(mapping: Mapping, request: IncomingMessage, headers: ReturnType<typeof requestHeaders>): ClientRequest {
  const { hostname, port } = new URL(mapping.upstream);
  // A fresh connection each time: a product that restarts must not meet a stale one.
  return httpRequest({ hostname, port, path: request.url, method: request.method, headers, agent: false });
}

async function sendPage(
  { world, mapping, device }: Passage,
  answer: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
  } catch {
    return void response.destroy();
  }
  const html = decode(Buffer.concat(chunks), answer.headers['content-encoding']).toString();
  const { headers, pass } = responseHeaders(answer.headers, mapping, bridgeSource());
  for (const name of ['content-length', 'content-encoding', 'etag', 'last-modified']) delete headers[name];
  const page = Buffer.from(injectBridge(html, device, mapping.client, pass));
  response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': page.length });
  if (world.network === 'slow') await world.clock.sleep(slowDelayMs);
  response.end(page);
}

function decode(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  if (encoding === 'gzip') return gunzipSync(bytes);
  if (encoding === 'deflate') return inflateSync(bytes);
  return bytes;
}

function sendBridge(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
  response.end(bridgeSource());
}

function sendUnreachable(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(unreachable);
}

const unreachable = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>应用没有回答</title><style>body{margin:0;display:grid;place-content:center;min-height:100vh;font:15px/24px system-ui,sans-serif;
text-align:center;color:#50565c;background:#f2f3f5}h1{font-size:17px;color:#171a1d}</style>
<h1>应用没有回答</h1><p>产品没有在运行，或正在重新启动。<br>The product is not running, or is restarting.</p>`;
