import { AppError } from '@hongyan/kit';
import { sampleCompany } from '@hongyan/mail-sandbox';
import { type Config, type createLog, type RunningServer, setupBanner, startServer } from '@hongyan/server';
import { announce } from './announcement.ts';
import { hasDemo } from './memory.ts';
import { chooseBeginning } from './mode.ts';
import { findRunning } from './running.ts';
import { startDemo } from './start-demo.ts';

type Log = ReturnType<typeof createLog>;

/** Starts what the command line and the registered apps ask for: the product alone, or with the demo around it. */
export async function start(
  wish: 'demo' | 'start',
  config: Config,
  logs: { readonly product: Log; readonly demo: Log },
): Promise<{ stop(): Promise<void> }> {
  // Before anything opens the demo's files, which two processes must not share.
  const running = await findRunning(config.dataDir);
  if (running) {
    const detail = `已在运行 runs already: ${running.url} (${config.dataDir}, pid ${running.pid})`;
    throw new AppError('config.invalid', { detail });
  }
  const beginning = chooseBeginning(wish, config);
  if (beginning !== 'demo') {
    const server = await startServer({ config, log: logs.product });
    if (beginning === 'product' || (await server.hasApps())) return sayReady(server, config);
    await server.stop();
  }
  const demo = await startDemo(config, logs.demo);
  const others = (await demo.server.corpIds()).filter((corpId) => corpId !== sampleCompany.corpId);
  if (wish === 'start' && others.length > 0) {
    // A real organisation has been registered since: its members must reach us, and the stand-ins are in the way.
    await demo.stop();
    return sayReady(await startServer({ config, log: logs.product }), config);
  }
  process.stdout.write(announce(demo));
  return demo;
}

async function sayReady(server: RunningServer, { dataDir }: Config): Promise<RunningServer> {
  const ready = `鸿雁已启动：${server.publicUrl}  Hongyan is running (Ctrl+C stops it).\n`;
  // The sample company would stand in the list of apps, with nobody there to answer for it.
  process.stdout.write(hasDemo(dataDir) ? ready + demoIsLeft : ready);
  const token = await server.firstSetupToken();
  if (token) process.stdout.write(setupBanner(server.publicUrl, token));
  return server;
}

const demoIsLeft = [
  '这里还有演示用的公司。停止后运行 npx hongyan demo reset 清掉它，再启动；真实的企业不受影响。',
  'The demo’s company is still here. Stop, run npx hongyan demo reset, and start again; real companies are not touched.',
  '',
].join('\n');
