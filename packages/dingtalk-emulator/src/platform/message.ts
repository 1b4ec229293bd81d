import type { Media } from '../state/media.ts';
import type { FeedCard } from '../types.ts';
import { type Answer, flat } from './errors.ts';
import { messageKinds } from './message-kinds.ts';

/** The whole `msg`, as UTF-8 (dingtalk-api.md §3.1). */
const maxBytes = 2048;

/** The message of a send, checked as the platform checks it, or its refusal. A form carries it as JSON text. */
export function readMessage(given: unknown, media: Media): { msg: FeedCard['msg']; bytes: number } | Answer {
  const msg = typeof given === 'string' ? parse(given) : given;
  if (msg === null || typeof msg !== 'object' || Array.isArray(msg)) return flat(34014, '不合法的JSON格式');
  const bytes = Buffer.byteLength(typeof given === 'string' ? given : JSON.stringify(msg));
  if (bytes > maxBytes) return flat(45002, '消息内容超过长度限制');
  const kind = (msg as { msgtype?: unknown }).msgtype;
  const check = typeof kind === 'string' ? messageKinds.get(kind) : undefined;
  if (!check) return flat(40008, '不合法的消息类型');
  const part = (msg as Record<string, unknown>)[kind as string];
  if (part === null || typeof part !== 'object' || Array.isArray(part))
    return flat(40035, `不合法的参数：${String(kind)}`);
  return check(part as Record<string, unknown>, media) ?? { msg: msg as FeedCard['msg'], bytes };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
