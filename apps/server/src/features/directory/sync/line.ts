/** A line of work that grows while it is worked on. */
export interface Line<T> {
  add(item: T): void;
  /** Nothing more will be added. */
  close(): void;
  /** What waits is not worked on any more; what is under way ends. */
  abandon(): void;
  /** Works on it, so many at once; resolves when it is closed and empty, rejects with the first failure. */
  work(hands: number, run: (item: T) => Promise<void>): Promise<void>;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

export function createLine<T>(): Line<T> {
  const waiting: T[] = [];
  let underWay = 0;
  let closed = false;
  let abandoned = false;
  let watchers: (() => void)[] = [];

  const news = () => {
    const told = watchers;
    watchers = [];
    for (const tell of told) tell();
  };
  const somethingNew = () => new Promise<void>((resolve) => watchers.push(resolve));

  async function hand(run: (item: T) => Promise<void>): Promise<void> {
    for (;;) {
      if (abandoned) return;
      const item = waiting.shift();
      if (item === undefined) {
        if (closed) return;
        await somethingNew();
        continue;
      }
      underWay += 1;
      try {
        await run(item);
      } catch (error) {
        abandoned = true;
        throw error;
      } finally {
        underWay -= 1;
        news();
      }
    }
  }

  return {
    add(item) {
      waiting.push(item);
      news();
    },
    close() {
      closed = true;
      news();
    },
    abandon() {
      abandoned = true;
      news();
    },
    async work(hands, run) {
      const ends = await Promise.allSettled(Array.from({ length: hands }, () => hand(run)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
    async idle() {
      while (!abandoned && (waiting.length > 0 || underWay > 0)) await somethingNew();
    },
  };
}
