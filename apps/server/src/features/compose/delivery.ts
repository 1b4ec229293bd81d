import type { CorpId } from '@hongyan/kit';
import type { MailFailure, ProviderProfile, SendOutcome } from '@hongyan/mail';
import type { CorpTx } from '../../platform/db/types.ts';
import type { Job } from '../../platform/queue/types.ts';
import type { Correspondents } from './correspondents.ts';
import { openPieces, openPlan, type SendPlan, sealDetail } from './plan.ts';
import type { ComposeDeps, SendingAccount } from './ports.ts';
import { followUpQueue, sendQueue } from './queues.ts';
import * as store from './send-store.ts';

// Waits before the second, third, … try of a mail that certainly has not gone out; together a bit over two hours.
const retryWaits = [5, 15, 60, 300, 900, 1800, 3600].map((seconds) => seconds * 1000);
const lookEveryMs = 15_000;
const lookForMs = 5 * 60_000;
// Below the queue's own limit, so that a try is over before the queue gives its job to another process.
const tryLimitMs = 540_000;

/** What to do with a send that a job names. */
type Claim =
  | { readonly kind: 'send'; readonly row: store.SendRow }
  | { readonly kind: 'look'; readonly row: store.SendRow }
  | { readonly kind: 'nothing' };

/**
 * One try to send a mail (design §5.16). The row says `sending` in a committed transaction before anything is dialled, so a
 * crash leaves a mark: whoever finds it never sends again, but looks whether the mail has arrived in Sent.
 */
export function createDelivery(deps: ComposeDeps & { readonly correspondents: Correspondents }) {
  const { db, vault, clock, queue, events } = deps;
  const now = () => new Date(clock.now());

  function tell(tx: CorpTx, key: store.SendKey): void {
    events.publish(tx, { kind: 'send.state', corpId: tx.corpId, memberId: key.memberId, sendId: key.sendId });
  }

  const claim = (job: Job<store.SendKey>): Promise<Claim> =>
    db.inCorp(job.corpId, async (tx): Promise<Claim> => {
      const key = job.data;
      const row = await store.lockSend(tx, key);
      if (!row) return { kind: 'nothing' };
      if (row.state === 'held' && row.held_until && row.held_until.getTime() > clock.now()) {
        await queue.enqueue(tx, sendQueue, key, { startAfter: row.held_until });
        return { kind: 'nothing' };
      }
      if (row.state === 'held' || row.state === 'waiting') {
        const change = { state: 'sending', attempt: row.attempt + 1, claimed_by: job.id, changed_at: now() } as const;
        await store.updateSend(tx, key, change);
        tell(tx, key);
        return { kind: 'send', row: { ...row, ...change } };
      }
      if (row.state === 'looking') return { kind: 'look', row };
      // Another job's try is under way; if it died, the queue brings that job back by itself.
      if (row.state !== 'sending' || row.claimed_by !== job.id) return { kind: 'nothing' };
      const change = { state: 'looking', looking_since: now(), changed_at: now() } as const;
      await store.updateSend(tx, key, change);
      return { kind: 'look', row: { ...row, ...change } };
    });

  async function markSent(corpId: CorpId, key: store.SendKey, plan: SendPlan): Promise<void> {
    await db.inCorp(corpId, async (tx) => {
      const row = await store.lockSend(tx, key);
      // Even a send that was given up as unknown is sent when we learn that it was.
      if (!row || !['sending', 'looking', 'unknown'].includes(row.state)) return;
      await store.updateSend(tx, key, { state: 'sent', code: null, detail: null, changed_at: now() });
      await queue.enqueue(tx, followUpQueue, key);
      tell(tx, key);
    });
    await deps.correspondents.record(corpId, key.memberId, plan.recipients);
  }

  /** Ends or postpones the try that this claim stands for; a newer state stands. */
  async function settle(
    corpId: CorpId,
    claimed: store.SendRow,
    change: Partial<store.SendRow> & { readonly state: store.SendState },
    again?: { readonly startAfter: Date },
  ): Promise<void> {
    const key = { memberId: claimed.member_id, sendId: claimed.send_id };
    await db.inCorp(corpId, async (tx) => {
      const row = await store.lockSend(tx, key);
      if (!row || row.state !== claimed.state || row.attempt !== claimed.attempt) return;
      await store.updateSend(tx, key, { ...change, changed_at: now() });
      if (again) await queue.enqueue(tx, sendQueue, key, again);
      tell(tx, key);
    });
  }

  async function trySending(row: store.SendRow, account: SendingAccount, raw: Uint8Array, plan: SendPlan) {
    const { smtp: server, credential, profile, dial } = account;
    try {
      return await deps.door.sendMail(
        { server, credential, profile, dial, signal: AbortSignal.timeout(tryLimitMs) },
        { raw, envelope: plan.envelope },
      );
    } catch (error) {
      // A bug of ours, at a moment that we do not know: the mail may have gone out.
      deps.log.error('sending broke', { sendId: row.send_id, error });
      const failure: MailFailure = { code: 'mail.protocol', retry: false };
      return { kind: 'unknown', failure } satisfies SendOutcome;
    }
  }

  async function send(corpId: CorpId, row: store.SendRow): Promise<void> {
    const key = { memberId: row.member_id, sendId: row.send_id };
    const keys = await vault.forCorp(corpId);
    const plan = openPlan(keys, row.send_id, row.plan);
    const inWords = ({ code, detail }: MailFailure) => ({ code, detail: sealDetail(keys, row.send_id, detail) });
    const account = await deps.accounts.get(corpId, row.mailbox_id);
    if (!account) return settle(corpId, row, { state: 'failed', code: 'binding.missing' });
    const sealed = await db.inCorp(corpId, (tx) => store.readSendChunks(tx, key));
    const outcome = await trySending(row, account, openPieces(keys, row.send_id, sealed), plan);
    deps.log.info('a mail was tried', { corpId, sendId: row.send_id, attempt: row.attempt, outcome: outcome.kind });
    switch (outcome.kind) {
      case 'sent':
        return markSent(corpId, key, plan);
      case 'refused':
        return settle(corpId, row, { state: 'failed', ...inWords(outcome.failure) });
      case 'not_sent': {
        const wait = outcome.failure.retry ? retryWaits[row.attempt - 1] : undefined;
        return wait === undefined
          ? settle(corpId, row, { state: 'failed', ...inWords(outcome.failure) })
          : settle(corpId, row, { state: 'waiting' }, { startAfter: new Date(clock.now() + wait) });
      }
      case 'unknown':
        return keepsCopies(account.profile)
          ? settle(
              corpId,
              row,
              { state: 'looking', looking_since: now() },
              { startAfter: new Date(clock.now() + lookEveryMs) },
            )
          : settle(corpId, row, { state: 'unknown', ...inWords(outcome.failure), code: 'send.unknown' });
    }
  }

  /** Looks into Sent; after five minutes the member is told that we do not know. */
  async function look(corpId: CorpId, row: store.SendRow): Promise<void> {
    const key = { memberId: row.member_id, sendId: row.send_id };
    const account = await deps.accounts.get(corpId, row.mailbox_id);
    const unknown = { state: 'unknown', code: 'send.unknown', detail: null } as const;
    if (!account || !keepsCopies(account.profile)) return settle(corpId, row, unknown);
    const plan = openPlan(await vault.forCorp(corpId), row.send_id, row.plan);
    const found = await deps
      .mail()
      .isInSent(corpId, row.mailbox_id, plan.messageIdHeader)
      .catch(() => false);
    if (found) return markSent(corpId, key, plan);
    const since = row.looking_since?.getTime() ?? clock.now();
    if (clock.now() - since >= lookForMs) return settle(corpId, row, unknown);
    return settle(corpId, row, { state: 'looking' }, { startAfter: new Date(clock.now() + lookEveryMs) });
  }

  return async (job: Job<store.SendKey>): Promise<void> => {
    const claimed = await claim(job);
    if (claimed.kind === 'send') await send(job.corpId, claimed.row);
    else if (claimed.kind === 'look') await look(job.corpId, claimed.row);
  };
}

/** Does the mail server put a copy into Sent by itself, at least perhaps? */
const keepsCopies = (profile: ProviderProfile): boolean => profile.sentCopy !== 'append';
