import type { Organisation } from './organisation.ts';
import { Refused } from './refused.ts';
import type { Saved } from './saved.ts';

type Act = keyof Pick<
  Organisation,
  | 'addPerson'
  | 'changePerson'
  | 'removePerson'
  | 'activatePerson'
  | 'setAdmin'
  | 'addDepartment'
  | 'changeDepartment'
  | 'removeDepartment'
>;

/** One change of the organisation, as it was asked for. */
export type Edit = readonly [act: Act, ...given: unknown[]];

/**
 * The organisation with every change written down, and those of the last run made again: after a restart the same people
 * work there. What the company's own file has meanwhile made impossible is left out.
 */
export function withJournal(organisation: Organisation, memory: Saved<{ edits: Edit[] }>): Organisation {
  if (!memory.isKept) return organisation;
  memory.value.edits = memory.value.edits.filter((edit) => replay(organisation, edit));
  const note = (...edit: Edit): void => {
    memory.value.edits.push(edit);
    memory.save();
  };
  const noted =
    <P extends readonly unknown[]>(act: Act, run: (...given: P) => void) =>
    (...given: P): void => {
      run(...given);
      note(act, ...given);
    };
  return {
    ...organisation,
    get size() {
      return organisation.size;
    },
    addPerson: noted('addPerson', organisation.addPerson),
    changePerson: noted('changePerson', organisation.changePerson),
    removePerson: noted('removePerson', organisation.removePerson),
    activatePerson: noted('activatePerson', organisation.activatePerson),
    setAdmin: noted('setAdmin', organisation.setAdmin),
    changeDepartment: noted('changeDepartment', organisation.changeDepartment),
    removeDepartment: noted('removeDepartment', organisation.removeDepartment),
    addDepartment(department) {
      const id = organisation.addDepartment(department);
      note('addDepartment', { ...department, id });
      return id;
    },
  };
}

function replay(organisation: Organisation, [act, ...given]: Edit): boolean {
  try {
    (organisation[act] as (...given: unknown[]) => unknown)(...given);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
