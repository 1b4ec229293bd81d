import { type AppError, isAppError } from '@hongyan/kit';
import { Command, CommanderError } from 'commander';
import { addAppCommands } from './cli-app.ts';
import { say, useProduct } from './cli-common.ts';
import { addConsoleCommands } from './cli-console.ts';
import { readConfig, settings } from './config.ts';
import { startServer, version } from './index.ts';
import { runUntilSignal } from './lifetime.ts';
import { createLog } from './platform/log/log.ts';
import { setupBanner } from './setup-banner.ts';

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
    .addHelpText('after', `${others}\n环境变量 Environment:\n${listSettings()}`);
  program.command('start').description('启动产品 start the product').action(runUntilSignalStarted);
  program
    .command('migrate')
    .description('升级数据库结构 bring the database up to date')
    .action(async () => {
      await useProduct(async () => undefined);
      say('数据库已是最新。 The database is up to date.');
    });
  addAppCommands(program.command('app').description('登记的钉钉应用 registered DingTalk apps'));
  addConsoleCommands(program);
  return program;
}

/** Commands of `npx hongyan` that are not the server's: they stand in its help all the same. */
const others = `
演示 The demo:
  npx hongyan demo         启动演示 start it
  npx hongyan demo reset   清空演示数据 clear it
`;

const listSettings = (): string =>
  Object.entries(settings)
    .map(([name, [doc, fallback]]) => `  ${name}\n      ${doc}; default: ${fallback}`)
    .join('\n');

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
