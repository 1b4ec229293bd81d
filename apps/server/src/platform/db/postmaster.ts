import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` says about a server (PostgreSQL's miscadmin.h: pid, folder, start, port, socket, address, shared memory, status). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

export async function readPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: lines[7] ?? '' } : undefined;
}

/** Is this process alive, and a PostgreSQL? After a reboot the number may belong to anyone. */
export async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return line === undefined ? process.platform !== 'linux' : line.includes('postgres');
}

/** Waits until the server takes connections. False when it went away, or `withinMs` passed. */
export async function waitUntilReady(dataDir: string, withinMs: number): Promise<Postmaster | undefined> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(15)) {
    const postmaster = await readPostmaster(dataDir);
    if (postmaster?.status === 'ready') return postmaster;
    if (postmaster && !(await isPostgres(postmaster.pid))) return undefined;
  }
  return undefined;
}

/** Fast shutdown (SIGINT), and after ten seconds an immediate one (SIGQUIT): recovery then runs at the next start. */
export async function stopPostmaster(dataDir: string, pid: number): Promise<void> {
  const signals: [NodeJS.Signals, number][] = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patienceMs] of signals) {
    if (!(await isPostgres(pid))) break;
    try {
      process.kill(pid, signal);
    } catch {
      break;
    }
    for (const end = Date.now() + patienceMs; Date.now() < end && (await isPostgres(pid)); ) await sleep(20);
  }
  const left = await readPostmaster(dataDir);
  if (left?.pid === pid) await rm(path.join(dataDir, 'postmaster.pid'), { force: true });
}
