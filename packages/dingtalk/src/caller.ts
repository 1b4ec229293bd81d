import { err } from '@hongyan/kit';
import { isExpiredToken } from './failure.ts';
import type { Fields } from './fields.ts';
import type { Tokens } from './tokens/tokens.ts';
import type { AppCredential, DingTalkResult } from './types.ts';
import type { Request, Wire } from './wire.ts';

/** Makes the calls of one app: what every file of `calls/` is given. */
export interface Caller {
  readonly credential: AppCredential;
  /** With the app's token; a dead one is replaced once and the call repeated once (dingtalk-api.md §0.5). */
  call(request: Request): Promise<DingTalkResult<Fields>>;
  /** With someone's own token, or none. That one dying is the business of who holds it. */
  callAs(token: string | undefined, request: Request): Promise<DingTalkResult<Fields>>;
}

export function createCaller(wire: Wire, tokens: Tokens, credential: AppCredential): Caller {
  return {
    credential,
    callAs: (token, request) => wire(credential, request, token),
    async call(request) {
      const token = await tokens.get(credential);
      // Nothing of the call itself was sent, whatever happened to the token's request.
      if (!token.ok) return err({ ...token.error, maybeDone: false });
      const first = await wire(credential, request, token.value);
      if (first.ok || !isExpiredToken(first.error)) return first;
      const fresh = await tokens.replace(credential, token.value);
      return fresh.ok ? wire(credential, request, fresh.value) : err({ ...fresh.error, maybeDone: false });
    },
  };
}

/** A question of the old family: JSON to a `topapi` path, nothing changes. */
export const ask = (path: string, json: object = {}): Request => ({
  family: 'old',
  method: 'POST',
  path,
  body: { json },
  isRead: true,
});

/** An order of the old family: never repeated when it may have been carried out. */
export const order = (path: string, json: object): Request => ({ ...ask(path, json), isRead: false });
