import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startChild } from './child.ts';
import { freePort } from './ports.ts';

/** A PostgreSQL of Debian's, as an operator would bring it, with an empty database. */
export interface Postgres {
  /** As its owner. */
  readonly url: string;
  /** What it answers, as its owner, without column names. */
  ask(query: string): string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const home = '/usr/lib/postgresql';
  const newest = readdirSync(home).sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error(`there is no PostgreSQL under ${home}: is Debian’s postgresql installed?`);
  const bin = path.join(home, newest, 'bin');
  // PostgreSQL refuses to run as root.
  const user = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (!user) throw new Error('there is no user postgres: is Debian’s postgresql installed?');
  const who = process.getuid?.() === 0 ? { uid: Number(user[1]), gid: Number(user[2]) } : {};
  const folder = mkdtempSync('/tmp/hy-pg-');
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const init = startChild(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    process.env,
    { ...who, cwd: folder },
  );
  await init.ended;
  const child = startChild(
    path.join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    process.env,
    { ...who, cwd: folder },
  );
  const stop = async () => {
    // Fast shutdown: does not wait for clients.
    await child.stop('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([child.died, untilAccepting(port)]);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `postgres://postgres:x@127.0.0.1:${port}/postgres`;
  const ask = (query: string) =>
    execFileSync(path.join(bin, 'psql'), [url, '-Atc', query], { encoding: 'utf8' }).trim();
  return { url, ask, stop };
}

async function untilAccepting(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const up = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('PostgreSQL does not listen after 30 seconds');
}
