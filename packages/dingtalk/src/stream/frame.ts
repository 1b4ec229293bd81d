import { type Keys, keysOf, readText, readTime } from '../events/keys.ts';

/** One frame of the gateway, taken apart as tolerantly as its documentation is loose (dingtalk-api.md §7.2). */
export interface Frame {
  readonly type: 'SYSTEM' | 'EVENT' | 'CALLBACK' | 'OTHER';
  readonly topic: string;
  readonly messageId: string | undefined;
  /** As they came. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** JSON text. */
  readonly data: string;
  /** Milliseconds since the epoch, where the frame tells. */
  readonly time: number | undefined;
}

/** The frame, or undefined when nothing can be made of it. */
export function readFrame(text: string): Frame | undefined {
  const keys = parse(text);
  if (!keys) return undefined;
  const headers = objectOf(keys.get('headers')) ?? objectOf(keys.get('header')) ?? {};
  const named = keysOf(headers);
  const data = keys.get('data');
  return {
    type: typeOf(keys.text('type')),
    topic: named.text('topic') ?? '',
    messageId: named.text('messageid'),
    headers,
    data: typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data),
    time: readTime(named.get('time')) ?? keys.time('time'),
  };
}

/** What a frame is answered with (§7.4). */
export interface Reply {
  readonly code: 200 | 404 | 500;
  readonly message: string;
  readonly data: string;
}

/** One text frame for a reply. */
export const writeReply = (messageId: string | undefined, reply: Reply): string =>
  JSON.stringify({
    code: reply.code,
    headers: { contentType: 'application/json', ...(messageId === undefined ? {} : { messageId }) },
    message: reply.message,
    data: reply.data,
  });

function typeOf(text: string | undefined): Frame['type'] {
  const type = readText(text)?.toUpperCase();
  return type === 'SYSTEM' || type === 'EVENT' || type === 'CALLBACK' ? type : 'OTHER';
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

function parse(text: string): Keys | undefined {
  try {
    const value = objectOf(JSON.parse(text));
    return value && keysOf(value);
  } catch {
    return undefined;
  }
}
