import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { AppError } from '@hongyan/kit';
import { type OsAccount, prepareFolder } from './os-account.ts';
import { isPostgres, readPostmaster, stopPostmaster, waitUntilReady } from './postmaster.ts';
import { findPackagedProgram, findSystemPrograms, installProgram, type PostgresProgram } from './program.ts';

/** A PostgreSQL of our own that is up. */
export interface EmbeddedServer {
  readonly port: number;
  readonly ownerUrl: string;
  /** Password of role `hongyan_app`, made with the database. */
  readonly appPassword: string;
  readonly pid: number;
  /** True when it was running already: left by a process that was killed. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Everything of the database lies in `<folder>/postgres-<major>`. */
  readonly folder: string;
  /** The port that must be taken: connections expect the server there. */
  readonly port?: number;
  /** Tests only: no fsync, many connections. */
  readonly volatile?: boolean;
  /** Tests only: these programs instead of the best that is found. */
  readonly program?: PostgresProgram;
}

const owner = 'hongyan_owner';
const database = 'hongyan';

/** Starts the folder's PostgreSQL, or adopts the one that runs. The caller holds the folder's lock. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = await prepareFolder(options.folder);
  const program = options.program ?? (await chooseProgram(options.folder));
  const home = path.join(options.folder, `postgres-${program.major}`);
  await mkdir(home, { recursive: true, mode: account ? 0o711 : 0o700 });
  const dataDir = path.join(home, 'data');
  const secrets = await readSecrets(path.join(home, 'secrets.json'));

  const running = await adopt(dataDir);
  if (!running) {
    const installed = await installProgram(program, path.join(home, 'program'));
    await initialise(installed, dataDir, secrets.owner, account, options.volatile === true);
  }
  const server = running ?? (await launch(program, home, account, options));
  return {
    port: server.port,
    pid: server.pid,
    adopted: running !== undefined,
    ownerUrl: `postgres://${owner}:${secrets.owner}@127.0.0.1:${server.port}/${database}`,
    appPassword: secrets.app,
    stop: () => stopPostmaster(dataDir, server.pid),
  };
}

async function chooseProgram(folder: string): Promise<PostgresProgram> {
  const programs = [await findPackagedProgram(), ...(await findSystemPrograms())].filter(
    (found) => found !== undefined,
  );
  const majors = (await readdir(folder).catch(() => []))
    .map((name) => /^postgres-(\d+)$/.exec(name)?.[1])
    .filter((major) => major !== undefined)
    .map(Number);
  if (majors.length === 0) {
    const [first] = programs;
    if (first) return first;
    throw new AppError('config.invalid', {
      detail:
        'no PostgreSQL for this platform was installed; install PostgreSQL 15 or newer, or set HONGYAN_DATABASE_URL',
    });
  }
  // Data of one major version opens with programs of that version only.
  const major = Math.max(...majors);
  const fitting = programs.find((program) => program.major === major);
  if (fitting) return fitting;
  throw new AppError('config.invalid', {
    detail:
      `${folder} holds a database of PostgreSQL ${major}, and no programs of that version are installed ` +
      `(found: ${programs.map((program) => program.version).join(', ') || 'none'}); install PostgreSQL ${major}`,
  });
}

async function readSecrets(file: string): Promise<{ owner: string; app: string }> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { owner: string; app: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
  await writeFile(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

/** A server that a killed process left behind is as good as a new one; one that hangs is stopped; a stale pid file is cleared. */
async function adopt(dataDir: string): Promise<{ pid: number; port: number } | undefined> {
  const found = await readPostmaster(dataDir);
  if (!found) return undefined;
  if (!(await isPostgres(found.pid))) {
    await rm(path.join(dataDir, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const ready = await waitUntilReady(dataDir, 20_000);
  if (ready) return ready;
  await stopPostmaster(dataDir, found.pid);
  return undefined;
}

async function initialise(
  program: PostgresProgram,
  dataDir: string,
  password: string,
  account: OsAccount | undefined,
  volatile: boolean,
): Promise<void> {
  if (await stat(path.join(dataDir, 'PG_VERSION')).catch(() => undefined)) return;
  // Into a folder that no start looks at, then renamed: an initdb that was killed leaves no half database.
  const fresh = `${dataDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = path.join(fresh, '..', 'password.new');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) {
    await chown(fresh, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const argv = [
    `--pgdata=${fresh}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    ...(volatile ? ['--no-sync'] : []),
  ];
  try {
    await runToEnd(path.join(program.binDir, 'initdb'), argv, account);
    await rm(dataDir, { recursive: true, force: true });
    await rename(fresh, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function runToEnd(command: string, argv: readonly string[], account: OsAccount | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, {
      ...ids(account),
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new AppError('database.unavailable', { detail: `${path.basename(command)}: ${output.slice(-2000)}` })),
    );
  });
}

const ids = (account: OsAccount | undefined) => (account ? { uid: account.uid, gid: account.gid } : {});

// PG* variables of the person who starts us must not steer our own server.
const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
});

async function launch(
  program: PostgresProgram,
  home: string,
  account: OsAccount | undefined,
  options: EmbeddedOptions,
): Promise<{ pid: number; port: number }> {
  const binDir = program.packageDir ? path.join(home, 'program', 'bin') : program.binDir;
  const dataDir = path.join(home, 'data');
  const logFile = path.join(home, 'log');
  await rename(logFile, `${logFile}.1`).catch(() => undefined);
  // A port found free may be taken a moment later: try another one.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    const log = await open(logFile, 'a', 0o600);
    const child = spawn(
      path.join(binDir, 'postgres'),
      [
        '-D',
        dataDir,
        ...Object.entries(settings(port, options.volatile === true)).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      // A session of its own: Ctrl-C reaches the whole group, and the database must outlive our draining.
      { ...ids(account), cwd: '/', env: cleanEnvironment(), detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    const failed = new Promise<undefined>((resolve) => {
      child.once('error', () => resolve(undefined));
      child.once('exit', () => resolve(undefined));
    });
    child.unref();
    const ready = await Promise.race([failed, waitUntilOurs(dataDir, child.pid)]);
    await log.close();
    if (ready) return ready;
    if (attempt >= 3) {
      const words = await readFile(logFile, 'utf8').catch(() => '');
      throw new AppError('database.unavailable', { detail: `PostgreSQL did not start: ${words.slice(-2000).trim()}` });
    }
  }
}

async function waitUntilOurs(
  dataDir: string,
  pid: number | undefined,
): Promise<{ pid: number; port: number } | undefined> {
  const ready = await waitUntilReady(dataDir, 60_000);
  return ready?.pid === pid ? ready : undefined;
}

function settings(port: number, volatile: boolean): Readonly<Record<string, string | number>> {
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: volatile ? 300 : 100,
    shared_buffers: '64MB',
    jit: 'off',
    // A young database makes its log files as it goes: writing each full of zeros first (16 MB) holds up every commit meanwhile.
    wal_init_zero: 'off',
    ...(volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  };
}

/**
 * A port below the range that systems serve for port 0 and for outgoing connections: what is free now is still free when the
 * server listens, some hundred milliseconds later. A machine that uses them all gets any free one.
 */
async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = await tryPort(10_240 + randomInt(1_760));
    if (port) return port;
  }
  const port = await tryPort(0);
  if (!port) throw new AppError('database.unavailable', { detail: 'no free port on 127.0.0.1' });
  return port;
}

function tryPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
