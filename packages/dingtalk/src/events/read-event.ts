import { createHash } from 'node:crypto';
import { type CorpId, err, ok, type Result } from '@hongyan/kit';
import { bodyOf } from './event-body.ts';
import { type Keys, keysOf, readTime } from './keys.ts';
import type { DingTalkEvent, EventBody } from './types.ts';

/** One event as its channel delivered it: a push already decrypted, or a Stream frame already taken apart. */
export type EventSource =
  | {
      readonly channel: 'push';
      /** Whose address was called. */
      readonly corpId: CorpId;
      /** The decrypted JSON. */
      readonly text: string;
      /** When the platform signed it, milliseconds since the epoch: the age of a body that names none. */
      readonly sentAt: number;
    }
  | {
      readonly channel: 'stream';
      readonly corpId: CorpId;
      /** `headers` of the frame; their keys are read whatever their casing. */
      readonly headers: Readonly<Record<string, unknown>>;
      /** JSON text. */
      readonly text: string;
      readonly sentAt: number;
    };

/** Why nothing could be made of an event whose sender is proven. A repeat would not help. */
export interface MalformedEvent {
  /** `json`: not an object; `type`: none named; `ids`: names nobody; `corp`: another organisation's. */
  readonly reason: 'json' | 'type' | 'ids' | 'corp';
  /** Stable for the same bytes, so that a log keeps it once. */
  readonly eventId: string;
  /** As far as it could be read. */
  readonly type?: string;
}

/** Reads an event of either channel (dingtalk-api.md §6.5, §7.2). Never throws. */
export function readEvent(source: EventSource): Result<DingTalkEvent, MalformedEvent> {
  const body = parseObject(source.text);
  const head = source.channel === 'stream' ? keysOf(source.headers) : body;
  const given = head?.text('eventid') ?? body?.text('eventid');
  const type = head?.text('eventtype') ?? body?.text('eventtype');
  const refuse = (reason: MalformedEvent['reason'], named?: string) =>
    err({
      reason,
      eventId: given === undefined ? derivedId(source.corpId, 'malformed', type, source.text) : boundedId(given),
      ...(named ? { type: named } : {}),
    });
  if (!body || !head) return refuse('json');
  if (!type || !/^[\w.*/-]{1,100}$/.test(type)) return refuse('type');
  const corpId = head.text('eventcorpid') ?? body.text('corpid');
  if (corpId !== undefined && corpId !== source.corpId) return refuse('corp', type);
  const read = bodyOf(type, body);
  if (!read) return refuse('ids', type);

  const time = body.time('timestamp') ?? head.time('eventborntime') ?? body.time('eventtime');
  const bornAt = time ?? readTime(source.sentAt) ?? 0;
  return ok({
    eventId: given === undefined ? derivedId(source.corpId, type, bornAt, idsOf(read, source.text)) : boundedId(given),
    type,
    corpId: source.corpId,
    bornAt,
    channel: source.channel,
    ...read,
  });
}

/** The same event makes the same id, in whatever order and casing its push named things. */
const derivedId = (...parts: readonly unknown[]): string =>
  `hy-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;

/** An id goes into keys of tables: one that is too long or odd is replaced by its hash. */
const boundedId = (given: string): string => (/^[\x21-\x7e]{1,128}$/.test(given) ? given : derivedId('id', given));

/** Of an event that we do not know, every word counts. */
function idsOf(body: EventBody, text: string): readonly (string | number)[] {
  if ('userIds' in body) return [...body.userIds].sort();
  if ('departmentIds' in body) return [...body.departmentIds].sort((a, b) => a - b);
  return body.kind === 'unknown' ? [text] : [];
}

function parseObject(text: string): Keys | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? keysOf(value) : undefined;
  } catch {
    return undefined;
  }
}
