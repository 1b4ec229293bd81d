import type { AuditEntry } from '@hongyan/contract';
import { type Clock, type CorpId, newId } from '@hongyan/kit';
import type { AuditRecord } from '../../build/ports.ts';
import type { CorpTx, Db } from '../../platform/db/types.ts';
import type { CorpVault, Vault } from '../../platform/vault/types.ts';
import { genesis, macOfEntry, macOfHead } from './chain.ts';
import * as store from './store.ts';
import { type AuditVerdict, walkChain } from './verify.ts';

/** The chain of acts that belong to no corp (setup tokens, removals). No corp id has a dot: nobody can name it from outside. */
export const instance = '.instance' as CorpId;

const keepMs = 180 * 86_400_000;
const pageSize = 50;

/** Who did what: written in the act's own transaction, chained, kept for 180 days. */
export interface AuditLog {
  /** Names the chain of the installation. */
  readonly instance: CorpId;
  /** In the act's transaction. Whoever opens it has the corp's keys already (`vault.forCorp`), or it takes a second connection. */
  record(tx: CorpTx, entry: AuditRecord): Promise<void>;
  /** An act that has no transaction of its own: a refusal, a sign-in. */
  note(corpId: CorpId, entry: AuditRecord): Promise<void>;
  /** Newest first, 50 at a time. */
  list(corpId: CorpId, cursor?: string): Promise<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }>;
  verify(corpId: CorpId): Promise<AuditVerdict>;
  /** Every entry, oldest first, and whether the chain holds. */
  exportAll(corpId: CorpId, each: (entry: AuditEntry) => void): Promise<AuditVerdict>;
  /** Takes away what is older than 180 days. */
  forgetOld(corpId: CorpId): Promise<void>;
}

export function createAudit({ db, vault, clock }: { db: Db; vault: Vault; clock: Clock }): AuditLog {
  async function record(tx: CorpTx, entry: AuditRecord): Promise<void> {
    const keys = await vault.forCorp(tx.corpId);
    const head = await store.holdHead(tx, headOf(keys, start));
    const entryId = newId<string>(clock.now());
    const { actor, target, detail } = entry;
    const content = {
      seq: head.last_seq + 1,
      entry_id: entryId,
      at: new Date(clock.now()),
      act: entry.act,
      outcome: entry.outcome ?? ('done' as const),
      sealed: keys.seal({ purpose: 'audit', owner: entryId }, JSON.stringify({ actor, target, detail })),
      before: head.last_mac,
    };
    const mac = macOfEntry(keys, content);
    await store.addEntry(tx, { ...content, mac });
    await store.moveHead(tx, headOf(keys, { first_seq: head.first_seq, last_seq: content.seq, last_mac: mac }));
  }

  return {
    instance,
    record,
    async note(corpId, entry) {
      // Read first: a key that is asked for inside a transaction takes a second connection.
      await vault.forCorp(corpId);
      await db.inCorp(corpId, (tx) => record(tx, entry));
    },

    async list(corpId, cursor) {
      const keys = await vault.forCorp(corpId);
      const below = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
      const rows = await db.inCorp(corpId, (tx) => store.readBelow(tx, below, pageSize + 1));
      const page = rows.slice(0, pageSize);
      const last = rows.length > pageSize ? page.at(-1) : undefined;
      return { entries: page.map((row) => present(keys, row)), ...(last ? { cursor: String(last.seq) } : {}) };
    },

    async verify(corpId) {
      const keys = await vault.forCorp(corpId);
      return db.inCorp(corpId, (tx) => walkChain(tx, keys));
    },

    async exportAll(corpId, each) {
      const keys = await vault.forCorp(corpId);
      return db.inCorp(corpId, (tx) => walkChain(tx, keys, (row) => each(present(keys, row))));
    },

    async forgetOld(corpId) {
      const keys = await vault.forCorp(corpId);
      await db.inCorp(corpId, async (tx) => {
        const held = await store.holdHead(tx, headOf(keys, start));
        const gone = await store.dropBefore(tx, new Date(clock.now() - keepMs));
        if (gone === undefined) return;
        const { last_seq, last_mac } = held;
        await store.moveHead(tx, headOf(keys, { first_seq: gone + 1, last_seq, last_mac }));
      });
    },
  };
}

const start = { first_seq: 1, last_seq: 0, last_mac: genesis };
const headOf = (keys: CorpVault, ends: Parameters<typeof macOfHead>[1]) => ({ ...ends, mac: macOfHead(keys, ends) });

function present(keys: CorpVault, row: store.EntryRow): AuditEntry {
  const { actor, target, detail } = JSON.parse(
    keys.open({ purpose: 'audit', owner: row.entry_id }, row.sealed).toString('utf8'),
  ) as Pick<AuditEntry, 'actor' | 'target' | 'detail'>;
  return {
    id: row.entry_id,
    at: row.at.toISOString(),
    actor,
    act: row.act,
    ...(target === undefined ? {} : { target }),
    ...(detail === undefined ? {} : { detail }),
    outcome: row.outcome,
  };
}
