import type { ErrorBody } from '@hongyan/contract';

/** Codes of the server, and those of the way to it. */
export type FailureCode = ErrorBody['error']['code'] | 'web.offline' | 'web.no_answer' | 'web.aborted';

/** Why something did not happen, in the shape of the server's `ErrorBody`. */
export interface Failure {
  readonly code: FailureCode;
  readonly what: { readonly zh: string; readonly en: string };
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Problems of a form, by field. */
  readonly fields?: Readonly<Record<string, { readonly zh: string; readonly en: string }>> | undefined;
  readonly requestId?: string | undefined;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
}

/** An expected outcome is a value. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

const noAnswer = {
  'web.offline': { zh: '没有网络，连上后再试。', en: 'You are offline. Try again when connected.' },
  'web.no_answer': {
    zh: '服务器没有回答，请检查网络后再试。',
    en: 'The server did not answer. Check the network and try again.',
  },
  'web.aborted': { zh: '已取消。', en: 'Cancelled.' },
} as const;

/** A failure of the way, not of the server. */
export const failureOfWay = (code: keyof typeof noAnswer): Answer<never> => ({
  ok: false,
  failure: { code, what: noAnswer[code], status: 0 },
});

/** Reads an answer that is not 2xx; a body of someone else (a proxy's page) becomes a plain failure. */
export async function failureOf(response: Response): Promise<Failure> {
  try {
    const { error } = (await response.json()) as ErrorBody;
    if (error?.code && error.what) return { ...error, status: response.status };
  } catch {
    // not JSON: the words below
  }
  return {
    code: 'web.no_answer',
    what: noAnswer['web.no_answer'],
    detail: `HTTP ${response.status}`,
    status: response.status,
  };
}
