import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Holds a folder for this process; the kernel lets go when the process dies, however it dies. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Undefined when another living process holds the folder. */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32);
  // Linux: a socket in the abstract namespace has no file that could outlive its owner.
  if (process.platform === 'linux') return listen(`\0hongyan-${name}`);
  const file = path.join(os.tmpdir(), `hongyan-${name}.sock`);
  const lock = await listen(file);
  if (lock || (await answers(file))) return lock;
  await rm(file, { force: true });
  return listen(file);
}

function listen(address: string): Promise<FolderLock | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen({ path: address, exclusive: true }, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

const answers = (file: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(file);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
