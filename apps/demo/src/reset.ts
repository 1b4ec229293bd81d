import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type CorpId, parseCorpId } from '@hongyan/kit';
import { sampleCompany } from '@hongyan/mail-sandbox';
import { type Config, createLog, eraseCorp } from '@hongyan/server';
import { demoFolder, hasDemo } from './memory.ts';

/** Clears the demo: the sample company's rows in the database, its mail, the stand-in's memory. Answers what to say. */
export async function resetDemo(config: Config): Promise<{ readonly text: string; readonly done: boolean }> {
  const pid = findRunning(config.dataDir);
  if (pid !== undefined) {
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

/** The process that says in run.json that it runs, if it really does. */
function findRunning(dataDir: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(path.join(dataDir, 'run.json'), 'utf8')) as { pid: number };
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : undefined;
  }
}
