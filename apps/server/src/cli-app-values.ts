import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { Secret } from '@hongyan/kit';
import { say } from './cli-common.ts';
import type { ConsoleValues } from './features/apps/types.ts';

/** The secret from wherever it was put; undefined where none was given. */
export async function readSecret(options: {
  readonly appSecret?: string | undefined;
  readonly appSecretFile?: string | undefined;
}): Promise<Secret | undefined> {
  if (options.appSecret !== undefined) return new Secret(options.appSecret);
  if (options.appSecretFile === '-') return new Secret((await readAll(process.stdin)).trim());
  if (options.appSecretFile !== undefined) return new Secret((await readFile(options.appSecretFile, 'utf8')).trim());
  return undefined;
}

/** What has to be copied into DingTalk's console. */
export function printValues(values: ConsoleValues, asJson: boolean | undefined): void {
  if (asJson) {
    say(JSON.stringify(values, undefined, 2));
    return;
  }
  const rows: readonly [string, string][] = [
    ['应用首页地址 home page', values.homeUrl],
    ['PC 端首页地址 PC home page', values.pcHomeUrl],
    ['重定向 URL redirect URL', values.redirectUrl],
    ['事件请求网址 event URL', values.eventUrl],
    ['签名 token', values.eventToken],
    ['加密 aes_key', values.eventAesKey],
    ['服务器出口 IP egress IPs', values.egressIps.join(', ') || '（由网络出口决定 as your network shows them）'],
    ['权限 permissions', values.permissions.map(({ name, code }) => `${name} (${code})`).join('\n    ')],
  ];
  for (const [label, value] of rows) say(`${label}\n    ${value}`);
}
