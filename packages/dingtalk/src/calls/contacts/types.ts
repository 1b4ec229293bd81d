import type { UserId } from '@hongyan/kit';
import type { DingTalkResult } from '../../types.ts';

/** Gated fields are simply missing (dingtalk-api.md §5.4). */
export interface UserDetail {
  readonly userId: UserId;
  readonly unionId?: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly title?: string;
  readonly email?: string;
  readonly orgEmail?: string;
  readonly jobNumber?: string;
  readonly departmentIds: readonly number[];
  readonly active: boolean;
}

export interface Department {
  readonly departmentId: number;
  readonly name: string;
  /** Absent for the root, whatever the platform prints there (§5.1). */
  readonly parentId?: number;
  readonly order?: number;
  readonly managerIds?: readonly UserId[];
}

/** What the app may see of the directory (§5.5). */
export interface ContactScope {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly UserId[];
  /** Field names as the platform prints them; absent where it keeps silent. */
  readonly fields: readonly string[];
}

export interface Administrator {
  readonly userId: UserId;
  /** 1 main, 2 sub. */
  readonly level: number;
}

/**
 * A walk over pages. Yields results one by one; the first failure is yielded and ends the walk. Nothing is fetched ahead of
 * the page that is being read, so memory does not grow with the company.
 */
export type Walk<T> = AsyncIterable<DingTalkResult<T>>;

export interface Contacts {
  getScope(): Promise<DingTalkResult<ContactScope>>;
  getDepartment(departmentId: number): Promise<DingTalkResult<Department>>;
  listSubDepartments(departmentId: number): Promise<DingTalkResult<readonly Department[]>>;
  /** Ignores the authorised scope (§5.1). */
  listSubDepartmentIds(departmentId: number): Promise<DingTalkResult<readonly number[]>>;
  /** The given departments and all below them, parents before children, each once; loops in the tree end. */
  walkDepartments(roots: readonly number[]): Walk<Department>;
  /** Direct members, in pages of 100 (§5.3). */
  walkMembers(departmentId: number): Walk<UserDetail>;
  /** Ignores the authorised scope (§5.2). */
  listUserIds(departmentId: number): Promise<DingTalkResult<readonly UserId[]>>;
  listAdministrators(): Promise<DingTalkResult<readonly Administrator[]>>;
  /** Departments that a sub-administrator manages (§5.6). */
  getAdministratorScope(userId: UserId): Promise<DingTalkResult<readonly number[]>>;
  findByMobile(mobile: string): Promise<DingTalkResult<UserId>>;
}
