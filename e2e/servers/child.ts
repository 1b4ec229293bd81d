import { type ChildProcess, spawn } from 'node:child_process';

/** A server process of a test: what it printed, the promise that fails when it dies unasked, and its end. */
export interface ServerChild {
  readonly process: ChildProcess;
  output(): string;
  readonly died: Promise<never>;
  /** Resolves when it is over, however it ended. */
  readonly ended: Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function startChild(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  more: { readonly uid?: number; readonly gid?: number; readonly cwd?: string } = {},
): ServerChild {
  const child = spawn(command, args, { ...more, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let asked = false;
  const died = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (!asked) reject(new Error(`${command} ended by itself (${code ?? signal}):\n${printed}`));
    });
  });
  died.catch(() => {});
  return {
    process: child,
    output: () => printed,
    died,
    ended,
    async stop(signal = 'SIGTERM') {
      asked = true;
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
