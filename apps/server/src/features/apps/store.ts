import type { CorpTx } from '../../platform/db/types.ts';
import type { MailService } from './types.ts';

/** A row of `apps`; secrets are sealed. */
export interface AppRow {
  readonly corp_id: string;
  readonly agent_id: number;
  readonly app_key: string;
  readonly app_secret: Buffer;
  readonly event_token: Buffer;
  readonly event_aes_key: Buffer;
  readonly public_url: string | null;
  readonly oapi_url: string;
  readonly api_url: string;
  readonly login_url: string;
  readonly paused: boolean;
  readonly event_mode: 'push' | 'stream';
  readonly address_pattern: string | null;
  readonly callback_ranges: string[];
  readonly console_ranges: string[];
}
interface MailServiceRow {
  readonly corp_id: string;
  readonly domain: string;
  readonly provider_id: string;
  readonly imap: string;
  readonly smtp: string;
  readonly on_premise: boolean;
  readonly tls_mode: 'modern' | 'legacy';
}
// A type, not an interface: kysely wants an index signature, which interfaces do not have.
type Tables = {
  apps: AppRow;
  mail_services: MailServiceRow;
  corps: { readonly corp_id: string };
};

const sqlOf = (tx: CorpTx) => tx.sql.withTables<Tables>();

export async function readApp(tx: CorpTx): Promise<{ row: AppRow; mailServices: readonly MailService[] } | undefined> {
  const row = await sqlOf(tx).selectFrom('apps').selectAll().where('corp_id', '=', tx.corpId).executeTakeFirst();
  if (!row) return undefined;
  const services = await sqlOf(tx)
    .selectFrom('mail_services')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .orderBy('domain')
    .execute();
  return { row, mailServices: services.map(toMailService) };
}

const toMailService = (row: MailServiceRow): MailService => ({
  domain: row.domain,
  providerId: row.provider_id,
  imap: row.imap,
  smtp: row.smtp,
  onPremise: row.on_premise,
  tlsMode: row.tls_mode,
});

/** Writes the app, or changes the one that is there. */
export async function writeApp(tx: CorpTx, row: AppRow, service: MailService): Promise<void> {
  const { corp_id: _, ...changes } = row;
  await sqlOf(tx)
    .insertInto('apps')
    .values(row)
    .onConflict((conflict) => conflict.column('corp_id').doUpdateSet(changes))
    .execute();
  const values = {
    provider_id: service.providerId,
    imap: service.imap,
    smtp: service.smtp,
    on_premise: service.onPremise,
    tls_mode: service.tlsMode,
  };
  await sqlOf(tx)
    .insertInto('mail_services')
    .values({ corp_id: tx.corpId, domain: service.domain, ...values })
    .onConflict((conflict) => conflict.columns(['corp_id', 'domain']).doUpdateSet(values))
    .execute();
  await sqlOf(tx)
    .insertInto('corps')
    .values({ corp_id: tx.corpId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Changes single columns of the app; answers whether there is one. */
export async function changeApp(tx: CorpTx, change: Partial<Omit<AppRow, 'corp_id'>>): Promise<boolean> {
  const { numUpdatedRows } = await sqlOf(tx)
    .updateTable('apps')
    .set(change)
    .where('corp_id', '=', tx.corpId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a mail domain away. */
export async function removeMailService(tx: CorpTx, domain: string): Promise<void> {
  await sqlOf(tx).deleteFrom('mail_services').where('corp_id', '=', tx.corpId).where('domain', '=', domain).execute();
}
