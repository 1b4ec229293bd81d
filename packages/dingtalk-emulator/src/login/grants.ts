import { createHash } from 'node:crypto';
import { type Clock, randomToken } from '@hongyan/kit';

/** Codes and tokens of people, apart from the 免登 codes and the app tokens (dingtalk-api.md §1.5, §1.6). */
export interface Grants {
  /** A code of the sign-in page: single use, five minutes. */
  issueWebCode(grant: WebGrant): string;
  redeemWebCode(code: string, appKey: string): WebGrant | undefined;
  /** An access token of two hours and a refresh token of thirty days. */
  issueUserTokens(grant: WebGrant): { readonly accessToken: string; readonly refreshToken: string };
  refresh(refreshToken: string, appKey: string): WebGrant | undefined;
  checkUserToken(token: string): WebGrant | 'unknown' | 'expired';
  /** A code of the admin console (管理后台免登). */
  issueSsoCode(userId: string): string;
  redeemSsoCode(code: string): string | undefined;
  issueSsoToken(): string;
  isSsoToken(token: string): boolean;
  /** Every user token that is out now is refused from here on. */
  expireAll(appKey?: string): void;
}

/** Who has allowed which app what. */
export interface WebGrant {
  readonly appKey: string;
  readonly unionId: string;
  /** Only when the scope had `corpid`. */
  readonly corpId?: string;
}

export const userTokenSeconds = 7200;
const codeMs = 300_000;
const refreshMs = 30 * 86_400_000;

/** Values that live for a while; the oldest go first when there are too many. */
function createShelf<T>(clock: Clock, lifeMs: number) {
  const held = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    put(value: T, prefix = ''): string {
      for (const [key, one] of held) if (one.until <= clock.now() - lifeMs) held.delete(key);
      const key = prefix + randomToken(16);
      held.set(key, { value, until: clock.now() + lifeMs });
      return key;
    },
    look(key: string): { readonly value: T; readonly living: boolean } | undefined {
      const one = held.get(key);
      return one && { value: one.value, living: one.until > clock.now() };
    },
    take(key: string, fits: (value: T) => boolean = () => true): T | undefined {
      const one = held.get(key);
      if (!one || !fits(one.value)) return undefined;
      held.delete(key);
      return one.until > clock.now() ? one.value : undefined;
    },
    expire(fits: (value: T) => boolean): void {
      for (const [key, one] of held) if (fits(one.value)) held.set(key, { value: one.value, until: 0 });
    },
  };
}

export function createGrants(clock: Clock): Grants {
  const webCodes = createShelf<WebGrant>(clock, codeMs);
  const accessTokens = createShelf<WebGrant>(clock, userTokenSeconds * 1000);
  const refreshTokens = createShelf<WebGrant>(clock, refreshMs);
  const ssoCodes = createShelf<string>(clock, codeMs);
  const ssoTokens = createShelf<'sso'>(clock, userTokenSeconds * 1000);
  return {
    issueWebCode: (grant) => webCodes.put(grant),
    redeemWebCode: (code, appKey) => webCodes.take(code, (grant) => grant.appKey === appKey),
    issueUserTokens: (grant) => ({
      accessToken: accessTokens.put(grant, 'u-'),
      refreshToken: refreshTokens.put(grant, 'r-'),
    }),
    refresh: (token, appKey) => refreshTokens.take(token, (grant) => grant.appKey === appKey),
    checkUserToken(token) {
      const found = accessTokens.look(token);
      if (!found) return 'unknown';
      return found.living ? found.value : 'expired';
    },
    issueSsoCode: (userId) => ssoCodes.put(userId),
    redeemSsoCode: (code) => ssoCodes.take(code),
    issueSsoToken: () => ssoTokens.put('sso'),
    isSsoToken: (token) => ssoTokens.look(token)?.living ?? false,
    expireAll: (appKey) => accessTokens.expire((grant) => appKey === undefined || grant.appKey === appKey),
  };
}

/** The same person's id within one app. */
export const openIdOf = (appKey: string, unionId: string): string =>
  `o${createHash('sha256').update(`${appKey}/${unionId}`).digest('base64url').slice(0, 26)}`;
