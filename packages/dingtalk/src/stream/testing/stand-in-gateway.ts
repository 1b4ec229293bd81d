import type { HttpOut } from '../../types.ts';
import type { SocketHandlers, SocketOut } from '../types.ts';

/** One connection as the gateway's side sees it. */
export interface FarEnd {
  readonly url: string;
  /** What the client sent, parsed. */
  readonly received: readonly { code: number; headers: { messageId?: string }; message: string; data: string }[];
  readonly pings: () => number;
  readonly isOpen: () => boolean;
  push(frame: object | string): void;
  pong(): void;
  /** The connection breaks. */
  drop(): void;
}

type Answer = { readonly status?: number; readonly text?: string; readonly json?: unknown; readonly error?: Error };

/** A gateway in memory (dingtalk-api.md §7): tickets over HTTP, sockets that a test holds the other end of. */
export function standInGateway(options: { pongs?: boolean } = {}) {
  const ends: FarEnd[] = [];
  const requests: { url: string; headers: Readonly<Record<string, string>>; body: Record<string, unknown> }[] = [];
  const answers: Answer[] = [];
  const refusals: Error[] = [];
  let tickets = 0;

  const http: HttpOut = async (request) => {
    requests.push({
      url: request.url,
      headers: request.headers ?? {},
      body: JSON.parse(String(request.body)) as Record<string, unknown>,
    });
    const answer = answers.shift() ?? {
      json: { endpoint: 'wss://wss-open-connection.dingtalk.com:443/connect', ticket: `t ${++tickets}/+` },
    };
    if (answer.error) throw answer.error;
    return {
      status: answer.status ?? 200,
      headers: {},
      body: new TextEncoder().encode(answer.text ?? JSON.stringify(answer.json)),
    };
  };

  const socket: SocketOut = {
    async connect(url, handlers) {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      return open(url, handlers);
    },
  };

  function open(url: string, handlers: SocketHandlers) {
    const received: FarEnd['received'][number][] = [];
    let isOpen = true;
    let pings = 0;
    const close = () => {
      if (!isOpen) return;
      isOpen = false;
      queueMicrotask(() => handlers.onClose());
    };
    ends.push({
      url,
      received,
      pings: () => pings,
      isOpen: () => isOpen,
      push: (frame) => handlers.onText(typeof frame === 'string' ? frame : JSON.stringify(frame)),
      pong: () => handlers.onPong(),
      drop: close,
    });
    return {
      send: (text: string) => {
        if (isOpen) received.push(JSON.parse(text));
      },
      ping() {
        pings += 1;
        if (options.pongs !== false) queueMicrotask(() => handlers.onPong());
      },
      close,
    };
  }

  return { http, socket, ends, requests, answers, refusals };
}

/** An event's frame as §7.2 prints it. */
export const eventFrame = (eventId: string, more: { type?: string; data?: object; messageId?: string } = {}) => ({
  specVersion: '1.0',
  type: 'EVENT',
  headers: {
    topic: '*',
    messageId: more.messageId ?? `message-${eventId}`,
    contentType: 'application/json',
    time: '1767225600100',
    eventType: more.type ?? 'user_add_org',
    eventId,
    eventCorpId: 'dingcorp01',
    eventBornTime: '1767225600000',
    eventUnifiedAppId: '9f8e7d6c-0001',
  },
  data: JSON.stringify(more.data ?? { timeStamp: '1767225600000', userId: ['user0001'] }),
});
