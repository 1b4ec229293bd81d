import { providers } from '@hongyan/mail';
import type { Command } from 'commander';
import { addSetCommand } from './cli-app-set.ts';
import { printValues, readSecret } from './cli-app-values.ts';
import { json, say, stop, stopUnknown, toNumber, useProduct } from './cli-common.ts';
import { requireCorpId } from './features/apps/service.ts';

interface AddOptions {
  readonly corpId: string;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret?: string;
  readonly appSecretFile?: string;
  readonly mailDomain: string;
  readonly provider: string;
  readonly imap?: string;
  readonly smtp?: string;
  readonly onPremise?: boolean;
  readonly oldTls?: boolean;
  readonly addressPattern?: string;
  readonly publicUrl?: string;
  readonly json?: boolean;
}

/** `hongyan app …`: the registered apps. */
export function addAppCommands(app: Command): void {
  app
    .command('add')
    .description('登记或修改一个企业的应用 register or change a corp’s app; contacts nobody')
    .requiredOption('--corp-id <id>', 'CorpId')
    .requiredOption('--agent-id <number>', 'AgentId', toNumber)
    .requiredOption('--app-key <key>', 'AppKey (Client ID)')
    .option('--app-secret <secret>', 'AppSecret (Client Secret); visible to others on this machine')
    .option('--app-secret-file <file>', 'file that holds the AppSecret; - reads standard input')
    .requiredOption('--mail-domain <domain>', '邮件域 mail domain')
    .requiredOption('--provider <id>', `邮件系统 mail system: ${providers.map(({ id }) => id).join(', ')}`)
    .option('--imap <url>', 'imaps://host:993, imap+starttls://host:143')
    .option('--smtp <url>', 'smtps://host:465, smtp+starttls://host:587')
    .option('--on-premise', '邮件服务器在内网 the mail server has a private address')
    .option('--old-tls', '邮件服务器只支持旧版 TLS the mail server speaks old TLS only')
    .option('--address-pattern <rule>', '地址规则 how addresses are guessed: {jobNumber}@example.com')
    .option('--public-url <url>', '这个应用自己的地址 this app’s own address')
    .addOption(json())
    .action(async (options: AddOptions) => {
      const appSecret = await readSecret(options);
      if (!appSecret) stop('app.secret', '--app-secret or --app-secret-file is needed');
      const values = await useProduct(({ apps }) =>
        apps.add({
          ...options,
          appSecret,
          providerId: options.provider,
          tlsMode: options.oldTls ? 'legacy' : 'modern',
        }),
      );
      printValues(values, options.json);
    });
  addSetCommand(app);
  app
    .command('show <corpId>')
    .description('再次显示钉钉后台要填的值 show the values for DingTalk’s console again')
    .addOption(json())
    .action(async (corpId: string, options: { json?: boolean }) => {
      const values = await useProduct(({ apps }) => apps.show(requireCorpId(corpId)));
      printValues(values ?? stopUnknown(corpId), options.json);
    });
  app
    .command('list')
    .description('列出已登记的应用 list the registered apps')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const list = await useProduct(({ apps }) => apps.list());
      const rows = list.map(({ corpId, agentId, appKey, publicUrl, paused, mailServices }) => ({
        corpId,
        agentId,
        appKey,
        publicUrl,
        paused,
        mailDomains: mailServices.map(({ domain }) => domain),
      }));
      if (options.json) {
        say(JSON.stringify(rows, undefined, 2));
        return;
      }
      for (const row of rows)
        say(
          [row.corpId, row.agentId, row.appKey, row.mailDomains.join(','), row.publicUrl]
            .concat(row.paused ? ['已暂停 paused'] : [])
            .join('  '),
        );
      if (rows.length === 0) say('还没有登记应用。 No app is registered.');
    });
  for (const [name, paused, doc] of [
    [
      'pause',
      true,
      '暂停：不能登录，不收信，不通知；数据都保留 nobody signs in, nothing is watched or sent; everything stays',
    ],
    ['resume', false, '恢复 resume a paused app'],
  ] as const)
    app
      .command(`${name} <corpId>`)
      .description(doc)
      .action(async (corpId: string) => {
        const known = requireCorpId(corpId);
        await useProduct(async ({ apps }) => {
          if (!(await apps.get(known))) stopUnknown(corpId);
          await apps.setPaused(known, paused, { kind: 'cli' });
        });
        say(paused ? `已暂停 paused ${corpId}` : `已恢复 resumed ${corpId}`);
      });
  app
    .command('remove <corpId>')
    .description('移除一个企业：应用、绑定、索引和通讯录全部删除 remove a corp with everything of it')
    .action(async (corpId: string) => {
      if (!(await useProduct(({ apps }) => apps.remove(requireCorpId(corpId))))) stopUnknown(corpId);
      say(`已移除 removed ${corpId}`);
    });
}
