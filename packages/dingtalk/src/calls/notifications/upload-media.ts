import { randomBytes } from 'node:crypto';
import { err, ok } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, refused, textField } from '../../fields.ts';
import type { Form } from '../../http.ts';
import type { DingTalkResult } from '../../types.ts';

/** Twenty megabytes over a slow line. */
const timeoutMs = 120_000;
const maxBytes = { image: 20 << 20, video: 20 << 20, file: 20 << 20, voice: 2 << 20 };

/** `POST /media/upload` (dingtalk-api.md §3.3): one part `media`, its file name required. */
export async function uploadMedia(
  app: Caller,
  kind: keyof typeof maxBytes,
  file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
): Promise<DingTalkResult<{ readonly mediaId: string }>> {
  const size = file.bytes.byteLength;
  if (size === 0 || size > maxBytes[kind]) return refused(`${size} bytes; 1 to ${maxBytes[kind]} are allowed`);
  if (file.name.trim() === '') return refused('the file has no name');
  const answer = await app.call({
    family: 'old',
    method: 'POST',
    path: '/media/upload',
    query: { type: kind },
    body: toForm(file),
    timeoutMs,
  });
  if (!answer.ok) return err(answer.error);
  const mediaId = textField(answer.value, 'media_id');
  return mediaId ? ok({ mediaId }) : badShape('media/upload without a media_id');
}

/** RFC 7578, with the file name escaped as browsers do. */
function toForm({ name, type, bytes }: { name: string; type: string; bytes: Uint8Array }): Form {
  const boundary = `hongyan-${randomBytes(16).toString('hex')}`;
  const fileName = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${fileName}"`,
    `Content-Type: ${contentType}`,
    '\r\n',
  ].join('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
