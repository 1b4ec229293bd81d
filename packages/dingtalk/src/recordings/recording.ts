import { type CorpId, Secret } from '@hongyan/kit';
import type { Walk } from '../calls/contacts/types.ts';
import type { DingTalkApp } from '../dingtalk-app.ts';
import type { AppCredential, DingTalkResult } from '../types.ts';

/** One documented exchange: what our client must send, and what it must make of the documented answer. */
export interface Recording {
  readonly title: string;
  readonly call: (app: DingTalkApp) => Promise<unknown>;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT';
    readonly host: 'oapi' | 'api';
    readonly path: string;
    /** Beside the token. */
    readonly query?: Readonly<Record<string, string>>;
    /** Which token travels, in the place of its family. */
    readonly token: string | 'none';
    /** JSON; absent: no body at all. */
    readonly body?: unknown;
  };
  readonly answer: { readonly status?: number; readonly json: unknown };
  readonly result: unknown;
}

/** Invented, as everything in the recordings. */
export const appToken = 'b0c1d2e3f4';

export const credential: AppCredential = {
  corpId: 'dingcorp01' as CorpId,
  agentId: 1234567,
  appKey: 'dingmailapp0001',
  appSecret: new Secret('app-s3cret'),
  oapiUrl: 'https://oapi.dingtalk.com',
  apiUrl: 'https://api.dingtalk.com',
};

/** When the recordings are played. */
export const playedAt = Date.parse('2026-11-20T06:36:00Z');

/** A request of the old family. */
export const old = (path: string, body: unknown, token = appToken): Recording['request'] => ({
  method: 'POST',
  host: 'oapi',
  path,
  token,
  body,
});

/** A success of the old family. */
export const oldOk = (fields: object): Recording['answer'] => ({
  json: { errcode: 0, errmsg: 'ok', ...fields, request_id: '16mail0aa1bb2' },
});

/** Secrets compare by what they hold. */
export async function reveal<T>(result: Promise<DingTalkResult<T>>): Promise<unknown> {
  const { ok, ...rest } = await result;
  return ok && 'value' in rest ? { ok, value: revealIn(rest.value) } : { ok, ...rest };
}
function revealIn(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealIn(inner)]));
}

/** A walk to its end. */
export async function collect<T>(walk: Walk<T>): Promise<readonly DingTalkResult<T>[]> {
  const steps: DingTalkResult<T>[] = [];
  for await (const step of walk) steps.push(step);
  return steps;
}

/** An order as the platform prints it: JSON has rounded it before anyone can look (dingtalk-api.md §5.3). */
export const longNumber = Number('176318668975061512');
