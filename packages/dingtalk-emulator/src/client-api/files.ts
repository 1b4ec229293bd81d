import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../client/dist/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The client's built page and its files. It frames the devices only, and nobody frames it. */
export async function sendClientFile(path: string, port: number, response: ServerResponse): Promise<void> {
  const name = path === '/' ? 'index.html' : normalize(decodeSafely(path)).replace(/^[/\\]+/, '');
  const type = types[extname(name)];
  const bytes = type && !name.startsWith('..') ? await readFile(join(root, name)).catch(() => undefined) : undefined;
  if (!bytes || !type) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    return void response.end(
      name === 'index.html'
        ? 'The client has not been built: vite build packages/dingtalk-emulator/client'
        : 'not found',
    );
  }
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'self'; frame-src http://*.emu.localhost:${port}; img-src 'self' data: http://*.emu.localhost:${port}; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  });
  response.end(bytes);
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
