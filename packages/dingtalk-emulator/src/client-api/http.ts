import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../platform/body.ts';

/** Writes JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value ?? null);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** The JSON object of a request from the client's own page; undefined for anything else. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  const raw = await readBody(request, 4 << 20);
  try {
    const value: unknown = JSON.parse(raw?.toString() ?? '');
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
