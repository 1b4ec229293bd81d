import type { Clock, CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/types.ts';

/** What a corp's calls have taken from its month (dingtalk-api.md §10.3). */
export interface CallUsage {
  /** `2026-11`, in DingTalk's own time zone. */
  readonly month: string;
  readonly calls: number;
  /** By path without ids, the most used first. */
  readonly byApi: readonly { readonly api: string; readonly calls: number }[];
}

/** Counts the calls that the platform counts. */
export interface CallMeter {
  /** Never throws, never waits: written a moment later, together with its neighbours. */
  count(corpId: CorpId, api: string): void;
  /** The running month, with what this process has not yet written; of other processes the last seconds may be missing. */
  usage(corpId: CorpId): Promise<CallUsage>;
  /** Writes what is left. */
  stop(): Promise<void>;
}

type Tables = {
  call_meter: { readonly corp_id: string; readonly month: string; readonly api: string; readonly calls: number };
};

/** Counts of one moment are written together. */
const gatherMs = 2000;

export function createCallMeter(deps: { db: Db; clock: Clock; log: Log }): CallMeter {
  const { db, clock, log } = deps;
  let waiting = new Map<CorpId, Map<string, { month: string; api: string; calls: number }>>();
  const closing = new AbortController();
  let timer: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();

  function add(corpId: CorpId, month: string, api: string, calls: number): void {
    const lines = waiting.get(corpId) ?? new Map();
    waiting.set(corpId, lines);
    const key = `${month} ${api}`;
    lines.set(key, { month, api, calls: (lines.get(key)?.calls ?? 0) + calls });
  }

  /** One after the other, so that a count is never in two writes. */
  function flush(): Promise<void> {
    writing = writing.then(async () => {
      const taken = waiting;
      waiting = new Map();
      for (const [corpId, lines] of taken) {
        try {
          await write(corpId, [...lines.values()]);
        } catch (error) {
          for (const { month, api, calls } of lines.values()) add(corpId, month, api, calls);
          log.warn('counted calls could not be written; they are kept and tried again', { error });
        }
      }
    });
    return writing;
  }

  async function write(corpId: CorpId, lines: readonly { month: string; api: string; calls: number }[]) {
    await db.inCorp(corpId, async ({ sql: tx }) => {
      // In one order in all processes, so that no two wait for each other. A corp that was erased meanwhile leaves nothing.
      for (const { month, api, calls } of lines.toSorted((a, b) => compare(a.month + a.api, b.month + b.api)))
        await sql`insert into call_meter as line (corp_id, month, api, calls)
          select ${corpId}, ${`${month}-01`}::date, ${api}, ${calls}::bigint
           where exists (select 1 from corps where corp_id = ${corpId})
          on conflict (corp_id, month, api) do update set calls = line.calls + excluded.calls`.execute(tx);
    });
  }

  function schedule(): void {
    timer ??= clock
      .sleep(gatherMs, closing.signal)
      .catch(() => undefined)
      .then(() => {
        timer = undefined;
        return closing.signal.aborted ? undefined : flush();
      });
  }

  return {
    count(corpId, api) {
      add(corpId, monthOf(clock.now()), api, 1);
      if (!closing.signal.aborted) schedule();
    },
    async usage(corpId) {
      await flush();
      const month = monthOf(clock.now());
      const rows = await db.inCorp(corpId, ({ sql: tx }) =>
        tx
          .withTables<Tables>()
          .selectFrom('call_meter')
          .select(['api', 'calls'])
          .where('corp_id', '=', corpId)
          .where('month', '=', `${month}-01`)
          .orderBy('calls', 'desc')
          .orderBy('api')
          .execute(),
      );
      return { month, calls: rows.reduce((sum, row) => sum + row.calls, 0), byApi: rows };
    },
    async stop() {
      closing.abort();
      await timer;
      await flush();
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** DingTalk's month is that of Shanghai, which has no summer time. */
const monthOf = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 7);
