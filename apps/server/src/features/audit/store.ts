import type { CorpTx } from '../../platform/db/types.ts';

/** A row of `audit_entries`; actor, target and detail lie sealed. */
export interface EntryRow {
  readonly corp_id: string;
  readonly seq: number;
  readonly entry_id: string;
  readonly at: Date;
  readonly act: string;
  readonly outcome: 'done' | 'refused';
  readonly sealed: Buffer;
  /** The `mac` of the entry before; it is kept here because that one goes when its time is over. */
  readonly before: Buffer;
  readonly mac: Buffer;
}
/** Both ends of a corp's chain. */
export interface HeadRow {
  readonly corp_id: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly last_mac: Buffer;
  readonly mac: Buffer;
}
type Tables = { audit_entries: EntryRow; audit_heads: HeadRow };

const tables = (tx: CorpTx) => tx.sql.withTables<Tables>();

/** The chain's ends, held until the transaction ends: entries are written one after the other. */
export async function holdHead(tx: CorpTx, fresh: Omit<HeadRow, 'corp_id'>): Promise<HeadRow> {
  await tables(tx)
    .insertInto('audit_heads')
    .values({ corp_id: tx.corpId, ...fresh })
    .onConflict((conflict) => conflict.column('corp_id').doNothing())
    .execute();
  return tables(tx)
    .selectFrom('audit_heads')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The chain's ends as they are, or undefined where nothing was ever recorded; nothing is added while they are looked at. */
export const readHead = (tx: CorpTx): Promise<HeadRow | undefined> =>
  tables(tx).selectFrom('audit_heads').selectAll().where('corp_id', '=', tx.corpId).forShare().executeTakeFirst();

/** Moves the ends of the chain. */
export async function moveHead(tx: CorpTx, head: Omit<HeadRow, 'corp_id'>): Promise<void> {
  await tables(tx).updateTable('audit_heads').set(head).where('corp_id', '=', tx.corpId).execute();
}

/** One entry at the end. */
export async function addEntry(tx: CorpTx, row: Omit<EntryRow, 'corp_id'>): Promise<void> {
  await tables(tx)
    .insertInto('audit_entries')
    .values({ corp_id: tx.corpId, ...row })
    .execute();
}

/** Entries below a number, newest first. */
export const readBelow = (tx: CorpTx, below: number | undefined, limit: number): Promise<readonly EntryRow[]> =>
  tables(tx)
    .selectFrom('audit_entries')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .$if(below !== undefined, (query) => query.where('seq', '<', below ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();

/** Entries above a number, oldest first. */
export const readAbove = (tx: CorpTx, above: number, limit: number): Promise<readonly EntryRow[]> =>
  tables(tx)
    .selectFrom('audit_entries')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('seq', '>', above)
    .orderBy('seq')
    .limit(limit)
    .execute();

/** Takes away what is older; answers the number of the last one taken. */
export async function dropBefore(tx: CorpTx, before: Date): Promise<number | undefined> {
  const gone = await tables(tx)
    .deleteFrom('audit_entries')
    .where('corp_id', '=', tx.corpId)
    .where('at', '<', before)
    .returning('seq')
    .execute();
  return gone.length === 0 ? undefined : Math.max(...gone.map(({ seq }) => seq));
}
