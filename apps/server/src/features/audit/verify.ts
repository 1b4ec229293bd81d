import type { CorpTx } from '../../platform/db/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { macOfEntry, macOfHead } from './chain.ts';
import { type EntryRow, readAbove, readHead } from './store.ts';

/** What the check of a chain found; `seq` is the first entry that does not fit. */
export type AuditVerdict =
  | { readonly kind: 'whole'; readonly entries: number }
  | {
      readonly kind: 'broken';
      readonly problem: 'changed' | 'missing' | 'head' | 'cut';
      readonly seq: number;
    };

const batch = 1_000;

/** Follows the chain from its first kept entry to its last, handing each one on. */
export async function walkChain(
  tx: CorpTx,
  vault: CorpVault,
  each: (row: EntryRow) => void = () => undefined,
): Promise<AuditVerdict> {
  const head = await readHead(tx);
  if (!head) {
    const [stray] = await readAbove(tx, 0, 1);
    return stray ? { kind: 'broken', problem: 'head', seq: stray.seq } : { kind: 'whole', entries: 0 };
  }
  if (!macOfHead(vault, head).equals(head.mac)) return { kind: 'broken', problem: 'head', seq: head.first_seq };
  let before: Buffer | undefined;
  let next = head.first_seq;
  for (;;) {
    const rows = await readAbove(tx, next - 1, batch);
    for (const row of rows) {
      if (row.seq !== next) return { kind: 'broken', problem: 'missing', seq: next };
      if (!macOfEntry(vault, row).equals(row.mac) || (before && !before.equals(row.before)))
        return { kind: 'broken', problem: 'changed', seq: row.seq };
      each(row);
      before = row.mac;
      next += 1;
    }
    if (rows.length < batch) break;
  }
  if (next - 1 !== head.last_seq) return { kind: 'broken', problem: 'cut', seq: next };
  if (before && !before.equals(head.last_mac)) return { kind: 'broken', problem: 'changed', seq: next - 1 };
  return { kind: 'whole', entries: next - head.first_seq };
}
