import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Emulator } from '../types.ts';
import { app, call } from './build.ts';

/** One frame as it came. */
export interface Frame {
  readonly type: string;
  readonly headers: Record<string, string>;
  readonly data: string;
}

/** A hand-written Stream client: hears frames, and answers only what it is told to. */
export interface StreamClient {
  readonly frames: Frame[];
  /** The next frame that fits and was not taken yet. */
  next(fits?: (frame: Frame) => boolean): Promise<Frame>;
  ack(frame: Frame, data?: object, code?: number): void;
  readonly closed: Promise<number>;
  close(): void;
}

export const openBody = (over: object = {}) => ({
  clientId: app.appKey,
  clientSecret: app.appSecret,
  subscriptions: [{ type: 'EVENT', topic: '*' }],
  ua: 'test/1.0',
  ...over,
});

/** A fresh endpoint with its ticket. */
export async function openTicket(emulator: Emulator): Promise<string> {
  const { json } = await call(`${emulator.apiUrl}/v1.0/gateway/connections/open`, openBody(), {
    accept: 'application/json',
  });
  return `${json.endpoint}?ticket=${encodeURIComponent(String(json.ticket))}`;
}

export async function connectStream(emulator: Emulator): Promise<StreamClient> {
  const socket = new WebSocket(await openTicket(emulator));
  onTestFinished(() => socket.terminate());
  const frames: Frame[] = [];
  const taken = new Set<Frame>();
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame);
    for (const look of [...waiting]) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    frames,
    next: (fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const hit = frames.find((frame) => !taken.has(frame) && fits(frame));
          if (!hit) return;
          taken.add(hit);
          waiting.delete(look);
          resolve(hit);
        };
        waiting.add(look);
        look();
      }),
    ack(frame, data = { status: 'SUCCESS', message: 'ok' }, code = 200) {
      const headers = { contentType: 'application/json', messageId: frame.headers.messageId };
      socket.send(JSON.stringify({ code, headers, message: 'OK', data: JSON.stringify(data) }));
    },
    closed,
    close: () => socket.close(),
  };
}
