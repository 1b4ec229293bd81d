import { type Clock, randomToken } from '@hongyan/kit';
import type { App } from './app.ts';
import type { Apps } from './apps.ts';

export const tokenSeconds = 7200;

/** Who holds a token, with what was granted when it was first issued. */
export interface Held {
  readonly app: App;
  readonly permissions: readonly string[];
}

/** App tokens: one living token per app; asking again renews it (dingtalk-api.md §1.4). */
export interface AppTokens {
  issue(app: App): string;
  /** The app that holds this token, as it is now, or why not. */
  check(token: string): Held | 'unknown' | 'expired';
  expire(token: string): void;
  /** Of one app, or of all. */
  expireAll(appKey?: string): void;
  stateOf(appKey: string): { readonly state: 'none' | 'living' | 'expired'; readonly expiresAt?: number };
}

interface Entry {
  readonly appKey: string;
  readonly permissions: readonly string[];
  expiresAt: number;
}

export function createAppTokens(clock: Clock, apps: Pick<Apps, 'get'>): AppTokens {
  const byToken = new Map<string, Entry>();
  const current = new Map<string, string>();
  const living = (token: string | undefined): Entry | undefined => {
    const entry = token === undefined ? undefined : byToken.get(token);
    return entry && entry.expiresAt > clock.now() ? entry : undefined;
  };
  const expire = (token: string): void => {
    const entry = byToken.get(token);
    if (entry) entry.expiresAt = 0;
  };

  return {
    issue({ appKey, permissions }) {
      const last = current.get(appKey);
      const entry = living(last);
      const token = entry ? last! : randomToken(24);
      byToken.set(token, {
        appKey,
        permissions: entry?.permissions ?? permissions,
        expiresAt: clock.now() + tokenSeconds * 1000,
      });
      current.set(appKey, token);
      return token;
    },
    check(token) {
      const entry = byToken.get(token);
      const app = entry && apps.get(entry.appKey);
      if (!app) return 'unknown';
      return entry.expiresAt > clock.now() ? { app, permissions: entry.permissions } : 'expired';
    },
    expire,
    expireAll(appKey) {
      for (const [token, entry] of byToken) if (appKey === undefined || entry.appKey === appKey) expire(token);
    },
    stateOf(appKey) {
      const token = current.get(appKey);
      const entry = token === undefined ? undefined : byToken.get(token);
      if (!entry) return { state: 'none' };
      if (entry.expiresAt <= clock.now()) return { state: 'expired' };
      return { state: 'living', expiresAt: entry.expiresAt };
    },
  };
}
