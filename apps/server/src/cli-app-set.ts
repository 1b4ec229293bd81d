import { AppError, Secret } from '@hongyan/kit';
import type { Command } from 'commander';
import { printValues, readSecret } from './cli-app-values.ts';
import { json, stop, stopUnknown, toList, toNumber, useProduct } from './cli-common.ts';
import { type AppsService, requireCorpId } from './features/apps/service.ts';
import type { App, NewApp } from './features/apps/types.ts';
import { parseRange } from './http/address-ranges.ts';

interface SetOptions {
  readonly agentId?: number;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly appSecretFile?: string;
  readonly mailDomain?: string;
  readonly provider?: string;
  readonly imap?: string;
  readonly smtp?: string;
  readonly onPremise?: boolean;
  readonly oldTls?: boolean;
  readonly addressPattern?: string;
  readonly publicUrl?: string;
  readonly eventChannel?: string;
  readonly newEventKeys?: boolean;
  readonly allowConsole?: string[];
  readonly allowCallback?: string[];
  readonly json?: boolean;
}
const by = { kind: 'cli' } as const;

/** `hongyan app set`: everything that the console can set, one by one; what is not named stays. */
export function addSetCommand(app: Command): void {
  app
    .command('set <corpId>')
    .description('修改应用的某几项 change single settings of an app; contacts nobody')
    .option('--agent-id <number>', 'AgentId', toNumber)
    .option('--app-key <key>', 'AppKey (Client ID)')
    .option('--app-secret <secret>', 'AppSecret (Client Secret); visible to others on this machine')
    .option('--app-secret-file <file>', 'file that holds the AppSecret; - reads standard input')
    .option('--mail-domain <domain>', '邮件域 mail domain')
    .option('--provider <id>', '邮件系统 mail system')
    .option('--imap <url>', 'imaps://host:993')
    .option('--smtp <url>', 'smtps://host:465')
    .option('--on-premise', '邮件服务器在内网 the mail server has a private address')
    .option('--no-on-premise', '邮件服务器在公网 the mail server has a public address')
    .option('--old-tls', '旧版 TLS old TLS')
    .option('--no-old-tls', '新版 TLS modern TLS')
    .option('--address-pattern <rule>', '地址规则 {jobNumber}@example.com；空为不用 empty: none')
    .option('--public-url <url>', '这个应用自己的地址 this app’s own address')
    .option('--event-channel <mode>', '事件通道 push, stream')
    .option('--new-event-keys', '更换 token 和 aes_key fresh token and aes_key; the old ones stop at once')
    .option('--allow-console <ranges>', '控制台允许名单 who may use the console; empty: everyone', toList)
    .option('--allow-callback <ranges>', '回调允许名单 who may push events; empty: everyone', toList)
    .addOption(json())
    .action(async (named: string, options: SetOptions) => {
      const corpId = requireCorpId(named);
      const secret = await readSecret(options);
      const values = await useProduct(async ({ apps }) => {
        const app = (await apps.get(corpId)) ?? stopUnknown(named);
        await change(apps, app, options, secret);
        return (await apps.show(corpId)) ?? stopUnknown(named);
      });
      printValues(values, options.json);
    });
}

async function change(apps: AppsService, app: App, options: SetOptions, secret: Secret | undefined): Promise<void> {
  const { corpId } = app;
  const { eventChannel } = options;
  if (eventChannel !== undefined && eventChannel !== 'push' && eventChannel !== 'stream')
    stop('app.channel', '--event-channel: push, stream');
  const form = toForm(app, options, secret);
  if (form) await apps.edit(corpId, form, by);
  if (eventChannel) await apps.setEventMode(corpId, eventChannel, by);
  if (options.newEventKeys) await apps.renewEventKeys(corpId, by);
  for (const [purpose, ranges] of [
    ['console', options.allowConsole],
    ['callback', options.allowCallback],
  ] as const)
    if (ranges) await apps.setRanges(corpId, purpose, ranges.map(requireRange), by);
}

/** The app as it would be entered anew, where anything of that is to change. */
function toForm(app: App, options: SetOptions, secret: Secret | undefined): NewApp | undefined {
  const { eventChannel: _, newEventKeys: __, allowConsole: ___, allowCallback: ____, json: _____, ...fields } = options;
  if (Object.values(fields).every((value) => value === undefined) && !secret) return undefined;
  const service = app.mailServices.find(({ domain }) => domain === options.mailDomain) ?? app.mailServices[0];
  // Another mail system brings its own servers.
  const kept = options.provider === undefined || options.provider === service?.providerId ? service : undefined;
  return {
    corpId: app.corpId,
    agentId: options.agentId ?? app.agentId,
    appKey: options.appKey ?? app.appKey,
    appSecret: secret ?? new Secret(''),
    mailDomain: options.mailDomain ?? service?.domain ?? '',
    providerId: options.provider ?? service?.providerId ?? '',
    imap: options.imap ?? kept?.imap,
    smtp: options.smtp ?? kept?.smtp,
    onPremise: options.onPremise ?? service?.onPremise,
    tlsMode: options.oldTls === undefined ? service?.tlsMode : options.oldTls ? 'legacy' : 'modern',
    addressPattern: options.addressPattern,
    publicUrl: options.publicUrl,
  };
}

function requireRange(text: string): string {
  const range = parseRange(text);
  if (range === undefined)
    throw new AppError('request.invalid', { detail: `${text}: 不是地址或网段 no address or range` });
  return range;
}
