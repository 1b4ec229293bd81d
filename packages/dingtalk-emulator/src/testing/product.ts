import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A make-believe product behind the proxy; remembers what it was asked. */
export async function serveProduct(
  listener: RequestListener,
): Promise<{ origin: string; seen: IncomingMessage[]; server: ReturnType<typeof createServer> }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((asked: IncomingMessage, response: ServerResponse) => {
    seen.push(asked);
    listener(asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

export interface DeviceAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request as a browser sends it to a device's host; Node does not resolve these names (jsapi-host.md §7.4). */
export function askDevice(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<DeviceAnswer> {
  const { port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers: { host, ...headers }, agent: false },
      async (answer) => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of answer) chunks.push(chunk as Buffer);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() });
        } catch (error) {
          reject(error);
        }
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
