import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The product as its operator has it: a process, a data folder, settings in the environment. */
export interface ProcessHome {
  readonly dataDir: string;
  readonly port: number;
  /** Runs a command to its end; `unread`: into a pipe that nobody reads. */
  run(
    args: readonly string[],
    options?: { input?: string; env?: NodeJS.ProcessEnv; unread?: boolean },
  ): Promise<{ code: number; out: string; err: string }>;
  /** `start`, and what it printed so far. */
  start(env?: NodeJS.ProcessEnv): { child: ChildProcess; output(): string; ended: Promise<number | null> };
  /** Resolves when it says that it is ready. */
  untilReady(started: { child: ChildProcess; output(): string }): Promise<void>;
  /** Pids of everything that works in the data folder. */
  processes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

const main = path.join(import.meta.dirname, 'main.ts');

export async function openProcessHome(): Promise<ProcessHome> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'hy-process-'));
  await chmod(root, 0o755);
  const dataDir = path.join(root, 'data');
  const port = await freePort();
  const base: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: root,
    HONGYAN_DATA_DIR: dataDir,
    HONGYAN_LISTEN: `127.0.0.1:${port}`,
  };
  const launch = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
    spawn(process.execPath, [main, ...args], { env: { ...base, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });

  return {
    dataDir,
    port,
    async run(args, options = {}) {
      const child = launch(args, options.env);
      let out = '';
      let err = '';
      if (options.unread) child.stdout.destroy();
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString();
      });
      child.stdin.end(options.input ?? '');
      const [code] = (await once(child, 'close')) as [number];
      return { code, out, err };
    },
    start(env) {
      const child = launch(['start'], env);
      let printed = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
        });
      return { child, output: () => printed, ended: once(child, 'close').then(([code]) => code as number | null) };
    },
    async untilReady({ child, output }) {
      while (!output().includes('"message":"ready"')) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output()}`);
        await Promise.race([once(child.stdout!, 'data'), once(child, 'close')]);
      }
    },
    async processes() {
      const { readdir } = await import('node:fs/promises');
      return (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && worksIn(pid, root));
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

function worksIn(pid: number, root: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    return command !== '' && (command.includes(root) || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(root));
  } catch {
    return false;
  }
}

/** From below the range of port 0 and outgoing connections, so that it is still free when its server listens. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 16000 + Math.floor(Math.random() * 4_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
