import { createHash } from 'node:crypto';
import type { AppCredential } from '../types.ts';

/**
 * The name under which something of an app lies in the store. It holds corp, platform, app and secret: a changed secret never
 * finds what the old one earned, no corp finds another's.
 */
export function storeKey(kind: 'app' | 'jsapi', { corpId, apiUrl, appKey, appSecret }: AppCredential): string {
  const print = createHash('sha256').update(`${appKey}\0${appSecret.reveal()}`).digest('base64url').slice(0, 12);
  return `dingtalk-${kind}:${corpId}:${apiUrl}:${appKey}:${print}`;
}
