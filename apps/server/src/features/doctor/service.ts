import { type DoctorCheck, type DoctorCheckId, doctorChecks } from '@hongyan/contract';
import { AppError, type CorpId, type UserId } from '@hongyan/kit';
import { catalogue } from './catalogue.ts';
import type { DoctorDeps, Finding } from './ports.ts';
import { keepResult, readResults } from './store.ts';
import { notTested } from './words.ts';

/** Looks at every step of the set-up, for real, and keeps what it found. */
export interface Doctor {
  /** The last results, all checks in their order. */
  results(corpId: CorpId): Promise<readonly DoctorCheck[]>;
  run(corpId: CorpId, id: DoctorCheckId, userId?: UserId): Promise<DoctorCheck>;
}

/** Longer than the slowest check waits for anything. */
const patienceMs = 45_000;

export function createDoctor(deps: DoctorDeps): Doctor {
  async function examine(corpId: CorpId, id: DoctorCheckId, userId: UserId | undefined): Promise<Finding> {
    const [app, ding] = [await deps.apps.get(corpId), await deps.dingtalk(corpId)];
    if (!app || !ding) throw new AppError('session.unknown_corp');
    const stop = new AbortController();
    const late = deps.clock.sleep(patienceMs, stop.signal).then(
      () => notTested('没有在 45 秒内等到结果，请再试。', 'No result within 45 seconds; try again.'),
      () => undefined,
    );
    try {
      const found = await Promise.race([catalogue[id].run({ deps, app, ding, userId }), late]);
      return found ?? notTested('检查没有做完。', 'The check was not finished.');
    } catch (error) {
      // What broke is ours to mend: the person is told that nothing is known, the log says why.
      deps.log.error('a check of the doctor broke', { corpId, check: id, error });
      return notTested('检查出了错，没有结论。', 'The check itself failed: nothing is known.');
    } finally {
      stop.abort();
    }
  }

  const present = (id: DoctorCheckId, found: Finding, ms?: number, at?: Date): DoctorCheck => {
    const { name, step } = catalogue[id];
    return {
      id,
      name,
      ...(step === undefined ? {} : { step }),
      ...found,
      ...(ms === undefined ? {} : { ms }),
      ...(at === undefined ? {} : { at: at.toISOString() }),
    };
  };

  return {
    async results(corpId) {
      const kept = await deps.db.inCorp(corpId, readResults);
      return doctorChecks.map((id) => {
        const found = kept.get(id);
        if (!found) return present(id, { state: 'not_tested' });
        const { ms, at, ...finding } = found;
        return present(id, finding, ms, at);
      });
    },

    async run(corpId, id, userId) {
      const began = deps.clock.now();
      const found = await examine(corpId, id, userId);
      const [ms, at] = [deps.clock.now() - began, new Date(deps.clock.now())];
      await deps.db.inCorp(corpId, (tx) => keepResult(tx, id, { ...found, ms }, at));
      return present(id, found, ms, at);
    },
  };
}
