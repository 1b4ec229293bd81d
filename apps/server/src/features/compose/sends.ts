import type { SendRequest, SendStatus } from '@hongyan/contract';
import { AppError, type MessageId, parseUuid } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import { createGate } from '../../platform/gate.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { cutBytes } from './chunks.ts';
import type { Language } from './language.ts';
import { assembleMail, parseMailboxId } from './outgoing.ts';
import { openDetail, type SendPlan, sealPieces, sealPlan } from './plan.ts';
import type { ComposeDeps } from './ports.ts';
import { sendQueue } from './queues.ts';
import * as store from './send-store.ts';
import type { Uploads } from './uploads.ts';

/** Mails that members ask us to send. */
export interface Sends {
  /** Idempotent by `sendId`: the second request gets the first one's status, whatever it says. */
  submit(principal: Principal, request: SendRequest, language: Language): Promise<SendStatus>;
  status(principal: Principal, sendId: string): Promise<SendStatus | undefined>;
  cancel(principal: Principal, sendId: string): Promise<SendStatus>;
}

/** A send as the page sees it. */
function presentSend(keys: CorpVault, row: store.SendRow): SendStatus {
  const over = row.state === 'failed' || row.state === 'unknown';
  return {
    sendId: row.send_id,
    state: row.state === 'waiting' || row.state === 'looking' ? 'sending' : row.state,
    ...(row.state === 'held' && row.held_until ? { heldUntil: row.held_until.toISOString() } : {}),
    ...(over && row.code ? { code: row.code } : {}),
    ...(over && row.detail ? { detail: openDetail(keys, row.send_id, row.detail) } : {}),
  };
}

export function createSends(deps: ComposeDeps & { readonly uploads: Uploads }): Sends {
  const { db, vault, clock, queue, events } = deps;
  // A mail with its files is held in memory several times over while it is made.
  const gate = createGate(1);
  const keyOf = ({ memberId }: Principal, sendId: string): store.SendKey => {
    const id = parseUuid<string>(sendId);
    if (!id) throw new AppError('request.invalid', { detail: 'sendId' });
    return { memberId, sendId: id };
  };

  async function accept(principal: Principal, request: SendRequest, language: Language): Promise<SendStatus> {
    const { corpId, memberId } = principal;
    const key = keyOf(principal, request.sendId);
    const keys = await vault.forCorp(corpId);
    const known = await db.inCorp(corpId, (tx) => store.findSend(tx, key));
    if (known) return presentSend(keys, known);

    const mailboxId = parseMailboxId(request.mailboxId);
    if (!(await deps.accounts.canUse(principal, mailboxId))) throw new AppError('binding.missing');
    const account = await deps.accounts.get(corpId, mailboxId);
    if (!account) throw new AppError('binding.missing');
    const { mail, built } = await assembleMail(deps, principal, account, request, language);

    const plan: SendPlan = {
      messageIdHeader: mail.messageId,
      envelope: built.envelope,
      bcc: mail.bcc.map((entry) => entry.address),
      recipients: [...mail.to, ...mail.cc, ...mail.bcc],
      ...(request.kind !== 'new' && request.originalId
        ? {
            answers: {
              messageId: request.originalId as MessageId,
              kind: request.kind === 'forward' ? ('forwarded' as const) : ('answered' as const),
            },
          }
        : {}),
      uploadIds: [...new Set(request.uploadIds)],
    };
    const sealed = {
      plan: sealPlan(keys, key.sendId, plan),
      pieces: sealPieces(keys, key.sendId, cutBytes(built.raw)),
    };
    const now = new Date(clock.now());
    const holdSeconds = request.holdSeconds ?? 0;
    const heldUntil = holdSeconds > 0 ? new Date(now.getTime() + holdSeconds * 1000) : null;
    return db.inCorp(corpId, async (tx) => {
      const stored = await store.insertSend(
        tx,
        {
          member_id: memberId,
          send_id: key.sendId,
          mailbox_id: mailboxId,
          state: heldUntil ? 'held' : 'waiting',
          held_until: heldUntil,
          plan: sealed.plan,
          created_at: now,
        },
        sealed.pieces,
      );
      if (stored) {
        await queue.enqueue(tx, sendQueue, key, heldUntil ? { startAfter: heldUntil } : {});
        events.publish(tx, { kind: 'send.state', corpId, memberId, sendId: key.sendId });
      }
      return presentSend(keys, (await store.findSend(tx, key))!);
    });
  }

  return {
    submit: (principal, request, language) => gate(principal.memberId, () => accept(principal, request, language)),

    async status(principal, sendId) {
      const id = parseUuid<string>(sendId);
      if (!id) return undefined;
      const key = { memberId: principal.memberId, sendId: id };
      const row = await db.inCorp(principal.corpId, (tx) => store.findSend(tx, key));
      return row && presentSend(await vault.forCorp(principal.corpId), row);
    },

    async cancel(principal, sendId) {
      const { corpId, memberId } = principal;
      const key = keyOf(principal, sendId);
      const keys = await vault.forCorp(corpId);
      return db.inCorp(corpId, async (tx) => {
        const row = await store.lockSend(tx, key);
        if (!row) throw new AppError('request.not_found');
        if (row.state === 'cancelled') return presentSend(keys, row);
        // A mail that waits for another try has certainly not gone out.
        if (row.state !== 'held' && row.state !== 'waiting') throw new AppError('send.too_late');
        await store.updateSend(tx, key, { state: 'cancelled', changed_at: new Date(clock.now()) });
        await store.deleteSendChunks(tx, key);
        events.publish(tx, { kind: 'send.state', corpId, memberId, sendId: key.sendId });
        return presentSend(keys, { ...row, state: 'cancelled' });
      });
    },
  };
}
