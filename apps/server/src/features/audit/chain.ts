import type { CorpVault } from '../../platform/vault/types.ts';
import type { EntryRow, HeadRow } from './store.ts';

type Content = Omit<EntryRow, 'corp_id' | 'mac'>;
type Ends = Pick<HeadRow, 'first_seq' | 'last_seq' | 'last_mac'>;

/** What stands before the first entry. */
export const genesis = Buffer.alloc(32);

/** Covers the entry and, through the one before it, everything earlier. Keyed: who can write rows still cannot make one. */
export const macOfEntry = (vault: CorpVault, entry: Content): Buffer =>
  vault.mac(
    'audit-entry',
    JSON.stringify([
      entry.before.toString('base64'),
      entry.seq,
      entry.entry_id,
      entry.at.toISOString(),
      entry.act,
      entry.outcome,
      entry.sealed.toString('base64'),
    ]),
  );

/** Covers the two ends, so that neither can be cut off unseen. */
export const macOfHead = (vault: CorpVault, ends: Ends): Buffer =>
  vault.mac('audit-head', JSON.stringify([ends.first_seq, ends.last_seq, ends.last_mac.toString('base64')]));
