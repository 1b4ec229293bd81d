import type { CorpId } from '@hongyan/kit';
import type { SendOutcome } from '@hongyan/mail';
import type { CorpTx } from '../../platform/db/types.ts';
import type { Job } from '../../platform/queue/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import type { Correspondents } from './correspondents.ts';
import { afterLook, afterTry, keepsCopies, type NextStep } from './next-step.ts';
import { openPieces, openPlan, type SendPlan, sealDetail } from './plan.ts';
import type { ComposeDeps, SendingAccount } from './ports.ts';
import { followUpQueue, sendQueue } from './queues.ts';
import * as store from './send-store.ts';

// Waits before an outcome is written again.
const writeWaits = [200, 1_000, 5_000, 15_000];
// Below the queue's own limit, so that a try is over before the queue gives its job to another process.
const tryLimitMs = 540_000;

/** What to do with a send that a job names. */
type Claim = { readonly kind: 'send' | 'look'; readonly row: store.SendRow } | { readonly kind: 'nothing' };

/** Everything that a try needs, read before the row says `sending`: what fails up to here is simply done again. */
interface Prepared {
  readonly corpId: CorpId;
  readonly key: store.SendKey;
  readonly plan: SendPlan;
  readonly account: SendingAccount | undefined;
  readonly raw: Uint8Array;
}

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

  async function prepare({ corpId, data: key }: Job<store.SendKey>): Promise<Prepared | undefined> {
    const found = await db.inCorp(corpId, async (tx) => {
      const row = await store.findSend(tx, key);
      return row && { row, sealed: await store.readSendChunks(tx, key) };
    });
    if (!found) return undefined;
    const keys = await vault.forCorp(corpId);
    return {
      corpId,
      key,
      plan: openPlan(keys, key.sendId, found.row.plan),
      account: await deps.accounts.get(corpId, found.row.mailbox_id),
      raw: openPieces(keys, key.sendId, found.sealed),
    };
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

  async function trySending({ plan, raw, key }: Prepared, account: SendingAccount): Promise<SendOutcome> {
    const { smtp: server, credential, profile, dial } = account;
    try {
      return await deps.door.sendMail(
        { server, credential, profile, dial, signal: AbortSignal.timeout(tryLimitMs) },
        { raw, envelope: plan.envelope },
      );
    } catch (error) {
      // A bug of ours, at a moment that we do not know: the mail may have gone out.
      deps.log.error('sending broke', { sendId: key.sendId, error });
      return { kind: 'unknown', failure: { code: 'mail.protocol', retry: false } };
    }
  }

  async function send(prepared: Prepared, row: store.SendRow): Promise<NextStep> {
    const { corpId, key, account } = prepared;
    // Unbound in the meantime, or gone from the company: a mailbox of several members is still there.
    if (!account?.memberIds.includes(key.memberId)) return { kind: 'failed' };
    const outcome = await trySending(prepared, account);
    deps.log.info('a mail was tried', { corpId, sendId: key.sendId, attempt: row.attempt, outcome: outcome.kind });
    return afterTry(outcome, row.attempt, account.profile);
  }

  async function look({ corpId, account, plan }: Prepared, row: store.SendRow): Promise<NextStep> {
    if (!account || !keepsCopies(account.profile)) return { kind: 'unknown' };
    const found = await deps
      .mail()
      .isInSent(corpId, row.mailbox_id, plan.messageIdHeader)
      .catch(() => false);
    return afterLook(found, clock.now() - (row.looking_since?.getTime() ?? clock.now()));
  }

  /** Writes what follows. A newer state stands, with one exception: a mail that we thought lost and that has gone out is sent. */
  async function write({ corpId, key, plan }: Prepared, claimed: store.SendRow, step: NextStep): Promise<void> {
    const keys = await vault.forCorp(corpId);
    await db.inCorp(corpId, async (tx) => {
      const row = await store.lockSend(tx, key);
      const isOurs = row?.state === claimed.state && row.attempt === claimed.attempt;
      const isNews = step.kind === 'sent' && (row?.state === 'looking' || row?.state === 'unknown');
      if (!isOurs && !isNews) return;
      await store.updateSend(tx, key, { ...toChange(step, claimed, now(), keys), changed_at: now() });
      if (step.kind === 'sent') await queue.enqueue(tx, followUpQueue, key);
      if (step.kind === 'try' || step.kind === 'look')
        await queue.enqueue(tx, sendQueue, key, { startAfter: new Date(clock.now() + step.afterMs) });
      tell(tx, key);
    });
    if (step.kind !== 'sent') return;
    await deps.correspondents
      .record(corpId, key.memberId, plan.recipients)
      .catch((error: unknown) => deps.log.warn('recipients were not remembered', { corpId, error }));
  }

  /** What the mail server answered is known here only: a database that is away for a moment must not turn it into "unknown". */
  async function insist(run: () => Promise<void>): Promise<void> {
    for (const wait of writeWaits) {
      try {
        return await run();
      } catch (error) {
        deps.log.warn('the outcome of a mail could not be written yet', { error });
        await clock.sleep(wait);
      }
    }
    await run();
  }

  return async (job: Job<store.SendKey>): Promise<void> => {
    const prepared = await prepare(job);
    if (!prepared) return;
    const claimed = await claim(job);
    if (claimed.kind === 'nothing') return;
    const step = claimed.kind === 'send' ? await send(prepared, claimed.row) : await look(prepared, claimed.row);
    await insist(() => write(prepared, claimed.row, step));
  };
}

/** A step as the row shows it. */
function toChange(step: NextStep, row: store.SendRow, at: Date, keys: CorpVault): Partial<store.SendRow> {
  switch (step.kind) {
    case 'sent':
      return { state: 'sent', code: null, detail: null };
    case 'try':
      return { state: 'waiting' };
    case 'look':
      return { state: 'looking', looking_since: row.looking_since ?? at };
    case 'failed':
    case 'unknown':
      return {
        state: step.kind,
        code: step.kind === 'unknown' ? 'send.unknown' : (step.failure?.code ?? 'binding.missing'),
        detail: sealDetail(keys, row.send_id, step.failure?.detail),
      };
  }
}
