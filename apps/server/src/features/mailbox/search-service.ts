import type { FolderId, MailboxId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import type { Cursor } from './cursor.ts';
import { type Envelope, openEnvelope, searchText } from './envelope.ts';
import { findCandidates } from './list-store.ts';
import type { MessageRow } from './message-store.ts';
import { createWordHasher, fold, toQueryPieces, toTerms } from './search-words.ts';

const batch = 200;
/** A single letter narrows nothing: so many of the newest are opened, and no more. */
const maxOpened = 4_000;

/** Whether the text of a message holds every term. Terms are folded. */
export const holdsTerms = (envelope: Envelope, terms: readonly string[]): boolean => {
  const text = fold(searchText(envelope));
  return terms.every((term) => text.includes(term));
};

/** Messages that hold every term of the query, newest first; hashes find candidates, the opened text decides. */
export async function searchMessages(
  tx: CorpTx,
  vault: CorpVault,
  mailboxId: MailboxId,
  options: {
    q: string;
    folderId?: FolderId;
    filter: (row: MessageRow) => boolean;
    after?: Cursor;
    limit: number;
  },
): Promise<readonly MessageRow[]> {
  const terms = toTerms(options.q);
  const hash = createWordHasher(vault, mailboxId);
  const words = hash(new Set(terms.flatMap((term) => [...toQueryPieces(term)])));
  const found: MessageRow[] = [];
  let after = options.after;
  for (let opened = 0; opened < maxOpened && found.length < options.limit; opened += batch) {
    const rows = await findCandidates(tx, mailboxId, { folderId: options.folderId, words, after, limit: batch });
    for (const row of rows) {
      if (options.filter(row) && holdsTerms(openEnvelope(vault, row.id, row.sealed), terms)) found.push(row);
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) break;
    after = { date: last.internal_date, id: last.id };
  }
  return found.slice(0, options.limit);
}
