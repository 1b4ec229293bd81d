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
  // In the order of that console's menus.
  const rows: readonly (readonly [string, string])[] = [
    ['应用首页地址 home page', values.homeUrl],
    ['PC 端首页地址 PC home page', values.pcHomeUrl],
    ['服务器出口 IP egress IPs', values.egressIps.join(', ') || unknownEgress],
    ['重定向 URL redirect URL', values.redirectUrl],
    ['权限 permissions', toLines(values.permissions.map(({ name, code }) => `${name} (${code})`))],
    ...(values.eventMode === 'stream'
      ? ([['事件与回调 events', 'Stream 模式推送，没有要填的值 choose Stream; there is nothing to fill in']] as const)
      : ([
          ['加密 aes_key', values.eventAesKey],
          ['签名 token', values.eventToken],
          ['请求网址 request URL', values.eventUrl],
        ] as const)),
    ['通讯录事件 events to tick', toLines(values.events.map(({ name, type }) => `${name} (${type})`))],
  ];
  for (const [label, value] of rows) say(`${label}\n    ${value}`);
}

const toLines = (lines: readonly string[]): string => lines.join('\n    ');

const unknownEgress =
  '本机看不到自己的出口地址；npx hongyan doctor 会说出钉钉拒绝的那个 not seen from here; npx hongyan doctor names the one that DingTalk refuses';
