import { type Clock, randomToken } from '@hongyan/kit';
import type { EmulatorApp } from '../types.ts';

export const tokenSeconds = 7200;

/** App tokens: one living token per app; asking again renews it (dingtalk-api.md §1.4). */
export interface AppTokens {
  issue(app: EmulatorApp): string;
  /** The app that holds this token, or why not. */
  check(token: string): EmulatorApp | 'unknown' | 'expired';
  expire(token: string): void;
  expireAll(): void;
}

export function createAppTokens(clock: Clock): AppTokens {
  const byToken = new Map<string, { app: EmulatorApp; expiresAt: number }>();
  const current = new Map<string, string>();

  const expire = (token: string): void => {
    const held = byToken.get(token);
    if (!held) return;
    held.expiresAt = 0;
    if (current.get(held.app.appKey) === token) current.delete(held.app.appKey);
  };

  return {
    issue(app) {
      const living = current.get(app.appKey);
      const held = living ? byToken.get(living) : undefined;
      const token = held && held.expiresAt > clock.now() ? living! : randomToken(24);
      byToken.set(token, { app, expiresAt: clock.now() + tokenSeconds * 1000 });
      current.set(app.appKey, token);
      return token;
    },
    check(token) {
      const held = byToken.get(token);
      if (!held) return 'unknown';
      return held.expiresAt > clock.now() ? held.app : 'expired';
    },
    expire,
    expireAll() {
      for (const token of byToken.keys()) expire(token);
    },
  };
}
