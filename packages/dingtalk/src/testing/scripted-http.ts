import type { HttpOut } from '../types.ts';

/** One answer of the script: an object becomes JSON, a text stays as it is, an Error breaks the connection. */
export type Scripted = { status?: number; json?: unknown; text?: string; error?: Error };

/** One request as it left. */
export interface Sent {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when there was none. */
  readonly body: string | undefined;
}

/** An HTTP port that answers from a script, by path; the last answer of a path repeats. Tests only. */
export function scriptHttp(
  script: Record<string, Scripted | Scripted[]>,
  onSent: (sent: Sent) => void = () => undefined,
): { http: HttpOut; sent: Sent[] } {
  const left = new Map(Object.entries(script).map(([path, answers]) => [path, [answers].flat()]));
  const sent: Sent[] = [];
  return {
    sent,
    async http(request) {
      const url = new URL(request.url);
      const one: Sent = {
        method: request.method,
        origin: url.origin,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers ?? {},
        body: request.body === undefined ? undefined : Buffer.from(request.body).toString(),
      };
      sent.push(one);
      onSent(one);
      const answers = left.get(url.pathname) ?? [];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new Error(`the script has nothing for ${url.pathname}`);
      await new Promise((resolve) => setImmediate(resolve));
      if (answer.error) throw answer.error;
      const text = answer.text ?? JSON.stringify(answer.json);
      return { status: answer.status ?? 200, headers: {}, body: new TextEncoder().encode(text) };
    },
  };
}
