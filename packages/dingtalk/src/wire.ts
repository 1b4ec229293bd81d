import { randomInt } from 'node:crypto';
import { err } from '@hongyan/kit';
import { networkFailure, readAnswer } from './answer.ts';
import type { Fields } from './fields.ts';
import { type Body, exchange } from './http.ts';
import { isMetered } from './metered.ts';
import { memoryRateLimiter } from './rate/memory-rate-limiter.ts';
import { withoutSecrets } from './redaction.ts';
import { planRepeats } from './retry.ts';
import type { AppCredential, DingTalkFailure, DingTalkOptions, DingTalkResult } from './types.ts';

/** One call as a file of `calls/` describes it. */
export interface Request {
  /** Old: `oapi`, the token in the query. New: `api`, the token in a header (dingtalk-api.md §0.1). */
  readonly family: 'old' | 'new';
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As it is sent, ids included. */
  readonly path: string;
  /** The path without ids, where it holds any: the name of the bucket and of the meter's line. */
  readonly api?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** Asks and changes nothing: may be repeated although it may have been carried out. */
  readonly isRead?: boolean;
  /** How long it waits for its turn before it gives up. Absent: as a person does. */
  readonly patience?: Patience;
  readonly timeoutMs?: number;
  /** What else must never be repeated in a failure's words: codes, other tokens. */
  readonly secrets?: readonly string[];
}

/** Sends requests: each takes its turn, is counted, and is repeated where that can do no harm (§0.5). */
export type Wire = (
  credential: AppCredential,
  request: Request,
  token: string | undefined,
) => Promise<DingTalkResult<Fields>>;

const standardPerSecond = 15;
/** A walk outlasts the limit of a minute. Who sends has claimed the notice for little longer than a call lasts. */
const patienceMs = { person: 10_000, walk: 90_000, send: 4_000 };
export type Patience = keyof typeof patienceMs;

export function createWire(options: DingTalkOptions): Wire {
  const { http, clock, meter } = options;
  const rate = options.rate ?? memoryRateLimiter(clock);
  const perSecond = options.perSecond ?? standardPerSecond;
  const random = options.random ?? randomUnit;

  async function once(credential: AppCredential, request: Request, token: string | undefined) {
    const { method, body, timeoutMs } = request;
    const headers: Record<string, string> =
      request.family === 'new' && token ? { 'x-acs-dingtalk-access-token': token } : {};
    const sent = await exchange(http, { method, url: urlOf(credential, request, token), headers, body, timeoutMs });
    const answer = sent.ok ? readAnswer(sent.value, clock.now(), request.family) : err(networkFailure(sent.error));
    if (answer.ok) return { answer, isCounted: true };
    // Refused for speed or never sent is not counted (§10.3); what may have arrived is.
    const isCounted = answer.error.kind !== 'qps' && (sent.ok || answer.error.maybeDone === true);
    const secrets = [token, credential.appSecret.reveal(), ...(request.secrets ?? [])];
    return { answer: err(withoutSecrets(answer.error, secrets)), isCounted };
  }

  return async (credential, request, token) => {
    const api = request.api ?? request.path;
    const bucket = `${credential.appKey} ${api}`;
    const giveUpAt = clock.now() + patienceMs[request.patience ?? 'person'];
    const repeats = planRepeats({ isRead: request.isRead ?? false, random });
    for (let last: DingTalkResult<Fields> | undefined; ; ) {
      const left = giveUpAt - clock.now();
      const wait = await rate.reserve(bucket, perSecond, left);
      if (wait > left) return last ?? err(tooMany(wait));
      if (wait > 0) await clock.sleep(wait);
      const { answer, isCounted } = await once(credential, request, token);
      last = answer;
      if (isCounted && isMetered(api)) meter?.count(credential.corpId, api);
      if (last.ok) return last;
      const pause = repeats.next(last.error);
      // Whoever comes next waits too, also when this call gives up.
      if (last.error.kind === 'qps' && last.error.code !== 'blocked')
        await rate.pause(bucket, clock.now() + (pause ?? last.error.retryAfterMs ?? 1000));
      if (pause === undefined || clock.now() + pause > giveUpAt) return last;
      if (last.error.kind !== 'qps') await clock.sleep(pause);
    }
  };
}

function urlOf(credential: AppCredential, request: Request, token: string | undefined): string {
  const base = request.family === 'old' ? credential.oapiUrl : credential.apiUrl;
  const query = new URLSearchParams({
    ...(request.family === 'old' && token ? { access_token: token } : {}),
    ...request.query,
  }).toString();
  return query ? `${base}${request.path}?${query}` : base + request.path;
}

/** 0 to 1. */
const randomUnit = (): number => randomInt(2 ** 32) / 2 ** 32;

const tooMany = (retryAfterMs: number): DingTalkFailure => ({
  kind: 'qps',
  code: 'rate.full',
  message: 'too many calls of this app are waiting already',
  retryAfterMs,
});
