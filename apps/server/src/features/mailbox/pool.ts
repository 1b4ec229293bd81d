import { AppError, type Clock, type CorpId, type MailboxId } from '@hongyan/kit';
import type { ImapConnection, MailFailure } from '@hongyan/mail';
import type { Log } from '../../platform/log/types.ts';
import type { Account, Accounts, Connect } from './ports.ts';

const maxPerMailbox = 2;
const idleMs = 2 * 60_000;
/** A connection unused for longer is asked for a sign of life before it is trusted. */
const probeAfterMs = 10_000;
const maxWaitMs = 20_000;
/** After a refused login nothing dials again for so long: servers lock accounts that try too often. */
const refusedMs = 60_000;

/**
 * Connections for what members do, beside the one that watches: opened on demand, at most two a mailbox, closed after two
 * idle minutes. Background work takes one at most, so that a member never waits behind it.
 */
export interface Pool {
  /** Throws AppError with the mail server's reason when no connection can be had. */
  use<T>(
    who: { corpId: CorpId; mailboxId: MailboxId },
    run: (connection: ImapConnection, account: Account) => Promise<T>,
    options?: { background?: boolean; signal?: AbortSignal },
  ): Promise<T>;
  /** Closes a mailbox's connections and forgets a refused login: its credential changed, or it is gone. */
  drop(mailboxId: MailboxId): void;
  close(): Promise<void>;
}

interface Held {
  readonly connection: ImapConnection;
  readonly account: Account;
  busy: boolean;
  dead: boolean;
  usedAt: number;
  idleTimer?: NodeJS.Timeout;
}
interface Slot {
  readonly held: Set<Held>;
  opening: number;
  background: boolean;
  readonly waiting: Set<() => void>;
  refused?: { failure: MailFailure; until: number };
}

export const toMailError = (failure: MailFailure): AppError =>
  new AppError(failure.code, { detail: failure.detail, retryAfterMs: failure.retry ? 5_000 : undefined });

export function createPool(deps: { accounts: Accounts; connect: Connect; clock: Clock; log: Log }): Pool {
  const slots = new Map<MailboxId, Slot>();
  let closed = false;

  const slotOf = (id: MailboxId): Slot => {
    let slot = slots.get(id);
    if (!slot) {
      slot = { held: new Set(), opening: 0, background: false, waiting: new Set() };
      slots.set(id, slot);
    }
    return slot;
  };
  const wake = (slot: Slot) => {
    for (const resolve of slot.waiting) resolve();
    slot.waiting.clear();
  };
  const discard = (slot: Slot, held: Held) => {
    held.dead = true;
    clearTimeout(held.idleTimer);
    slot.held.delete(held);
    void held.connection.close().catch(() => undefined);
    wake(slot);
  };

  async function waitForChange(slot: Slot, until: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const left = until - deps.clock.now();
    if (left <= 0) throw new AppError('mail.throttled', { detail: 'all connections of this mailbox are busy' });
    const done = new AbortController();
    await Promise.race([
      new Promise<void>((resolve) => slot.waiting.add(resolve)),
      deps.clock.sleep(left, done.signal).catch(() => undefined),
    ]);
    done.abort();
  }

  async function open(slot: Slot, who: { corpId: CorpId; mailboxId: MailboxId }, signal?: AbortSignal): Promise<Held> {
    slot.opening += 1;
    try {
      const account = await deps.accounts.get(who.corpId, who.mailboxId);
      if (!account) throw new AppError('binding.missing');
      const result = await deps.connect(account, signal);
      if (!result.ok) {
        if (!result.error.retry) slot.refused = { failure: result.error, until: deps.clock.now() + refusedMs };
        throw toMailError(result.error);
      }
      const held: Held = { connection: result.value, account, busy: true, dead: false, usedAt: deps.clock.now() };
      held.connection.onNews((news) => {
        if (news.kind === 'closed') discard(slot, held);
      });
      slot.held.add(held);
      return held;
    } finally {
      slot.opening -= 1;
    }
  }

  async function take(
    slot: Slot,
    who: { corpId: CorpId; mailboxId: MailboxId },
    options: { background?: boolean; signal?: AbortSignal },
  ): Promise<Held> {
    const until = deps.clock.now() + maxWaitMs;
    for (;;) {
      if (closed) throw new AppError('internal.unavailable');
      const idle = [...slot.held].find((held) => !held.busy && !held.dead);
      if (idle) {
        idle.busy = true;
        clearTimeout(idle.idleTimer);
        if (deps.clock.now() - idle.usedAt < probeAfterMs) return idle;
        const alive = await idle.connection.noop().catch(() => undefined);
        if (alive?.ok && !idle.dead) return idle;
        discard(slot, idle);
        continue;
      }
      if (slot.refused && slot.refused.until > deps.clock.now()) throw toMailError(slot.refused.failure);
      if (slot.held.size + slot.opening < maxPerMailbox) return open(slot, who, options.signal);
      await waitForChange(slot, until, options.signal);
    }
  }

  function giveBack(slot: Slot, held: Held): void {
    held.busy = false;
    held.usedAt = deps.clock.now();
    if (held.dead) return;
    if (closed) {
      discard(slot, held);
      return;
    }
    held.idleTimer = setTimeout(() => discard(slot, held), idleMs);
    held.idleTimer.unref();
    wake(slot);
  }

  return {
    async use(who, run, options = {}) {
      const slot = slotOf(who.mailboxId);
      if (options.background) {
        const until = deps.clock.now() + 10 * maxWaitMs;
        while (slot.background) await waitForChange(slot, until, options.signal);
        slot.background = true;
      }
      try {
        const held = await take(slot, who, options);
        try {
          return await run(held.connection, held.account);
        } catch (thrown) {
          // What a connection that threw still holds is unknown.
          if (!(thrown instanceof AppError)) discard(slot, held);
          throw thrown;
        } finally {
          giveBack(slot, held);
        }
      } finally {
        if (options.background) {
          slot.background = false;
          wake(slot);
        }
      }
    },
    drop(mailboxId) {
      const slot = slots.get(mailboxId);
      if (!slot) return;
      slots.delete(mailboxId);
      for (const held of slot.held) discard(slot, held);
    },
    async close() {
      closed = true;
      await Promise.all(
        [...slots.values()].flatMap((slot) =>
          [...slot.held].map((held) => {
            clearTimeout(held.idleTimer);
            return held.connection.close().catch(() => undefined);
          }),
        ),
      );
      slots.clear();
    },
  };
}
