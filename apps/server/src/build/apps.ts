import { parseServerAddress, providerById } from '@hongyan/mail';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { AppsDeps } from '../features/apps/ports.ts';
import { type AppsService, createApps } from '../features/apps/service.ts';
import { type AuditLog, instance } from '../features/audit/service.ts';
import type { CorpTx } from '../platform/db/types.ts';
import type { Log } from '../platform/log/types.ts';
import type { Platform } from '../platform/open.ts';
import { eraseRows } from './erase-corp.ts';

/** The registered apps over a platform: for the server, and for a command beside it. */
export const buildApps = (
  platform: Pick<Platform, 'db' | 'vault' | 'events'>,
  audit: Pick<AuditLog, 'record'>,
  settings: { readonly dingtalk: Pick<Config['dingtalk'], 'oapiUrl' | 'apiUrl' | 'loginUrl'> },
  log: Log,
  publicUrl: () => string,
): AppsService =>
  createApps({
    ...platform,
    log,
    publicUrl,
    dingtalk: settings.dingtalk,
    catalogue: { providerById, parseServerAddress },
    ...appsNeeds(audit),
  });

/** What the apps need of the audit log and of everybody's tables. */
export const appsNeeds = (audit: Pick<AuditLog, 'record'>): Pick<AppsDeps, 'audit' | 'erase' | 'isDomainInUse'> => ({
  audit: { record: audit.record, ofInstance },
  erase: eraseRows,
  isDomainInUse: async (tx, domain) => {
    const { rows } = await sql`
      select 1 from mailboxes where corp_id = ${tx.corpId} and domain = ${domain} limit 1`.execute(tx.sql);
    return rows.length > 0;
  },
});

/** From here on the transaction serves the installation's own rows: nothing of the corp follows. */
async function ofInstance(tx: CorpTx): Promise<CorpTx> {
  await sql`select set_config('hongyan.corp', ${instance}, true)`.execute(tx.sql);
  return { ...tx, corpId: instance };
}
