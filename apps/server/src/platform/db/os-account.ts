import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@hongyan/kit';

/** The user that PostgreSQL runs as: it refuses to run as root. */
export interface OsAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Root gives the database to `postgres`, else `nobody`; anyone else runs it as themselves (undefined). */
async function findDatabaseAccount(): Promise<OsAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name);
    if (line) return { name, uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new AppError('config.invalid', {
    detail: 'running as root, and neither user "postgres" nor "nobody" exists to run the database',
  });
}

/** Makes the folder that holds the database, and checks that the database's user can pass into it. */
export async function prepareFolder(folder: string): Promise<OsAccount | undefined> {
  const account = await findDatabaseAccount();
  // 0711 as root: the database's user must pass, nobody may list.
  await mkdir(folder, { recursive: true, mode: account ? 0o711 : 0o700 });
  checkTraversable(folder, account);
  return account;
}

/** Throws, naming the first folder on the way that the account cannot pass, and the remedy. */
function checkTraversable(folder: string, account: OsAccount | undefined): void {
  if (!account || canEnter(folder, account)) return;
  let at = path.parse(folder).root;
  for (const part of path.relative(at, folder).split(path.sep)) {
    at = path.join(at, part);
    if (canEnter(at, account)) continue;
    throw new AppError('config.invalid', {
      detail:
        `the database's user "${account.name}" cannot enter ${at}; ` +
        `run: chmod o+x '${at}'  (or choose another HONGYAN_DATA_DIR)`,
    });
  }
}

// Tried for real, as that user: modes alone do not tell of ACLs and mounts.
const canEnter = (folder: string, { uid, gid }: OsAccount): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
