import { type Clock, randomToken } from '@hongyan/kit';

const codeMs = 300_000;

/** 免登 codes: single use, five minutes, bound to one person and one app (dingtalk-api.md §2.2). */
export interface AuthCodes {
  issue(userId: string, appKey: string): string;
  /** The person, once; undefined for a code that is unknown, used, old, or of another app. */
  redeem(code: string, appKey: string): string | undefined;
}

export function createAuthCodes(clock: Clock): AuthCodes {
  const codes = new Map<string, { userId: string; appKey: string; expiresAt: number }>();
  return {
    issue(userId, appKey) {
      for (const [code, held] of codes) if (held.expiresAt <= clock.now()) codes.delete(code);
      const code = randomToken(16);
      codes.set(code, { userId, appKey, expiresAt: clock.now() + codeMs });
      return code;
    },
    redeem(code, appKey) {
      const held = codes.get(code);
      if (held?.appKey !== appKey) return undefined;
      codes.delete(code);
      return held.expiresAt > clock.now() ? held.userId : undefined;
    },
  };
}
