import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A reply that a client sent. */
interface Ack {
  readonly connection: number;
  readonly code: number;
  readonly messageId: string;
  readonly data: string;
}

/** A Stream gateway on real sockets, written from dingtalk-api.md §7 and not from the emulator. Tests only. */
export interface Gateway {
  /** What an app has for its new API. */
  readonly apiUrl: string;
  readonly opened: readonly { readonly accept: string | undefined; readonly body: Record<string, unknown> }[];
  /** Tickets that were used. */
  readonly tickets: readonly string[];
  readonly acks: readonly Ack[];
  /** Connections that stand, oldest first. */
  standing(): readonly WebSocket[];
  /** The answer to the next request for a ticket, in place of the usual one. */
  answerNext(answer: { status: number; type: string; body: string } | 'xml'): void;
  /** A frame to the newest connection, or to this one. */
  push(frame: object, to?: WebSocket): void;
  close(): Promise<void>;
}

export async function openGateway(): Promise<Gateway> {
  const opened: Gateway['opened'][number][] = [];
  const tickets: string[] = [];
  const acks: Ack[] = [];
  const valid = new Set<string>();
  const answers: Parameters<Gateway['answerNext']>[0][] = [];
  const standing: WebSocket[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  let connections = 0;

  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/v1.0/gateway/connections/open') {
        response.writeHead(404).end();
        return;
      }
      opened.push({ accept: request.headers.accept, body: JSON.parse(Buffer.concat(chunks).toString()) });
      const ticket = `${randomUUID()}/+ ${opened.length}`;
      valid.add(ticket);
      const { port } = http.address() as AddressInfo;
      const endpoint = `ws://127.0.0.1:${port}/connect`;
      const answer = answers.shift() ?? {
        status: 200,
        type: 'application/json',
        body: JSON.stringify({ endpoint, ticket }),
      };
      const { status, type, body } =
        answer === 'xml'
          ? {
              status: 200,
              type: 'application/xml',
              body: `<ConnectionEndpoint><endpoint>${endpoint}</endpoint><ticket>${ticket}</ticket></ConnectionEndpoint>`,
            }
          : answer;
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  http.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
    // One connection each (§7.1).
    if (!valid.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    tickets.push(ticket);
    sockets.handleUpgrade(request, socket, head, (client) => {
      connections += 1;
      const connection = connections;
      standing.push(client);
      client.on('close', () => standing.splice(standing.indexOf(client), 1));
      client.on('message', (data) => {
        const { code, headers, data: text } = JSON.parse(data.toString());
        acks.push({ connection, code, messageId: headers.messageId, data: text });
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    opened,
    tickets,
    acks,
    standing: () => standing,
    answerNext: (answer) => void answers.push(answer),
    push: (frame, to = standing.at(-1)) => to?.send(JSON.stringify(frame)),
    async close() {
      for (const client of [...standing]) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** An event as §7.2 prints it. */
export const eventFrame = (corpId: string, eventId: string, userId: string, type = 'user_add_org') => ({
  specVersion: '1.0',
  type: 'EVENT',
  headers: {
    topic: '*',
    messageId: `message-of-${eventId}-${randomUUID()}`,
    contentType: 'application/json',
    time: '1767225600100',
    eventType: type,
    eventId,
    eventCorpId: corpId,
    eventBornTime: '1767225600000',
    eventUnifiedAppId: '9f8e7d6c-0001',
  },
  data: JSON.stringify({ timeStamp: '1767225600000', userId: [userId] }),
});
