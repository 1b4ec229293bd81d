import { randomBytes } from 'node:crypto';
import { type BornEvent, streamData } from '../events/bodies.ts';

/** What the platform sends over a Stream connection: one JSON object a frame (dingtalk-api.md §7.2). */
export interface DownFrame {
  readonly specVersion: '1.0';
  readonly type: 'SYSTEM' | 'EVENT';
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What an app answers (§7.4). */
export interface Ack {
  readonly messageId: string;
  readonly code: number;
  /** The processing state of an event. */
  readonly status: 'SUCCESS' | 'LATER' | undefined;
}

const json = 'application/json';

/** `0a1b2c3d_101_190mail0001_5e6f`: parts of the machine, the thread, the time. */
export const newMessageId = (): string => {
  const hex = randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}_${100 + (hex.charCodeAt(9) % 900)}_${hex.slice(8, 16)}_${hex.slice(16)}`;
};

/** A keep-alive: the app must send `opaque` back. */
export const pingFrame = (now: number, opaque: string): DownFrame => ({
  specVersion: '1.0',
  type: 'SYSTEM',
  headers: { topic: 'ping', messageId: newMessageId(), contentType: json, time: String(now) },
  data: JSON.stringify({ opaque }),
});

/** The notice that this connection ends soon; it carries no message id (§7.3). */
export const disconnectFrame = (now: number): DownFrame => ({
  specVersion: '1.0',
  type: 'SYSTEM',
  headers: { topic: 'disconnect', contentType: json, time: String(now) },
  data: JSON.stringify({ reason: 'connection is expired' }),
});

/** One event of the organisation. */
export const eventFrame = (
  event: BornEvent,
  about: {
    readonly now: number;
    readonly messageId: string;
    readonly corpId: string;
    readonly unifiedAppId: string;
    readonly connectionId: string;
  },
): DownFrame => ({
  specVersion: '1.0',
  type: 'EVENT',
  headers: {
    topic: '*',
    messageId: about.messageId,
    contentType: json,
    time: String(about.now),
    connectionId: about.connectionId,
    eventType: event.type,
    eventId: event.eventId,
    eventCorpId: about.corpId,
    eventBornTime: String(event.bornAt),
    eventUnifiedAppId: about.unifiedAppId,
  },
  data: streamData(event),
});

/** Reads an answer; undefined for what is none. */
export function readAck(text: string): Ack | undefined {
  try {
    const frame = JSON.parse(text) as { code?: unknown; headers?: { messageId?: unknown }; data?: unknown } | null;
    const messageId = frame?.headers?.messageId;
    if (typeof messageId !== 'string' || typeof frame?.code !== 'number') return undefined;
    return { messageId, code: frame.code, status: statusOf(frame.data) };
  } catch {
    return undefined;
  }
}

function statusOf(data: unknown): Ack['status'] {
  try {
    const { status } = (typeof data === 'string' ? JSON.parse(data) : data) as { status?: unknown };
    return status === 'SUCCESS' || status === 'LATER' ? status : undefined;
  } catch {
    return undefined;
  }
}
