import type { MediaType } from '../../state/media.ts';
import { type PlatformCall, says } from '../call.ts';
import { flat, okOld } from '../errors.ts';
import { parseMultipart } from '../multipart.ts';

const megabyte = 1 << 20;

/** What each type takes (dingtalk-api.md §3.3). */
const kinds: Readonly<Record<MediaType, { readonly bytes: number; readonly names: RegExp }>> = {
  image: { bytes: 20 * megabyte, names: /\.(jpe?g|png|gif|bmp)$/i },
  voice: { bytes: 2 * megabyte, names: /\.(amr|mp3|wav)$/i },
  video: { bytes: 20 * megabyte, names: /\.mp4$/i },
  file: { bytes: 20 * megabyte, names: /\.(docx?|xlsx?|pptx?|zip|pdf|rar)$/i },
};

/** Takes a file for messages (dingtalk-api.md §3.3): a multipart part `media` with a file name. */
export const uploadMedia: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/media/upload',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  takesFile: true,
  run({ world, query, headers, raw }) {
    const about = says('上传文件', 'A file');
    const parts = parseMultipart(headers['content-type'] ?? '', raw);
    const type = query.get('type') ?? parts?.find((part) => part.field === 'type')?.content.toString() ?? '';
    if (!isKind(type)) return { answer: flat(40004, '不合法的媒体文件类型'), about };
    const media = parts?.find((part) => part.field === 'media');
    if (!media?.filename || media.content.length === 0) return { answer: flat(41005, '缺少多媒体文件数据'), about };
    const { bytes, names } = kinds[type];
    if (!names.test(media.filename)) return { answer: flat(40005, '不合法的文件类型'), about };
    if (media.content.length > bytes) return { answer: flat(40006, '不合法的文件大小'), about };
    const medium = world.media.add({ type, name: media.filename, content: media.content });
    return {
      answer: okOld({ type, media_id: medium.id, created_at: medium.createdAt }),
      about: says(`上传 ${medium.name}，${medium.bytes} 字节`, `${medium.name}, ${medium.bytes} bytes`),
    };
  },
};

const isKind = (type: string): type is MediaType => Object.hasOwn(kinds, type);
