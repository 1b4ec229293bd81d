import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@hongyan/kit';

/** The keys that wrap all others. The first one wraps what is new; the others still open what is old. */
export interface MasterKeys {
  readonly current: MasterKey;
  find(id: string): MasterKey | undefined;
}
interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Reads the key file: one line for each key, `<id> <32 bytes in base64>`, the current one first.
 * Makes the file, readable by its owner only, when there is none.
 */
export async function readMasterKeys(file: string): Promise<MasterKeys> {
  const text = (await readIfThere(file)) ?? (await create(file));
  const keys = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => parseKey(line, file));
  const [current] = keys;
  if (!current) throw broken(file, 'holds no key');
  return { current, find: (id) => keys.find((key) => key.id === id) };
}

/** True when others than the owner can read the file. */
export async function isKeyFileOpen(file: string): Promise<boolean> {
  return process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw broken(file, (error as Error).message);
  }
}

async function create(file: string): Promise<string> {
  const line = `${randomBytes(4).toString('hex')} ${randomBytes(32).toString('base64')}\n`;
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(fresh, 'wx', 0o600);
    await handle.writeFile(line);
    // A key that is lost in a power cut takes every stored credential with it.
    await handle.sync();
    await handle.close();
    // A link appears whole or not at all, and never replaces the key of someone who was faster.
    await link(fresh, file);
    return line;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFile(file, 'utf8');
    throw broken(file, (error as Error).message);
  } finally {
    await rm(fresh, { force: true });
  }
}

function parseKey(line: string, file: string): MasterKey {
  const [id = '', encoded = ''] = line.split(/\s+/);
  const bytes = Buffer.from(encoded, 'base64');
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id) || bytes.length !== 32)
    throw broken(file, 'every line must be an id and 32 bytes in base64');
  return { id, bytes };
}

const broken = (file: string, why: string) =>
  new AppError('config.invalid', { detail: `master key file ${file}: ${why}` });
