import { existsSync, rmSync } from 'node:fs';
import { type CorpId, parseCorpId } from '@hongyan/kit';
import { sampleCompany } from '@hongyan/mail-sandbox';
import { type Config, createLog, eraseCorp } from '@hongyan/server';
import { demoFolder, hasDemo } from './memory.ts';
import { findRunning } from './running.ts';

/** Clears the demo: the sample company's rows in the database, its mail, the stand-in's memory. Answers what to say. */
export async function resetDemo(config: Config): Promise<{ readonly text: string; readonly done: boolean }> {
  const running = await findRunning(config.dataDir);
  if (running) {
    const { pid } = running;
    const text = `产品正在运行（进程 ${pid}），请先停止它。  The product is running (process ${pid}); stop it first.`;
    return { text, done: false };
  }
  if (!hasDemo(config.dataDir) && !existsSync(demoFolder(config.dataDir)))
    return { text: '没有演示数据。  There is no demo to clear.', done: true };
  const log = createLog({ level: 'warn', to: process.stderr, terminal: process.stderr.isTTY === true });
  await eraseCorp(config, log, parseCorpId(sampleCompany.corpId) as CorpId);
  rmSync(demoFolder(config.dataDir), { recursive: true, force: true });
  const text = '演示数据已清空，下次启动从头开始。  The demo is cleared; the next start begins afresh.';
  return { text, done: true };
}
