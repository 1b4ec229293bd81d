import type { EmulatorPerson, VisibleScope } from '../model.ts';
import type { App } from './app.ts';
import { departmentsOf } from './members.ts';
import { type Organisation, rankOf } from './organisation.ts';

/** May the app read this department (dingtalk-api.md §5.5)? */
export const seesDepartment = (organisation: Organisation, { contactScope }: App, id: number): boolean =>
  contactScope.departmentIds.some((root) => organisation.isWithin(id, root));

/** May the app read this person: named in its scope, or in a department of it? */
export const seesPerson = (organisation: Organisation, app: App, person: EmulatorPerson): boolean =>
  app.contactScope.userIds.includes(person.userId) ||
  departmentsOf(person).some((id) => seesDepartment(organisation, app, id));

/** Does this person have the app on their workbench (§5.8)? */
export function isVisibleTo(organisation: Organisation, app: App, person: EmulatorPerson): boolean {
  const { departmentIds, userIds, adminsOnly }: VisibleScope = app.visibleScope;
  if (!app.published || person.external) return false;
  if (adminsOnly) return [1, 2].includes(rankOf(person));
  return (
    userIds.includes(person.userId) ||
    departmentsOf(person).some((id) => departmentIds.some((root) => organisation.isWithin(id, root)))
  );
}

/** Everyone in these departments and below them, once. */
export function everyoneWithin(organisation: Organisation, departmentIds: readonly number[]): EmulatorPerson[] {
  const found = new Map<string, EmulatorPerson>();
  const seen = new Set<number>();
  const open = [...departmentIds];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const person of organisation.membersOf(id)) found.set(person.userId, person);
    for (const child of organisation.childrenOf(id)) open.push(child.id);
  }
  return [...found.values()];
}
