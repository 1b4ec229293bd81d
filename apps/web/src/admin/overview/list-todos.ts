import type { AppDetail, DirectoryState, DoctorCheck, MemberPage } from '@hongyan/contract';
import { isMail } from '../doctor/sort-checks.ts';
import type { Place } from '../place.ts';

/** Something that needs a person, with where it is mended. */
export interface Todo {
  readonly kind: 'paused' | 'check' | 'receiving' | 'missing' | 'problem' | 'refused' | 'run_doctor';
  readonly check?: DoctorCheck;
  readonly count?: number;
  readonly to: Place;
}

/** The gravest first. What has not been loaded is no reason for worry and none for relief. */
export function listTodos(known: {
  readonly app: AppDetail;
  readonly checks: readonly DoctorCheck[] | undefined;
  readonly counts: MemberPage['counts'] | undefined;
  readonly directory: DirectoryState | undefined;
}): readonly Todo[] {
  const { app, checks, counts, directory } = known;
  const setup: Place = { kind: 'app', corpId: app.corpId };
  const members: Place = { kind: 'members' };
  const todos: Todo[] = [];
  if (app.paused) todos.push({ kind: 'paused', to: setup });
  for (const state of ['failed', 'warning'] as const)
    for (const check of checks ?? [])
      if (check.state === state) todos.push({ kind: 'check', check, to: isMail(check) ? { kind: 'mail' } : setup });
  if (app.eventChannel.mode === 'push' && app.eventChannel.refused > 0)
    todos.push({ kind: 'refused', count: app.eventChannel.refused, to: setup });
  if (counts && counts.trouble > 0) todos.push({ kind: 'receiving', count: counts.trouble, to: members });
  if (directory?.last?.problem) todos.push({ kind: 'problem', to: members });
  const told = checks?.some((one) => one.id === 'gated_fields' && one.state === 'failed');
  if (directory?.missingFields.includes('email') && !told)
    todos.push({ kind: 'missing', count: directory.members, to: members });
  if (checks && !checks.some((one) => one.at)) todos.push({ kind: 'run_doctor', to: setup });
  return todos;
}
