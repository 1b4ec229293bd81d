import type { Clock } from '@hongyan/kit';

/** What waits for the next transaction of its lane. */
interface Waiting<Item, Out> {
  readonly item: Item;
  resolve(out: Out): void;
  reject(error: unknown): void;
}
interface Lane<Item, Out> {
  waiting: Waiting<Item, Out>[];
  running: boolean;
  began: number;
}

export interface GroupCommitOptions<Key, Item, Out> {
  readonly clock: Clock;
  /** At most one transaction in so many milliseconds; a lone item waits for nothing. */
  readonly spacingMs: number;
  readonly maxItems: number;
  /** One transaction; answers one outcome for each item, in order. */
  readonly commit: (key: Key, items: readonly Item[]) => Promise<readonly Out[]>;
}

/**
 * Makes one transaction of what comes at about the same time. A transaction costs the same for one event as for fifty, so a
 * flood grows the groups and not the load: answers stay quick when the machine is busy.
 */
export function createGroupCommit<Key, Item, Out>(
  options: GroupCommitOptions<Key, Item, Out>,
): (key: Key, item: Item) => Promise<Out> {
  const { clock, spacingMs, maxItems, commit } = options;
  const lanes = new Map<Key, Lane<Item, Out>>();

  async function run(key: Key, lane: Lane<Item, Out>): Promise<void> {
    while (lane.waiting.length > 0) {
      const early = Math.min(spacingMs, lane.began + spacingMs - clock.now());
      if (early > 0) await clock.sleep(early);
      lane.began = clock.now();
      await settle(key, lane.waiting.splice(0, maxItems));
    }
    lane.running = false;
  }

  async function settle(key: Key, group: readonly Waiting<Item, Out>[]): Promise<void> {
    try {
      const outs = await commit(
        key,
        group.map(({ item }) => item),
      );
      for (const [at, one] of group.entries()) one.resolve(outs[at] as Out);
    } catch (error) {
      // One that the database does not take must not take the others with it.
      if (group.length > 1 && isAboutData(error)) for (const one of group) await settle(key, [one]);
      else for (const one of group) one.reject(error);
    }
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const lane = lanes.get(key) ?? { waiting: [], running: false, began: Number.NEGATIVE_INFINITY };
      lanes.set(key, lane);
      lane.waiting.push({ item, resolve, reject });
      if (lane.running) return;
      lane.running = true;
      void run(key, lane);
    });
}

/** PostgreSQL's classes 22 (data), 23 (constraint) and 54 (limit). */
const isAboutData = (error: unknown): boolean => /^(22|23|54)/.test(String((error as { code?: unknown }).code));
