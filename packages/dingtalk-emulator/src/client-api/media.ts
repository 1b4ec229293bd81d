import type { ServerResponse } from 'node:http';
import type { World } from '../state/world.ts';
import { sendJson } from './http.ts';

/** Pictures by their first bytes; anything else is not shown, only named. */
const pictures: readonly [type: string, head: Buffer][] = [
  ['image/png', Buffer.from('89504e47', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
  ['image/gif', Buffer.from('GIF8')],
  ['image/webp', Buffer.from('RIFF')],
  ['image/bmp', Buffer.from('BM')],
];

/** `media/<id>`: an uploaded picture for a notice; `media/<id>/about`: what an uploaded file is called. */
export function sendMedium(world: World, path: string, response: ServerResponse) {
  const [id = '', about] = path.split('/');
  const medium = world.media.get(decodeSafely(id));
  if (!medium) return sendJson(response, 404, {});
  if (about === 'about') return sendJson(response, 200, { name: medium.name, bytes: medium.bytes, type: medium.type });
  const type = pictures.find(([, head]) => medium.content?.subarray(0, head.length).equals(head))?.[0];
  if (!medium.content || !type) return sendJson(response, 404, {});
  response.writeHead(200, {
    'content-type': type,
    'content-length': medium.content.length,
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(medium.content);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
