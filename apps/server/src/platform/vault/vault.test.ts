import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../db/testing.ts';
import { isKeyFileOpen, type MasterKeys, readMasterKeys } from './master-key.ts';
import { openVault } from './vault.ts';

const corp = 'dingvault' as CorpId;
const binding = { purpose: 'credential', owner: 'mailbox-1' };
const master = (id = 'k1', bytes = randomBytes(32)): MasterKeys => ({
  current: { id, bytes },
  find: (wanted) => (wanted === id ? { id, bytes } : undefined),
});

describe('vault', () => {
  let database: TestDatabase;
  const keys = master();
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  const open = () => openVault(database.db, keys);

  test('opens what another process sealed', async () => {
    const sealed = (await (await open()).forCorp(corp)).seal(binding, '密码');
    expect((await (await open()).forCorp(corp)).open(binding, sealed).toString()).toBe('密码');
  });

  test('opens nothing for another corp, purpose or owner', async () => {
    const vault = await open();
    const mine = await vault.forCorp(corp);
    const sealed = mine.seal(binding, 'x');
    const other = await vault.forCorp('dingother' as CorpId);
    expect(() => other.open(binding, sealed)).toThrow();
    expect(() => vault.system().open(binding, sealed)).toThrow();
    expect(() => mine.open({ ...binding, purpose: 'token' }, sealed)).toThrow();
    expect(() => mine.open({ ...binding, owner: 'mailbox-2' }, sealed)).toThrow();
  });

  test('opens nothing after any single bit has changed', async () => {
    const mine = await (await open()).forCorp(corp);
    const sealed = mine.seal(binding, 'abc');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => mine.open(binding, changed), `bit ${bit}`).toThrow();
    }
  });

  test('seals the same text differently each time, and macs it the same', async () => {
    const mine = await (await open()).forCorp(corp);
    expect(mine.seal(binding, 'x').equals(mine.seal(binding, 'x'))).toBe(false);
    expect(mine.mac('search', 'x').equals(mine.mac('search', 'x'))).toBe(true);
    expect(mine.mac('search', 'x').equals(mine.mac('link', 'x'))).toBe(false);
  });

  test('stores no data key in the clear', async () => {
    await (await open()).forCorp(corp);
    const { rows } = await sql<{ wrapped: Buffer }>`select wrapped from vault_keys`.execute(database.owner);
    expect(rows.every((row) => row.wrapped.length === 12 + 32 + 16)).toBe(true);
  });

  test('refuses a database whose master key it does not have', async () => {
    await open();
    await expect(openVault(database.db, master('k2'))).rejects.toThrow(/lacks key k1/);
  });
});

describe('master key file', () => {
  test('is made once, for its owner only', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'hy-key-'));
    const file = path.join(folder, 'data.key');
    const [first, second] = await Promise.all([readMasterKeys(file), readMasterKeys(file)]);
    expect(first.current.bytes).toEqual((await readMasterKeys(file)).current.bytes);
    expect(second.current.bytes).toEqual(first.current.bytes);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^\w+ \S{44}\n$/);
    await chmod(file, 0o644);
    expect(await isKeyFileOpen(file)).toBe(true);
    await rm(folder, { recursive: true });
  });
});
