import { createHash } from 'node:crypto';
import { err, ok } from '@hongyan/kit';
import { networkFailure, readAnswer } from './answer.ts';
import { postJson } from './http.ts';
import type { AppCredential, DingTalkOptions, DingTalkResult } from './types.ts';

/** A token is renewed this long before it dies, so that no call starts with one about to expire (dingtalk-api.md §1.4). */
const earlyMs = 10 * 60_000;

/** The app tokens of one process: cached in the store, one request at a time per app. */
export interface Tokens {
  get(credential: AppCredential): Promise<DingTalkResult<string>>;
  /** DingTalk refused this value: forget it, unless another call has already brought a newer one. */
  forget(credential: AppCredential, value: string): Promise<void>;
}

export function createTokens({ http, tokens: store, clock }: DingTalkOptions): Tokens {
  const underway = new Map<string, Promise<DingTalkResult<string>>>();

  async function refresh(key: string, credential: AppCredential): Promise<DingTalkResult<string>> {
    const cached = await store.get(key);
    if (cached && cached.expiresAt - clock.now() > earlyMs) return ok(cached.value);
    const fresh = await request(credential);
    if (fresh.ok) {
      await store.set(key, { value: fresh.value.value, expiresAt: fresh.value.expiresAt });
      return ok(fresh.value.value);
    }
    // The old one still lives: a busy token service must not stop calls that would work.
    if (cached && cached.expiresAt > clock.now() && fresh.error.kind !== 'token') return ok(cached.value);
    return fresh;
  }

  async function request({ apiUrl, appKey, appSecret }: AppCredential) {
    const sent = await postJson(http, `${apiUrl}/v1.0/oauth2/accessToken`, { appKey, appSecret: appSecret.reveal() });
    if (!sent.ok) return err(networkFailure(sent.error));
    const read = readAnswer(sent.value, clock.now());
    if (!read.ok) return read;
    const value = read.value.accessToken;
    const seconds = Number(read.value.expireIn);
    if (typeof value !== 'string' || value === '' || !(seconds > 0)) {
      return err({ kind: 'busy' as const, code: 'token.shape', message: 'no token in the answer' });
    }
    return ok({ value, expiresAt: clock.now() + seconds * 1000 });
  }

  return {
    get(credential) {
      const key = tokenKey(credential);
      const running = underway.get(key);
      if (running) return running;
      const started = refresh(key, credential).finally(() => underway.delete(key));
      underway.set(key, started);
      return started;
    },
    async forget(credential, value) {
      const key = tokenKey(credential);
      if ((await store.get(key))?.value === value) await store.drop(key);
    },
  };
}

/** Names corp, platform, app and secret: a changed secret never finds a token that the old one earned, no corp finds another's. */
function tokenKey({ corpId, apiUrl, appKey, appSecret }: AppCredential): string {
  const print = createHash('sha256').update(`${appKey}\0${appSecret.reveal()}`).digest('base64url').slice(0, 12);
  return `dingtalk-app:${corpId}:${apiUrl}:${appKey}:${print}`;
}
