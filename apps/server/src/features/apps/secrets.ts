import { randomInt } from 'node:crypto';
import type { CorpVault, Vault } from '../../platform/vault/types.ts';
import type { AppRow } from './store.ts';
import type { App, MailService } from './types.ts';

/** What the sealed columns of an app are bound to. */
export const bindings = {
  secret: { purpose: 'app-secret', owner: 'app' },
  token: { purpose: 'app-secret', owner: 'event-token' },
  aesKey: { purpose: 'app-secret', owner: 'event-aes-key' },
} as const;

/** A fresh token and key for the encryption of events, sealed. */
export const sealEventKeys = (keys: CorpVault): Pick<AppRow, 'event_token' | 'event_aes_key'> => ({
  event_token: keys.seal(bindings.token, randomText(16)),
  event_aes_key: keys.seal(bindings.aesKey, randomText(43)),
});

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** DingTalk takes letters and digits only, 3 to 32 for the token and exactly 43 for the key (dingtalk-api.md §6.1). */
const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The app with its secrets opened. */
export const openApp = (
  row: AppRow,
  mailServices: readonly MailService[],
  keys: CorpVault,
  vault: Vault,
  productUrl: string,
): App => ({
  corpId: row.corp_id as App['corpId'],
  agentId: row.agent_id,
  appKey: row.app_key,
  appSecret: vault.secret(keys.open(bindings.secret, row.app_secret)),
  eventToken: keys.open(bindings.token, row.event_token).toString(),
  eventAesKey: vault.secret(keys.open(bindings.aesKey, row.event_aes_key)),
  publicUrl: row.public_url ?? productUrl,
  oapiUrl: row.oapi_url,
  apiUrl: row.api_url,
  loginUrl: row.login_url,
  paused: row.paused,
  eventMode: row.event_mode,
  ...(row.address_pattern === null ? {} : { addressPattern: row.address_pattern }),
  callbackRanges: row.callback_ranges,
  consoleRanges: row.console_ranges,
  mailServices,
});
