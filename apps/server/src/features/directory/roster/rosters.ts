import type { CorpId, MemberId } from '@hongyan/kit';
import type { DirectoryDeps } from '../ports.ts';
import { readNews } from './read.ts';
import { createRoster, type Roster } from './roster.ts';

/** A company's people are dropped from memory when nobody has searched for so long. */
const idleMs = 10 * 60_000;

/** The companies whose people this process has in memory: read when first asked for, kept true by events, dropped when idle. */
export interface Rosters {
  get(corpId: CorpId): Promise<Roster>;
  stop(): void;
}

interface Kept {
  readonly roster: Promise<Roster>;
  usedAt: number;
  peopleOld: boolean;
  boundOld: boolean;
  refreshing?: Promise<Roster> | undefined;
}

export function createRosters(deps: DirectoryDeps): Rosters {
  const { clock, events } = deps;
  const kept = new Map<CorpId, Kept>();
  const stopping = new AbortController();
  let sweeping = false;

  const each = (corpId: CorpId, run: (entry: Kept) => void) => {
    const entry = kept.get(corpId);
    if (entry) run(entry);
  };
  const unsubscribe = [
    events.subscribe('directory.changed', ({ corpId }) => each(corpId, (entry) => (entry.peopleOld = true))),
    events.subscribe('mailbox.bound', ({ corpId }) => each(corpId, (entry) => (entry.boundOld = true))),
    events.subscribe('mailbox.unbound', ({ corpId }) => each(corpId, (entry) => (entry.boundOld = true))),
    // A mailbox of several members lost one of them.
    events.subscribe('mailbox.state', ({ corpId }) => each(corpId, (entry) => (entry.boundOld = true))),
    // Domains and the pattern decide about addresses.
    events.subscribe('app.changed', ({ corpId }) => void kept.delete(corpId)),
    events.onGap(() => {
      for (const entry of kept.values()) {
        entry.peopleOld = true;
        entry.boundOld = true;
      }
    }),
  ];

  async function read(corpId: CorpId): Promise<Roster> {
    const roster = createRoster(await readNews(deps, corpId));
    roster.setBound(await readBound(corpId));
    return roster;
  }

  async function readBound(corpId: CorpId): Promise<ReadonlyMap<MemberId, readonly string[]>> {
    const bound = await deps.owners().boundAddresses(corpId);
    const byMember = Map.groupBy(bound, (entry) => entry.memberId);
    return new Map([...byMember].map(([memberId, entries]) => [memberId, entries.map((entry) => entry.address)]));
  }

  async function refresh(corpId: CorpId, entry: Kept): Promise<Roster> {
    const roster = await entry.roster;
    // Marked before reading: what changes from here on is for the next time.
    if (entry.peopleOld) {
      entry.peopleOld = false;
      roster.apply(await readNews(deps, corpId, roster.from));
    }
    if (entry.boundOld) {
      entry.boundOld = false;
      roster.setBound(await readBound(corpId));
    }
    return roster;
  }

  function sweep(): void {
    if (sweeping) return;
    sweeping = true;
    void (async () => {
      while (kept.size > 0 && !stopping.signal.aborted) {
        await clock.sleep(idleMs / 2, stopping.signal).catch(() => undefined);
        for (const [corpId, entry] of kept) if (clock.now() - entry.usedAt > idleMs) kept.delete(corpId);
      }
      sweeping = false;
    })();
  }

  return {
    async get(corpId) {
      let entry = kept.get(corpId);
      if (!entry) {
        const fresh: Kept = { roster: read(corpId), usedAt: clock.now(), peopleOld: false, boundOld: false };
        fresh.roster.catch(() => kept.get(corpId) === fresh && kept.delete(corpId));
        kept.set(corpId, fresh);
        entry = fresh;
        sweep();
      }
      entry.usedAt = clock.now();
      if (!entry.peopleOld && !entry.boundOld && !entry.refreshing) return entry.roster;
      const current = entry;
      current.refreshing ??= refresh(corpId, current)
        .catch((error: unknown) => {
          current.peopleOld = true;
          current.boundOld = true;
          throw error;
        })
        .finally(() => {
          current.refreshing = undefined;
        });
      return current.refreshing;
    },
    stop() {
      stopping.abort();
      for (const stop of unsubscribe) stop();
      kept.clear();
    },
  };
}
