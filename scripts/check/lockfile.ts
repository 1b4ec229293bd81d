import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.ts';

/**
 * A registry that lacks another platform's binary makes `npm install` leave it out of the lockfile, and `npm ci` then refuses the
 * whole lockfile. Entries for such packages are completed here: npm never fetches what is for another platform.
 */
interface LockEntry {
  version?: string;
  dev?: boolean;
  license?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  link?: boolean;
}
interface Lockfile {
  packages: Record<string, LockEntry>;
}

const file = path.join(root, 'package-lock.json');
const read = (): Lockfile => JSON.parse(readFileSync(file, 'utf8')) as Lockfile;

/** Where Node would look for `name` from `from`, nearest first. */
function* places(from: string, name: string): Generator<string> {
  for (
    let folder = from;
    ;
    folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : ''
  ) {
    yield folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (folder === '') return;
  }
}

interface Missing {
  readonly owner: string;
  readonly name: string;
  readonly version: string;
}

function findMissing({ packages }: Lockfile): Missing[] {
  return Object.entries(packages).flatMap(([owner, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => ![...places(owner, name)].some((place) => packages[place]))
      .map(([name, version]) => ({ owner, name, version })),
  );
}

/** Problems of the lockfile as lines for a person. */
export function checkLockfile(): string[] {
  const lockfile = read();
  const problems = findMissing(lockfile).map(
    ({ name }) => `package-lock.json lacks ${name}: run node scripts/complete-lockfile.ts, or npm ci refuses`,
  );
  if (Object.values(lockfile.packages).some((entry) => !entry.link && /^https?:/.test(entry.resolved ?? ''))) {
    problems.push('package-lock.json names a registry host: run npm install with the .npmrc of this folder');
  }
  return problems;
}

/** Adds the entries that `npm ci` asks for; answers their names. */
export function completeLockfile(): string[] {
  const lockfile = read();
  const missing = findMissing(lockfile);
  for (const { owner, name, version } of missing) {
    const [, system, cpu, libc] =
      /(android|darwin|linux|win32|freebsd|openharmony)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ?? [];
    if (!system || !cpu) throw new Error(`${name}: no platform can be read from its name; add its entry by hand`);
    const from = lockfile.packages[owner];
    lockfile.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      ...(from?.dev ? { dev: true } : {}),
      ...(from?.license ? { license: from.license } : {}),
      optional: true,
      os: [system],
      cpu: [cpu],
      ...(libc?.startsWith('musl') ? { libc: ['musl'] } : libc === 'gnu' ? { libc: ['glibc'] } : {}),
    };
  }
  lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  return missing.map(({ name }) => name);
}
