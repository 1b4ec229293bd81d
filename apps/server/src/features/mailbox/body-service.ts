import { AppError, type CorpId } from '@hongyan/kit';
import type { IndexDeps } from './deps.ts';
import { type FolderRow, findFolder } from './folder-store.ts';
import type { MessageRow } from './message-store.ts';
import { type Pool, toMailError } from './pool.ts';
import { openRows } from './server-rows.ts';
import { tables } from './tables.ts';

const keepMs = 24 * 60 * 60_000;
/** A bigger mail is fetched again rather than kept. */
const maxCached = 16 * 1024 * 1024;

const binding = (row: MessageRow) => ({ purpose: 'body', owner: row.id });

/** Whole messages, from the sealed cache or from the server; reading never sets \Seen. */
export function createBodyService(deps: IndexDeps & { pool: Pool }) {
  return {
    /** Throws `mail.gone` when the server no longer has it. */
    async raw(corpId: CorpId, row: MessageRow, signal?: AbortSignal): Promise<Uint8Array> {
      const vault = await deps.vault.forCorp(corpId);
      const found = await deps.db.inCorp(corpId, async (tx) => ({
        cached: await tables(tx)
          .selectFrom('mail_body')
          .select('sealed')
          .where('message_id', '=', row.id)
          .where('expires_at', '>', new Date(deps.clock.now()))
          .executeTakeFirst(),
        folder: await findFolder(tx, vault, row.folder_id),
      }));
      if (found.cached) return vault.open(binding(row), found.cached.sealed);
      if (!found.folder) throw new AppError('mail.gone');
      const raw = await fetchRaw(corpId, found.folder, row, signal);
      if (raw.byteLength <= maxCached) await keep(corpId, row, vault.seal(binding(row), raw));
      return raw;
    },
  };

  function fetchRaw(corpId: CorpId, folder: FolderRow, row: MessageRow, signal?: AbortSignal): Promise<Uint8Array> {
    return deps.pool.use(
      { corpId, mailboxId: row.mailbox_id },
      async (connection, account) => {
        const { rows } = await openRows(deps, corpId, connection, folder, [row], { readOnly: true });
        const { maxMessageBytes: maxBytes } = account.profile;
        const fetched = await connection.fetchMessage(rows[0]!.uid, { maxBytes, signal });
        if (!fetched.ok) throw toMailError(fetched.error);
        if (!fetched.value) throw new AppError('mail.gone');
        return fetched.value;
      },
      { signal },
    );
  }

  async function keep(corpId: CorpId, row: MessageRow, sealed: Buffer): Promise<void> {
    const expires = new Date(deps.clock.now() + keepMs);
    await deps.db.inCorp(corpId, async (tx) => {
      // Unbound while it was fetched: nothing of it is kept.
      const there = await tables(tx)
        .selectFrom('mail_message')
        .select('id')
        .where('id', '=', row.id)
        .forKeyShare()
        .executeTakeFirst();
      if (!there) return;
      await tables(tx)
        .insertInto('mail_body')
        .values({ corp_id: corpId, message_id: row.id, mailbox_id: row.mailbox_id, sealed, expires_at: expires })
        .onConflict((conflict) =>
          conflict.columns(['corp_id', 'message_id']).doUpdateSet({ sealed, expires_at: expires }),
        )
        .execute();
    });
  }
}
