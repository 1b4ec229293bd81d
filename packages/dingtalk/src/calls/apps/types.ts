import type { UserId } from '@hongyan/kit';
import type { DingTalkResult } from '../../types.ts';

/** An app of the organisation as its developer console knows it (§5.8). */
export interface MicroApp {
  readonly agentId: number;
  readonly name: string;
  readonly homeUrl?: string;
  readonly pcHomeUrl?: string;
  readonly isOn: boolean;
}

export interface VisibleScope {
  readonly userIds: readonly UserId[];
  readonly departmentIds: readonly number[];
  readonly roleIds: readonly number[];
  readonly adminsOnly: boolean;
}

export interface MicroApps {
  list(): Promise<DingTalkResult<readonly MicroApp[]>>;
  /** Every app that this member can see (§5.8). */
  listOfUser(userId: UserId): Promise<DingTalkResult<readonly MicroApp[]>>;
  /** `operator` is the unionId of someone with management rights on the app. */
  update(change: {
    readonly operator: string;
    readonly homeUrl?: string;
    readonly pcHomeUrl?: string;
    readonly ipWhiteList?: readonly string[];
  }): Promise<DingTalkResult<void>>;
  getVisibleScope(): Promise<DingTalkResult<VisibleScope>>;
  changeVisibleScope(change: {
    readonly addUserIds?: readonly UserId[];
    readonly removeUserIds?: readonly UserId[];
    readonly addDepartmentIds?: readonly number[];
    readonly removeDepartmentIds?: readonly number[];
    readonly adminsOnly?: boolean;
  }): Promise<DingTalkResult<void>>;
}
