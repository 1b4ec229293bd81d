import { err, ok, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Refetch, Refetched } from '../people/refetch.ts';
import { foreignCode, type Problem, toProblem } from '../problem.ts';
import { tables } from '../tables.ts';
import { createLine } from './line.ts';
import { askPatiently } from './patience.ts';
import type { Running } from './step.ts';

const hands = 3;
const pageSize = 200;

/**
 * Asks about each person whom the walk did not meet. Gone: they leave. Hidden: out of scope. No answer: left alone. Somebody
 * who is hidden already and never signed in has nothing here that leaving would end, and is not asked about again.
 */
export async function verifyUnseen(running: Running, refetch: Refetch): Promise<Problem | undefined> {
  const { unseen, known } = await countUnseen(running);
  if (unseen === 0) return undefined;
  // Most of the company missing looks like credentials of another company: the platform has to vouch for them first.
  if (unseen * 2 > known) {
    const proof = await askPatiently(running.deps.clock, running.signal, () => running.app.tokens.unified());
    if (!proof.ok) return { code: foreignCode };
  }
  let problem: Problem | undefined;
  for (let after = '' as UserId; ; ) {
    const page = await pageOfUnseen(running, after);
    if (page.length === 0) return problem;
    after = page.at(-1)!;
    const line = createLine<UserId>();
    for (const userId of page) line.add(userId);
    line.close();
    await line.work(hands, async (userId) => {
      const answer = await askAbout(running, refetch, userId);
      if (answer.kind === 'failed') problem = toProblem(answer.failure);
      await running.step(async () => (answer.kind === 'left' ? { members_left: 1 } : {}));
    });
  }
}

/** One person, patiently; a refusal is an answer too. */
export async function askAbout(running: Running, refetch: Refetch, userId: UserId): Promise<Refetched> {
  const { corpId, app, run } = running;
  const answer = await askPatiently(running.deps.clock, running.signal, async () => {
    const found = await refetch(corpId, app, userId, { source: 'sync', runId: run.run_id });
    return found.kind === 'failed' ? err(found.failure) : ok(found);
  });
  return answer.ok ? answer.value : { kind: 'failed', failure: answer.error };
}

/** Known before the run began, and neither met by it nor asked about since. */
const unseenOf = (running: Running) => sql<boolean>`
  seen_run is distinct from ${running.run.run_id}::uuid and version < ${running.run.first_version}
  and (state in ('active', 'inactive') or (state = 'out_of_scope' and signed_in_at is not null))`;

const countUnseen = (running: Running): Promise<{ readonly unseen: number; readonly known: number }> =>
  running.deps.db.inCorp(running.corpId, (tx) =>
    tables(tx)
      .selectFrom('members')
      .select([
        sql<number>`count(*) filter (where ${unseenOf(running)})`.as('unseen'),
        // Not whom this very run brought: they may be another company's.
        sql<number>`count(*) filter (where created_at < ${running.run.started_at})`.as('known'),
      ])
      .where('corp_id', '=', tx.corpId)
      .where('state', '<>', 'left')
      .executeTakeFirstOrThrow(),
  );

const pageOfUnseen = async (running: Running, after: UserId): Promise<readonly UserId[]> => {
  const rows = await running.deps.db.inCorp(running.corpId, (tx) =>
    tables(tx)
      .selectFrom('members')
      .select('user_id')
      .where('corp_id', '=', tx.corpId)
      .where('user_id', '>', after)
      .where(unseenOf(running))
      .orderBy('user_id')
      .limit(pageSize)
      .execute(),
  );
  return rows.map((row) => row.user_id);
};
