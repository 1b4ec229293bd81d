import type { Clock } from '@hongyan/kit';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Db } from '../db/types.ts';
import type { RateLimiter } from './types.ts';

/** How far ahead of the even pace a bucket may run: 5 at once at 15 a second, so that no second sees more than 20. */
const toleranceMs = (perSecond: number): number => (Math.max(1, Math.floor(perSecond / 3)) - 1) * (1000 / perSecond);
/** What `toleranceMs` comes near to and never passes. */
const longestToleranceMs = 1000 / 3;

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
      const latest = maxWaitMs === undefined || maxWaitMs === Infinity ? null : now + tolerance + maxWaitMs;
      return db.inSystem(async ({ sql: tx }) => {
        const taken = await sql<{ full_at: number }>`
          insert into rate_buckets as bucket (bucket, full_at) values (${bucket}, ${now + step}::float8)
          on conflict (bucket) do update set full_at = greatest(bucket.full_at, ${now}::float8) + ${step}::float8
          where ${latest}::float8 is null or bucket.full_at <= ${latest}::float8
          returning full_at`.execute(tx);
        const from = taken.rows[0] ? taken.rows[0].full_at - step : await readFullAt(tx, bucket);
        // What the sums of a double leave over is no wait.
        return Math.max(0, Math.ceil(from - tolerance - now - 0.01));
      });
    },
    async pause(bucket, until) {
      // Nothing is left of the burst after a pause: those who waited leave one by one.
      const from = until + longestToleranceMs;
      await db.inSystem(({ sql: tx }) =>
        sql`insert into rate_buckets as bucket (bucket, full_at) values (${bucket}, ${from}::float8)
          on conflict (bucket) do update set full_at = greatest(bucket.full_at, excluded.full_at)`.execute(tx),
      );
    },
  };
}

async function readFullAt(tx: QueryExecutorProvider, bucket: string): Promise<number> {
  const { rows } = await sql<{ full_at: number }>`
    select full_at from rate_buckets where bucket = ${bucket}`.execute(tx);
  return rows[0]?.full_at ?? 0;
}
