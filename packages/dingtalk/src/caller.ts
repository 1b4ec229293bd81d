import { err } from '@hongyan/kit';
import { networkFailure, readAnswer } from './answer.ts';
import { isExpiredToken } from './failure.ts';
import { postJson } from './http.ts';
import { createTokens } from './tokens.ts';
import type { AppCredential, DingTalkOptions, DingTalkResult } from './types.ts';

/** Makes one old-family call with the app's token; a dead token is replaced once and the call repeated once. */
export type OldCall = (
  credential: AppCredential,
  path: string,
  body: object | string,
) => Promise<DingTalkResult<Readonly<Record<string, unknown>>>>;

export function createOldCall(options: DingTalkOptions): OldCall {
  const tokens = createTokens(options);

  async function once(credential: AppCredential, token: string, path: string, body: object | string) {
    const url = `${credential.oapiUrl}${path}?access_token=${encodeURIComponent(token)}`;
    const sent = await postJson(options.http, url, body);
    return sent.ok ? readAnswer(sent.value, options.clock.now()) : err(networkFailure(sent.error));
  }

  return async (credential, path, body) => {
    const token = await tokens.get(credential);
    // Nothing of the call itself was sent, whatever happened to the token's request.
    if (!token.ok) return err({ ...token.error, maybeDone: false });
    const first = await once(credential, token.value, path, body);
    if (first.ok || !isExpiredToken(first.error)) return first;
    await tokens.forget(credential, token.value);
    const fresh = await tokens.get(credential);
    return fresh.ok ? once(credential, fresh.value, path, body) : err({ ...fresh.error, maybeDone: false });
  };
}
