import type { HttpOut } from '../types.ts';

/** One answer of the script: an object becomes JSON, a text stays as it is, an Error breaks the connection. */
export type Scripted = { status?: number; json?: unknown; text?: string; error?: Error };

/** An HTTP port that answers from a script, by path; the last answer of a path repeats. Tests only. */
export function scriptHttp(script: Record<string, Scripted | Scripted[]>): {
  http: HttpOut;
  sent: { path: string; query: URLSearchParams; body: string }[];
} {
  const left = new Map(Object.entries(script).map(([path, answers]) => [path, [answers].flat()]));
  const sent: { path: string; query: URLSearchParams; body: string }[] = [];
  return {
    sent,
    async http(request) {
      const url = new URL(request.url);
      sent.push({ path: url.pathname, query: url.searchParams, body: String(request.body ?? '') });
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
