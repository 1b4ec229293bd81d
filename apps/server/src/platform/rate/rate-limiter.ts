import type { Clock } from '@hongyan/kit';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Db } from '../db/types.ts';
import type { RateLimiter } from './types.ts';

/** How far ahead of the even pace a bucket may run: 5 at once at 15 a second, so that no second sees more than 20. */
const toleranceMs = (perSecond: number): number => (Math.max(1, Math.floor(perSecond / 3)) - 1) * (1000 / perSecond);
/** What `toleranceMs` comes near to and never passes. */
const longestToleranceMs = 1000 / 3;
/** What the sums of a double leave over is no wait. */
const leftOverMs = 0.01;
/** A bucket further ahead than this was filled by a clock that had gone wrong: it is idle, or nobody would have a turn for hours. */
const furthestMs = 10 * 60_000;

/**
 * A generic cell rate algorithm: a bucket is one number, and a turn is one UPDATE of it. The row's lock puts the processes in
 * line; none of them holds it longer than that one statement.
 */
export function createRateLimiter({ db, clock }: { db: Db; clock: Clock }): RateLimiter {
  return {
    async reserve(bucket, perSecond, maxWaitMs) {
      const now = clock.now();
      const step = 1000 / perSecond;
      const tolerance = toleranceMs(perSecond);
      const latest =
        maxWaitMs === undefined || maxWaitMs === Infinity ? null : now + tolerance + maxWaitMs + leftOverMs;
      const furthest = now + furthestMs;
      return db.inSystem(async ({ sql: tx }) => {
        const taken = await sql<{ full_at: number }>`
          insert into rate_buckets as bucket (bucket, full_at) values (${bucket}, ${now + step}::float8)
          on conflict (bucket) do update set full_at = ${step}::float8 +
            case when bucket.full_at > ${furthest}::float8 then ${now}::float8 else greatest(bucket.full_at, ${now}::float8) end
          where ${latest}::float8 is null or bucket.full_at <= ${latest}::float8 or bucket.full_at > ${furthest}::float8
          returning full_at`.execute(tx);
        const from = taken.rows[0] ? taken.rows[0].full_at - step : await readFullAt(tx, bucket);
        return Math.max(0, Math.ceil(from - tolerance - now - leftOverMs));
      });
    },
    async pause(bucket, until) {
      // Nothing is left of the burst after a pause: those who waited leave one by one.
      const furthest = clock.now() + furthestMs;
      const from = Math.min(until + longestToleranceMs, furthest);
      await db.inSystem(({ sql: tx }) =>
        sql`insert into rate_buckets as bucket (bucket, full_at) values (${bucket}, ${from}::float8)
          on conflict (bucket) do update set full_at =
            case when bucket.full_at > ${furthest}::float8 then excluded.full_at else greatest(bucket.full_at, excluded.full_at) end`.execute(
          tx,
        ),
      );
    },
  };
}

async function readFullAt(tx: QueryExecutorProvider, bucket: string): Promise<number> {
  const { rows } = await sql<{ full_at: number }>`
    select full_at from rate_buckets where bucket = ${bucket}`.execute(tx);
  return rows[0]?.full_at ?? 0;
}
