import type { Job } from '../../platform/queue/types.ts';
import { openPieces, openPlan, type SendPlan } from './plan.ts';
import type { ComposeDeps } from './ports.ts';
import * as store from './send-store.ts';
import { deleteUploads } from './upload-store.ts';

/** After a mail has gone out: our copy in Sent by the provider's policy, the mark on the original, and everything erased that is no longer needed. */
export function createFollowUp(deps: ComposeDeps) {
  const { db, vault, clock } = deps;

  async function file(job: Job<store.SendKey>, row: store.SendRow, plan: SendPlan): Promise<void> {
    const { corpId, data: key } = job;
    const account = await deps.accounts.get(corpId, row.mailbox_id);
    if (!account || row.filed || account.profile.sentCopy === 'server_keeps') return;
    const mail = deps.mail();
    // A second run may follow an append whose answer was lost.
    const lookFirst = account.profile.sentCopy === 'check' || job.attempt > 1;
    const there = lookFirst && (await mail.isInSent(corpId, row.mailbox_id, plan.messageIdHeader));
    if (!there) {
      const sealed = await db.inCorp(corpId, (tx) => store.readSendChunks(tx, key));
      if (sealed.length === 0) return;
      const raw = openPieces(await vault.forCorp(corpId), row.send_id, sealed);
      await mail.appendToSent(corpId, row.mailbox_id, withBcc(raw, plan.bcc));
    }
    await db.inCorp(corpId, (tx) => store.updateSend(tx, key, { filed: true, changed_at: new Date(clock.now()) }));
  }

  return async (job: Job<store.SendKey>): Promise<void> => {
    const { corpId, data: key } = job;
    const row = await db.inCorp(corpId, (tx) => store.findSend(tx, key));
    if (row?.state !== 'sent') return;
    const plan = openPlan(await vault.forCorp(corpId), row.send_id, row.plan);
    await file(job, row, plan);
    if (plan.answers) await deps.mail().markReplied(corpId, plan.answers.messageId, plan.answers.kind);
    await db.inCorp(corpId, async (tx) => {
      await store.deleteSendChunks(tx, key);
      await deleteUploads(tx, key.memberId, plan.uploadIds);
    });
  };
}

/** The sender's own copy shows who else got it (RFC 5322 §3.6.3 leaves that to us). */
function withBcc(raw: Uint8Array, bcc: readonly string[]): Uint8Array {
  const plain = bcc.filter((address) => /^[\x21-\x7e]+$/.test(address));
  if (plain.length === 0) return raw;
  return Buffer.concat([Buffer.from(`Bcc: ${plain.join(',\r\n ')}\r\n`, 'latin1'), raw]);
}
