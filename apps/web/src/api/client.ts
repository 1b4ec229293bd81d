import { type Answer, failureOf, failureOfWay } from './answer.ts';

export interface ClientOptions {
  readonly fetch: typeof fetch;
  readonly base: string;
  readonly corpId: () => string | undefined;
  /** Kept in memory for web views that drop our cookie. */
  readonly bearer: () => string | undefined;
  /** Signs in again without a word; true when the request may be repeated. */
  readonly signInAgain: () => Promise<boolean>;
  readonly online: () => boolean;
  /** What the page is read in: subjects and quoted heads that the server begins follow it, not the browser. */
  readonly language: () => 'zh' | 'en';
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Bytes as they are, instead of JSON. */
  readonly raw?: Blob;
  readonly signal?: AbortSignal | undefined;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  /** Sign-in itself must not sign in. */
  readonly noRetry?: boolean;
}

export interface Client {
  request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options?: RequestOptions): Promise<Answer<T>>;
  /** The response itself, for streams. */
  open(path: string, signal: AbortSignal): Promise<Response>;
  /** Headers that every request carries (design §5.13). */
  headers(): Record<string, string>;
  url(path: string, query?: RequestOptions['query']): string;
}

/** The header of every request; a form or a foreign page cannot set it. */
const csrfHeader = 'x-hongyan';

/** One way to the server: our header, the bearer where there is one, one silent sign-in when the session has ended. */
export function createClient(options: ClientOptions): Client {
  let again: Promise<boolean> | undefined;

  const headers = (): Record<string, string> => {
    const bearer = options.bearer();
    return {
      [csrfHeader]: options.corpId() ?? '-',
      'accept-language': options.language() === 'zh' ? 'zh-CN' : 'en',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    };
  };
  const url = (path: string, query: RequestOptions['query'] = {}): string => {
    const pairs = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
    return `${options.base}${path}${pairs.length ? `?${new URLSearchParams(pairs)}` : ''}`;
  };

  async function once<T>(method: string, path: string, extra: RequestOptions): Promise<Answer<T>> {
    try {
      const json = extra.body === undefined ? undefined : JSON.stringify(extra.body);
      const response = await options.fetch(url(path, extra.query), {
        method,
        headers: { ...headers(), accept: 'application/json', ...(json ? { 'content-type': 'application/json' } : {}) },
        body: extra.raw ?? json ?? null,
        signal: extra.signal ?? null,
        credentials: 'same-origin',
      });
      if (!response.ok) return { ok: false, failure: await failureOf(response) };
      return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
    } catch {
      if (extra.signal?.aborted) return failureOfWay('web.aborted');
      return failureOfWay(options.online() ? 'web.no_answer' : 'web.offline');
    }
  }

  return {
    headers,
    url,
    async request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, extra: RequestOptions = {}) {
      let answer = await once<T>(method, path, extra);
      // Twice: the first renewal may only have found out that the cookie does not come back.
      for (let renewals = 0; renewals < 2; renewals += 1) {
        if (answer.ok || answer.failure.status !== 401 || extra.noRetry) return answer;
        again ??= options.signInAgain().finally(() => {
          again = undefined;
        });
        if (!(await again)) return answer;
        answer = await once<T>(method, path, extra);
      }
      return answer;
    },
    open: (path, signal) =>
      options.fetch(url(path), {
        headers: { ...headers(), accept: 'text/event-stream' },
        signal,
        credentials: 'same-origin',
      }),
  };
}
