import type { FeedCard } from '../types.ts';
import { type Answer, flat } from './errors.ts';

/** The whole `msg`, as UTF-8 (dingtalk-api.md §3.1). */
const maxBytes = 2048;

const kinds = new Set(['text', 'image', 'voice', 'file', 'link', 'markdown', 'action_card', 'oa']);

/** The message of a send, checked as the platform checks it, or its refusal. A form carries it as JSON text. */
export function readMessage(given: unknown): { msg: FeedCard['msg']; bytes: number } | Answer {
  const msg = typeof given === 'string' ? parse(given) : given;
  if (msg === null || typeof msg !== 'object' || Array.isArray(msg)) return flat(34014, '不合法的JSON格式');
  const bytes = Buffer.byteLength(typeof given === 'string' ? given : JSON.stringify(msg));
  if (bytes > maxBytes) return flat(45002, '消息内容超过长度限制');
  const kind = (msg as { msgtype?: unknown }).msgtype;
  if (typeof kind !== 'string' || !kinds.has(kind)) return flat(40008, '不合法的消息类型');
  const part = (msg as Record<string, unknown>)[kind];
  if (part === null || typeof part !== 'object') return flat(40035, '不合法的参数');
  const refusal = kind === 'oa' ? checkOa(part as Record<string, unknown>) : undefined;
  return refusal ?? { msg: msg as FeedCard['msg'], bytes };
}

/** §3.3: what an OA message must have, and the limit of its title. */
function checkOa(oa: Record<string, unknown>): Answer | undefined {
  const head = oa.head as { bgcolor?: unknown; text?: unknown } | undefined;
  const body = oa.body as { title?: unknown } | undefined;
  if (typeof oa.message_url !== 'string' || !oa.message_url) return flat(40035, '不合法的参数：message_url');
  if (typeof head?.text !== 'string') return flat(40035, '不合法的参数：head.text');
  if (typeof head.bgcolor !== 'string' || !/^[0-9a-f]{8}$/i.test(head.bgcolor)) {
    return flat(40035, '不合法的参数：head.bgcolor');
  }
  if (!body || typeof body !== 'object') return flat(40035, '不合法的参数：body');
  if (typeof body.title === 'string' && body.title.length > 64) return flat(45002, '标题超过长度限制');
  return undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
