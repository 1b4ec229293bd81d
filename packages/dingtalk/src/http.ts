import { err, ok, type Result } from '@hongyan/kit';
import type { HttpOut } from './types.ts';

/** The platform cuts a call off after about 3 s (dingtalk-api.md §0.2); the rest is the way there and back. */
const timeoutMs = 10_000;
/** The ids of one department's people come without pages (§5.2). */
const maxBytes = 16 << 20;

/** What a request carries: an object becomes JSON, finished JSON text leaves exactly as it is, a form has its own type. */
export type Body = string | { readonly json: object } | Form;

/** The upload of a file. */
export interface Form {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** One request of either family. What breaks it is a value. */
export async function exchange(
  http: HttpOut,
  request: {
    readonly method: 'GET' | 'POST' | 'PUT';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Body | undefined;
    readonly timeoutMs?: number | undefined;
  },
): Promise<Result<Awaited<ReturnType<HttpOut>>, unknown>> {
  const content = request.body === undefined ? undefined : toContent(request.body);
  try {
    return ok(
      await http({
        method: request.method,
        url: request.url,
        headers: {
          accept: 'application/json',
          ...(content ? { 'content-type': content.contentType } : {}),
          ...request.headers,
        },
        ...(content ? { body: content.bytes } : {}),
        timeoutMs: request.timeoutMs ?? timeoutMs,
        maxBytes,
      }),
    );
  } catch (thrown) {
    return err(thrown);
  }
}

function toContent(body: Body): { contentType: string; bytes: string | Uint8Array } {
  const contentType = 'application/json; charset=utf-8';
  if (typeof body === 'string') return { contentType, bytes: body };
  return 'json' in body ? { contentType, bytes: JSON.stringify(body.json) } : body;
}
