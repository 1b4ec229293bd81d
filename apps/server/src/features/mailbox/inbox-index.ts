import type { CorpId, FolderId, MailboxId } from '@hongyan/kit';
import type { ImapConnection, OpenFolder } from '@hongyan/mail';
import type { CorpTx } from '../../platform/db/types.ts';
import type { IndexDeps } from './deps.ts';
import { createDraftMaker, type DraftMaker, type MessageDraft } from './draft.ts';
import { eraseMailbox } from './erase.ts';
import { type FolderRow, findFolder, findFolderByRole, lockIndex, putFolder, updateFolder } from './folder-store.ts';
import { lookAround } from './look-around.ts';
import { alignNumbering } from './numbering.ts';
import type { Pool } from './pool.ts';
import { reconcile } from './reconcile.ts';
import { type Pause, pauseMailbox, refusedCredential, resumeMailbox } from './state-store.ts';
import { cursorAfter, fetchNewer, isNeverRead, markEmpty } from './sync-folder.ts';
import { syncMailbox } from './sync-mailbox.ts';
import { tables } from './tables.ts';
import { takeIn } from './take-in.ts';

/** The index as the watching of an inbox uses it. */
export function createInboxIndex(deps: IndexDeps, pool: Pool) {
  // Made anew each time: what it remembers of words would weigh more than everything else of an idle mailbox.
  const makerOf = async (corpId: CorpId, mailboxId: MailboxId): Promise<DraftMaker> =>
    createDraftMaker(
      { vault: await deps.vault.forCorp(corpId), parsing: deps.parsing, now: () => deps.clock.now() },
      mailboxId,
    );
  const publishState = (tx: CorpTx, mailboxId: MailboxId) =>
    deps.events.publish(tx, { kind: 'mailbox.state', corpId: tx.corpId, mailboxId });

  return {
    /** The inbox's folder, which every mailbox has under this very name (RFC 3501 §5.1). */
    async inbox(corpId: CorpId, mailboxId: MailboxId): Promise<FolderRow> {
      const vault = await deps.vault.forCorp(corpId);
      return deps.db.inCorp(corpId, async (tx) => {
        const known = await findFolderByRole(tx, vault, mailboxId, 'inbox');
        if (known) return known;
        await lockIndex(tx, mailboxId);
        const { id } = await putFolder(tx, vault, mailboxId, {
          wirePath: 'INBOX',
          names: ['INBOX'],
          role: 'inbox',
          selectable: true,
        });
        return (await findFolder(tx, vault, id))!;
      });
    },

    async align(corpId: CorpId, inbox: FolderRow, opened: OpenFolder, connection: ImapConnection) {
      const make = await makerOf(corpId, inbox.mailboxId);
      const aligned = await alignNumbering(deps, corpId, inbox, opened, connection, make);
      return { ...aligned, neverRead: isNeverRead(aligned.folder) };
    },

    async *fetchNewer(
      corpId: CorpId,
      connection: ImapConnection,
      inbox: FolderRow,
      options: { chunk: number; first: number; signal: AbortSignal },
    ): AsyncGenerator<readonly MessageDraft[]> {
      const make = await makerOf(corpId, inbox.mailboxId);
      const vault = await deps.vault.forCorp(corpId);
      // The watching session does not know whether an empty inbox has been read before.
      const folder =
        inbox.lastUid > 0 ? inbox : ((await deps.db.inCorp(corpId, (tx) => findFolder(tx, vault, inbox.id))) ?? inbox);
      let found = false;
      for await (const drafts of fetchNewer(connection, folder, make, options)) {
        found = true;
        yield drafts;
      }
      if (!found && isNeverRead(folder)) await deps.db.inCorp(corpId, (tx) => markEmpty(tx, folder.id));
    },

    async takeIn(
      tx: CorpTx,
      inbox: FolderRow,
      messages: readonly MessageDraft[],
    ): Promise<{ fresh: readonly MessageDraft[]; inbox: FolderRow }> {
      await lockIndex(tx, inbox.mailboxId);
      const fresh = await takeIn(tx, inbox, messages, new Date(deps.clock.now()));
      if (messages.length === 0) return { fresh, inbox };
      const cursor = cursorAfter(inbox, messages);
      await updateFolder(tx, inbox.id, inbox.firstUid > 0 ? { lastUid: cursor.lastUid } : cursor);
      return { fresh, inbox: { ...inbox, ...cursor } };
    },

    async reconcile(corpId: CorpId, connection: ImapConnection, inbox: FolderRow, newest?: number): Promise<boolean> {
      const vault = await deps.vault.forCorp(corpId);
      const folder = await deps.db.inCorp(corpId, (tx) => findFolder(tx, vault, inbox.id));
      if (!folder || folder.uidValidity !== inbox.uidValidity) return false;
      const from = newest === undefined ? folder.firstUid : await uidOfNewest(corpId, folder, newest);
      return reconcile(
        deps,
        corpId,
        connection,
        folder,
        await makerOf(corpId, inbox.mailboxId),
        Math.max(1, from, folder.firstUid),
      );
    },

    lookAround: (corpId: CorpId, mailboxId: MailboxId, connection: ImapConnection) =>
      lookAround(deps, { corpId, mailboxId }, connection),
    syncRest: (corpId: CorpId, mailboxId: MailboxId, changed: readonly FolderId[], signal: AbortSignal) =>
      syncMailbox(deps, pool, { corpId, mailboxId }, changed, signal),

    async pause(corpId: CorpId, mailboxId: MailboxId, pause: Pause): Promise<void> {
      const vault = await deps.vault.forCorp(corpId);
      await deps.db.inCorp(corpId, async (tx) => {
        if (await pauseMailbox(tx, vault, mailboxId, pause, new Date(deps.clock.now()))) publishState(tx, mailboxId);
      });
    },
    async resume(corpId: CorpId, mailboxId: MailboxId): Promise<void> {
      await deps.db.inCorp(corpId, async (tx) => {
        if (await resumeMailbox(tx, mailboxId)) publishState(tx, mailboxId);
      });
    },
    refusedCredential: (corpId: CorpId, mailboxId: MailboxId) =>
      deps.db.inCorp(corpId, (tx) => refusedCredential(tx, mailboxId)),

    async erase(corpId: CorpId, mailboxId: MailboxId): Promise<void> {
      pool.drop(mailboxId);
      await eraseMailbox(deps, corpId, mailboxId);
    },
  };

  async function uidOfNewest(corpId: CorpId, folder: FolderRow, newest: number): Promise<number> {
    const row = await deps.db.inCorp(corpId, (tx) =>
      tables(tx)
        .selectFrom('mail_message')
        .select('uid')
        .where('folder_id', '=', folder.id)
        .where('uidvalidity', '=', folder.uidValidity)
        .where('uid', 'is not', null)
        .orderBy('uid', 'desc')
        .offset(newest - 1)
        .limit(1)
        .executeTakeFirst(),
    );
    return row?.uid ?? 1;
  }
}
