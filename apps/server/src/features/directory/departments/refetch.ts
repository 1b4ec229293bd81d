import type { DingTalkApp } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import { createGate } from '../../../platform/gate.ts';
import type { DirectoryDeps } from '../ports.ts';
import { toError } from '../problem.ts';
import { nextVersion } from '../tables.ts';
import { removeDepartment, writeDepartments } from './write.ts';

/** Gone, or outside what the app may see (dingtalk-api.md §5.1). */
const goneCodes = new Set(['60003', '50004']);

/** Asks about one department and writes the answer down. Answers who was in it and is now in none. */
export type RefetchDepartment = (corpId: CorpId, app: DingTalkApp, departmentId: number) => Promise<readonly UserId[]>;

export function createRefetchDepartment(deps: DirectoryDeps): RefetchDepartment {
  const gate = createGate(1);
  return (corpId, app, departmentId) =>
    gate(`${corpId}\n${departmentId}`, async () => {
      const version = await nextVersion(deps.db);
      const answer = await app.contacts.getDepartment(departmentId);
      if (!answer.ok && !goneCodes.has(answer.error.code)) throw toError(answer.error);
      const keys = await deps.vault.forCorp(corpId);
      return deps.db.inCorp(corpId, async (tx) => {
        deps.events.publish(tx, { kind: 'directory.changed', corpId });
        if (!answer.ok) return removeDepartment(tx, keys, departmentId, version);
        await writeDepartments(tx, keys, [answer.value], { version });
        return [];
      });
    });
}
