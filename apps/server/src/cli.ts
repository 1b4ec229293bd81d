import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { type AppError, isAppError, Secret } from '@hongyan/kit';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CommandParts, issueSetupToken, withProduct } from './build/command.ts';
import { readConfig, settings } from './config.ts';
import type { AppsService } from './features/apps/service.ts';
import { requireCorpId } from './features/apps/service.ts';
import type { ConsoleValues } from './features/apps/types.ts';
import { startServer, version } from './index.ts';
import { runUntilSignal } from './lifetime.ts';
import { createLog } from './platform/log/log.ts';
import { setupBanner } from './setup-banner.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs one command; answers the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!isAppError(error)) throw error;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}

const explain = (error: AppError): string =>
  [`${error.what.zh} ${error.what.en}`, ...(error.detail?.split('\n') ?? [])].join('\n  ');

function buildProgram(): Command {
  const program = new Command('hongyan')
    .description('鸿雁：钉钉里的企业邮箱 · enterprise mail inside DingTalk')
    .version(version)
    .exitOverride()
    .addHelpText('after', `\n环境变量 Environment:\n${listSettings()}`);
  program.command('start').description('启动产品 start the product').action(runUntilSignalStarted);
  program
    .command('migrate')
    .description('升级数据库结构 bring the database up to date')
    .action(async () => {
      await withProduct(readConfig(process.env), quietLog(), async () => undefined);
      say('数据库已是最新。 The database is up to date.');
    });
  program
    .command('admin')
    .description('管理控制台 the console')
    .command('token')
    .description('取一个初始化口令（24 小时内有效，只能用一次） a setup token: works once, for 24 hours')
    .addOption(new Option('--json', '以 JSON 输出 print JSON'))
    .action(async (options: { json?: boolean }) => {
      const issued = await withProduct(readConfig(process.env), quietLog(), issueSetupToken);
      say(
        options.json
          ? JSON.stringify(issued, undefined, 2)
          : `${issued.consoleUrl}\n${issued.token}\n有效至 valid until ${issued.expiresAt}`,
      );
    });
  addAppCommands(program.command('app').description('登记的钉钉应用 registered DingTalk apps'));
  return program;
}

const listSettings = (): string =>
  Object.entries(settings)
    .map(([name, [doc, fallback]]) => `  ${name}\n      ${doc}; default: ${fallback}`)
    .join('\n');

const quietLog = () => createLog({ level: 'warn', to: process.stderr, terminal: process.stderr.isTTY === true });

async function runUntilSignalStarted(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel, terminal: process.stdout.isTTY === true });
  await runUntilSignal(async () => {
    const server = await startServer({ config, log });
    const token = await server.firstSetupToken();
    if (token) say(setupBanner(server.publicUrl, token));
    return server;
  }, log);
}

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
  readonly publicUrl?: string;
  readonly json?: boolean;
}

function addAppCommands(app: Command): void {
  const useApps = <T>(run: (apps: AppsService, parts: CommandParts) => Promise<T>) =>
    withProduct(readConfig(process.env), quietLog(), (parts) => run(parts.apps, parts));
  const json = () => new Option('--json', '以 JSON 输出 print JSON');

  app
    .command('add')
    .description('登记或修改一个企业的应用 register or change a corp’s app; contacts nobody')
    .requiredOption('--corp-id <id>', 'CorpId')
    .requiredOption('--agent-id <number>', 'AgentId', toNumber)
    .requiredOption('--app-key <key>', 'AppKey (Client ID)')
    .option('--app-secret <secret>', 'AppSecret (Client Secret); visible to others on this machine')
    .option('--app-secret-file <file>', 'file that holds the AppSecret; - reads standard input')
    .requiredOption('--mail-domain <domain>', '邮件域 mail domain')
    .requiredOption('--provider <id>', '邮件系统 mail system; generic for any other')
    .option('--imap <url>', 'imaps://host:993, imap+starttls://host:143')
    .option('--smtp <url>', 'smtps://host:465, smtp+starttls://host:587')
    .option('--on-premise', '邮件服务器在内网 the mail server has a private address')
    .option('--old-tls', '邮件服务器只支持旧版 TLS the mail server speaks old TLS only')
    .option('--public-url <url>', '这个应用自己的地址 this app’s own address')
    .addOption(json())
    .action(async (options: AddOptions) => {
      const appSecret = await readSecret(options);
      const values = await useApps((apps) =>
        apps.add({
          ...options,
          appSecret,
          providerId: options.provider,
          tlsMode: options.oldTls ? 'legacy' : 'modern',
        }),
      );
      printValues(values, options.json);
    });
  app
    .command('show <corpId>')
    .description('再次显示钉钉后台要填的值 show the values for DingTalk’s console again')
    .addOption(json())
    .action(async (corpId: string, options: { json?: boolean }) => {
      const values = await useApps((apps) => apps.show(requireCorpId(corpId)));
      if (!values) throw new CommanderError(1, 'app.unknown', sayUnknown(corpId));
      printValues(values, options.json);
    });
  app
    .command('list')
    .description('列出已登记的应用 list the registered apps')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const list = await useApps((apps) => apps.list());
      const rows = list.map(({ corpId, agentId, appKey, publicUrl, mailServices }) => ({
        corpId,
        agentId,
        appKey,
        publicUrl,
        mailDomains: mailServices.map(({ domain }) => domain),
      }));
      if (options.json) {
        say(JSON.stringify(rows, undefined, 2));
        return;
      }
      for (const row of rows)
        say([row.corpId, row.agentId, row.appKey, row.mailDomains.join(','), row.publicUrl].join('  '));
      if (rows.length === 0) say('还没有登记应用。 No app is registered.');
    });
  app
    .command('remove <corpId>')
    .description('移除一个企业的应用 remove a corp’s app')
    .action(async (corpId: string) => {
      if (!(await useApps((apps) => apps.remove(requireCorpId(corpId)))))
        throw new CommanderError(1, 'app.unknown', sayUnknown(corpId));
      say(`已移除 removed ${corpId}`);
    });
}

function sayUnknown(corpId: string): string {
  const line = `没有登记 no app is registered for ${corpId}`;
  process.stderr.write(`${line}\n`);
  return line;
}

function toNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('a number');
  return Number(text);
}

async function readSecret(options: AddOptions): Promise<Secret> {
  if (options.appSecret !== undefined) return new Secret(options.appSecret);
  if (options.appSecretFile === '-') return new Secret((await readAll(process.stdin)).trim());
  if (options.appSecretFile !== undefined) return new Secret((await readFile(options.appSecretFile, 'utf8')).trim());
  process.stderr.write('--app-secret or --app-secret-file is needed\n');
  throw new CommanderError(1, 'app.secret', 'no secret');
}

function printValues(values: ConsoleValues, asJson: boolean | undefined): void {
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
