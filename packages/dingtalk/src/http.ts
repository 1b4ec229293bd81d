import { err, ok, type Result } from '@hongyan/kit';
import type { HttpOut } from './types.ts';

/** The platform cuts a call off after about 3 s (dingtalk-api.md §0.2); the rest is the way there and back. */
const timeoutMs = 10_000;
const maxBytes = 1 << 20;

/** One POST of JSON. `body` may be finished JSON text, which then leaves exactly as it is. */
export async function postJson(
  http: HttpOut,
  url: string,
  body: object | string,
): Promise<Result<Awaited<ReturnType<HttpOut>>, unknown>> {
  try {
    const answer = await http({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      timeoutMs,
      maxBytes,
    });
    return ok(answer);
  } catch (thrown) {
    return err(thrown);
  }
}
