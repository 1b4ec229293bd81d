import type { Secret } from '@hongyan/kit';
import { createDb, createKysely, createPgPool } from './db/connect.ts';
import { type OpenDatabase, openEmbeddedDatabase, openExternalDatabase } from './db/open.ts';
import type { Db } from './db/types.ts';
import { createEvents } from './events/events.ts';
import { type Notifier, openNotifier } from './events/notifier.ts';
import type { Events } from './events/types.ts';
import type { Log } from './log/types.ts';
import { deriveKey } from './vault/box.ts';
import { isKeyFileOpen, type MasterKeys, readMasterKeys } from './vault/master-key.ts';
import type { Vault } from './vault/types.ts';
import { openVault } from './vault/vault.ts';

/** Where the platform keeps itself; part of the settings. */
export interface PlatformSettings {
  readonly dataDir: string;
  readonly databaseUrl: Secret | undefined;
  readonly masterKeyFile: string;
}

/** What everything else stands on. */
export interface Platform {
  readonly db: Db;
  readonly vault: Vault;
  readonly events: Events;
  readonly notifier: Notifier;
  close(): Promise<void>;
}

/** Opens the database that the settings name, migrated, and what lies on it. */
export async function openPlatform(
  config: PlatformSettings,
  log: Log,
): Promise<Platform & { readonly database: OpenDatabase }> {
  const master = await readKeys(config, log);
  const database = config.databaseUrl
    ? await openExternalDatabase(config.databaseUrl.reveal(), rolePassword(master), { log })
    : await openEmbeddedDatabase(config.dataDir, { log });
  for (const name of database.applied) log.info('the database was migrated', { migration: name });
  try {
    const services = await openServices(database.db, database.appUrl, master, log);
    return { ...services, database, close: () => closeAll(services.notifier, database) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Joins the database of a process that runs already: nothing is started, nothing is migrated. */
export async function joinPlatform(config: PlatformSettings, appUrl: string, log: Log): Promise<Platform> {
  const master = await readKeys(config, log);
  const pool = createPgPool(appUrl, { max: 2, name: 'hongyan command' });
  try {
    const services = await openServices(createDb(createKysely(pool)), appUrl, master, log);
    return { ...services, close: () => closeAll(services.notifier, { close: () => pool.end() }) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function readKeys(config: PlatformSettings, log: Log): Promise<MasterKeys> {
  const keys = await readMasterKeys(config.masterKeyFile);
  if (await isKeyFileOpen(config.masterKeyFile))
    log.warn('the master key file can be read by others; run: chmod 600', { file: config.masterKeyFile });
  return keys;
}

// Every process with the same master key comes to the same password, without telling each other.
const rolePassword = (keys: MasterKeys): string =>
  deriveKey(keys.current.bytes, 'hongyan/1/database-role').toString('hex');

async function openServices(db: Db, appUrl: string, master: MasterKeys, log: Log): Promise<Omit<Platform, 'close'>> {
  const notifier = await openNotifier(appUrl, log);
  try {
    return { db, notifier, vault: await openVault(db, master), events: createEvents(notifier, log) };
  } catch (error) {
    await notifier.close();
    throw error;
  }
}

async function closeAll(notifier: Notifier, database: { close(): Promise<void> }): Promise<void> {
  await notifier.close();
  await database.close();
}
