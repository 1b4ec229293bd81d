import { randomBytes } from 'node:crypto';
import type { CorpId, MailboxId } from '@hongyan/kit';
import type { WatchDeps } from './deps.ts';
import {
  buryDead,
  claimLeases,
  type Lease,
  leaseSeconds,
  leave,
  releaseLeases,
  renewLeases,
  shardCount,
  shardOf,
} from './lease.ts';
import { holdLifeLock } from './life-lock.ts';
import { runWatcher } from './watcher.ts';

const beatMs = 2_000;
const listEveryMs = 30_000;

interface Running {
  readonly corpId: CorpId;
  readonly lease: Lease;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  ended: boolean;
}

/** Runs the watchers of this process: as many shares as are fair, one watcher per mailbox of them. */
export interface Supervisor {
  start(): Promise<void>;
  /** The mailbox is new, or its credential is: begin at once. */
  restart(corpId: CorpId, mailboxId: MailboxId): Promise<void>;
  /** The mailbox is gone: stop at once. */
  end(mailboxId: MailboxId): Promise<void>;
  /** Events were missed: compare with what is bound now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export function createSupervisor(deps: WatchDeps): Supervisor {
  const owner = randomBytes(8).toString('hex');
  const lockKey = randomBytes(6).readUIntBE(0, 6);
  const stopped = new AbortController();
  const running = new Map<MailboxId, Running>();
  let leases = new Map<number, Lease>();
  let renewedAt = deps.clock.now();
  let listedAt = 0;
  let beating: Promise<void> | undefined;

  function startWatcher(corpId: CorpId, mailboxId: MailboxId, lease: Lease): void {
    const stop = new AbortController();
    const entry: Running = {
      corpId,
      lease,
      stop,
      ended: false,
      done: runWatcher(deps, lease, { corpId, mailboxId }, stop.signal)
        .catch((error: unknown) => deps.log.error('watcher ended', { mailboxId, error }))
        .then(() => {
          entry.ended = true;
        }),
    };
    running.set(mailboxId, entry);
  }

  async function stopWatcher(mailboxId: MailboxId): Promise<void> {
    const entry = running.get(mailboxId);
    if (!entry) return;
    entry.stop.abort();
    await entry.done;
    if (running.get(mailboxId) === entry) running.delete(mailboxId);
  }

  const stopWhere = (test: (entry: Running) => boolean) =>
    Promise.all([...running].filter(([, entry]) => test(entry)).map(([mailboxId]) => stopWatcher(mailboxId)));

  async function beat(): Promise<void> {
    const change = await deps.db.inSystem(async (tx) => {
      const mine = await renewLeases(tx, owner, lockKey);
      const others = await buryDead(tx, owner);
      const fair = Math.ceil(shardCount / (others + 1));
      const claimed = await claimLeases(tx, owner, fair - mine.length);
      return { mine: [...mine, ...claimed], surplus: mine.slice(fair).map((lease) => lease.shard) };
    });
    renewedAt = deps.clock.now();
    const held = new Map(change.mine.map((lease) => [lease.shard, lease]));
    const changed = change.mine.some((lease) => leases.get(lease.shard)?.epoch !== lease.epoch);
    for (const shard of change.surplus) held.delete(shard);
    leases = held;
    await stopWhere((entry) => held.get(entry.lease.shard)?.epoch !== entry.lease.epoch);
    if (change.surplus.length > 0) await deps.db.inSystem((tx) => releaseLeases(tx, owner, change.surplus));
    if (changed || deps.clock.now() - listedAt > listEveryMs) await list();
  }

  async function list(): Promise<void> {
    listedAt = deps.clock.now();
    const wanted = new Set<MailboxId>();
    for (const corpId of await deps.db.listCorps()) {
      for (const mailboxId of await deps.accounts.list(corpId)) {
        wanted.add(mailboxId);
        const lease = leases.get(shardOf(mailboxId));
        const entry = running.get(mailboxId);
        if (entry?.ended) running.delete(mailboxId);
        if (lease && !running.has(mailboxId) && !stopped.signal.aborted) startWatcher(corpId, mailboxId, lease);
      }
    }
    await Promise.all([...running.keys()].filter((id) => !wanted.has(id)).map(stopWatcher));
  }

  async function safeBeat(): Promise<void> {
    try {
      beating = beat();
      await beating;
    } catch (error) {
      deps.log.error('watch leases could not be renewed', { error });
      // Another process may take over now: an owner that could not renew lets go by itself.
      if (deps.clock.now() - renewedAt > (leaseSeconds - 1) * 1_000) {
        leases = new Map();
        await stopWhere(() => true);
      }
    }
  }

  return {
    async start() {
      await holdLifeLock(deps, lockKey, stopped.signal);
      await safeBeat();
      void (async () => {
        while (!stopped.signal.aborted) {
          await deps.clock.sleep(beatMs, stopped.signal).catch(() => undefined);
          if (!stopped.signal.aborted) await safeBeat();
        }
      })();
    },
    async restart(corpId, mailboxId) {
      const lease = leases.get(shardOf(mailboxId));
      if (!lease || stopped.signal.aborted) return;
      await stopWatcher(mailboxId);
      if (!running.has(mailboxId)) startWatcher(corpId, mailboxId, lease);
    },
    end: stopWatcher,
    refresh: list,
    async stop() {
      stopped.abort();
      await beating?.catch(() => undefined);
      await stopWhere(() => true);
      await deps.db
        .inSystem((tx) => leave(tx, owner))
        .catch((error: unknown) => deps.log.warn('watch leases not given back', { error }));
    },
  };
}
