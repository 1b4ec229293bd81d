import { randomBytes } from 'node:crypto';
import { AppError, type CorpId, Secret } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Db } from '../db/types.ts';
import { deriveKey, hmac, openBox, sealBox } from './box.ts';
import type { MasterKeys } from './master-key.ts';
import type { Binding, CorpVault, Vault } from './types.ts';

interface KeyRow {
  readonly scope: string;
  readonly key_no: number;
  readonly master_id: string;
  readonly wrapped: Buffer;
}
/** A scope's data keys by number; the highest seals, every one opens. */
type DataKeys = ReadonlyMap<number, Buffer>;

const format = 1;

/** Opens the vault; fails at once where the master key file is not the one that wrapped what is stored. */
export async function openVault(db: Db, master: MasterKeys): Promise<Vault> {
  await checkMasterKeys(db, master);
  const system = createScopeVault('system', await loadKeys(db, master, 'system'));
  const corps = new Map<CorpId, Promise<CorpVault>>();
  return {
    forCorp(corpId) {
      let vault = corps.get(corpId);
      if (!vault) {
        const scope = `corp:${corpId}`;
        vault = loadKeys(db, master, scope).then((keys) => createScopeVault(scope, keys));
        corps.set(corpId, vault);
        // A failure is not kept: the next caller tries again.
        vault.catch(() => corps.delete(corpId));
      }
      return vault;
    },
    system: () => system,
    secret: (bytes) => new Secret(Buffer.from(bytes).toString('utf8')),
  };
}

async function checkMasterKeys(db: Db, master: MasterKeys): Promise<void> {
  const { rows } = await db.inSystem((tx) =>
    sql<{ master_id: string }>`select distinct master_id from vault_keys`.execute(tx.sql),
  );
  const missing = rows.map((row) => row.master_id).filter((id) => !master.find(id));
  if (missing.length > 0)
    throw new AppError('config.invalid', {
      detail: `the master key file lacks key ${missing.join(', ')}, which protects this database; restore the file that belongs to it (HONGYAN_MASTER_KEY_FILE)`,
    });
}

async function loadKeys(db: Db, master: MasterKeys, scope: string): Promise<DataKeys> {
  const rows = await db.inSystem(async (tx) => {
    const select = () => sql<KeyRow>`select * from vault_keys where scope = ${scope} order by key_no`.execute(tx.sql);
    const found = (await select()).rows;
    if (found.length > 0) return found;
    const wrapped = sealBox(wrapKey(master.current.bytes), randomBytes(32), `${scope}\n1`);
    // Two processes may meet here: the first row stays, both read it.
    await sql`insert into vault_keys (scope, key_no, master_id, wrapped)
      values (${scope}, 1, ${master.current.id}, ${wrapped}) on conflict do nothing`.execute(tx.sql);
    return (await select()).rows;
  });
  return new Map(rows.map((row) => [row.key_no, unwrap(row, master)]));
}

function unwrap(row: KeyRow, master: MasterKeys): Buffer {
  const key = master.find(row.master_id);
  const opened = key && openBox(wrapKey(key.bytes), row.wrapped, `${row.scope}\n${row.key_no}`);
  if (!opened)
    throw new AppError('config.invalid', {
      detail: `master key ${row.master_id} does not open the key of ${row.scope}`,
    });
  return opened;
}

const wrapKey = (master: Buffer): Buffer => deriveKey(master, 'hongyan/1/wrap');

function createScopeVault(scope: string, keys: DataKeys): CorpVault {
  const newest = Math.max(...keys.keys());
  const derived = new Map<string, Buffer>();
  function keyFor(keyNo: number, use: string): Buffer | undefined {
    const name = `${keyNo}/${use}`;
    const known = derived.get(name);
    if (known) return known;
    const key = keys.get(keyNo);
    if (!key) return undefined;
    const fresh = deriveKey(key, `hongyan/1/${use}`);
    derived.set(name, fresh);
    return fresh;
  }
  // JSON, so that no two triples can read the same.
  const associate = ({ purpose, owner }: Binding) => JSON.stringify([scope, purpose, owner]);
  return {
    seal(binding, plain) {
      const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
      const head = Buffer.from([format, newest >> 8, newest & 0xff]);
      return Buffer.concat([head, sealBox(keyFor(newest, `seal/${binding.purpose}`)!, bytes, associate(binding))]);
    },
    open(binding, sealed) {
      const key = sealed[0] === format ? keyFor((sealed[1]! << 8) | sealed[2]!, `seal/${binding.purpose}`) : undefined;
      const opened = key && openBox(key, sealed.subarray(3), associate(binding));
      if (!opened)
        throw new AppError('internal.error', { cause: new Error(`${binding.purpose} was not sealed for this owner`) });
      return opened;
    },
    // Always the first key: fingerprints and search hashes must stay comparable when sealing moves on to a newer key.
    mac: (purpose, data) => hmac(keyFor(1, `mac/${purpose}`)!, data),
  };
}
