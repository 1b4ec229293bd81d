import type { ContactChange, EmulatorDepartment, EmulatorPerson } from '../types.ts';

/**
 * The people and departments of the make-believe organisation, as they are now. Looks up in constant time whatever its size;
 * each change tells its listeners what DingTalk would tell an app.
 */
export interface Organisation {
  readonly corpId: string;
  readonly name: string;
  person(userId: string): EmulatorPerson | undefined;
  personByUnionId(unionId: string): EmulatorPerson | undefined;
  personByMobile(mobile: string): EmulatorPerson | undefined;
  /** Everyone, in the order in which they joined. */
  people(): Iterable<EmulatorPerson>;
  readonly size: number;
  department(id: number): EmulatorDepartment | undefined;
  departments(): Iterable<EmulatorDepartment>;
  /** Direct children. */
  childrenOf(id: number): readonly EmulatorDepartment[];
  /** Direct members, in a stable order. */
  membersOf(id: number): readonly EmulatorPerson[];
  /** Is this department the other one, or somewhere below it? */
  isWithin(id: number, ancestor: number): boolean;
  // Changes. Each refuses with a RangeError what DingTalk refuses: unknown ids, doubled userids, a department below itself.
  addPerson(person: EmulatorPerson): void;
  changePerson(userId: string, change: Partial<Omit<EmulatorPerson, 'userId'>>): void;
  removePerson(userId: string): void;
  activatePerson(userId: string): void;
  setAdmin(userId: string, level: 0 | 1 | 2): void;
  addDepartment(department: { readonly name: string; readonly parentId: number; readonly id?: number }): number;
  changeDepartment(id: number, change: { readonly name?: string; readonly parentId?: number }): void;
  removeDepartment(id: number): void;
  onChange(listener: (change: ContactChange) => void): () => void;
}
