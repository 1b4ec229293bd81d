import type { UserDetail } from '@hongyan/dingtalk';
import type { MemberId } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';

/** What we know of a person; fields that the platform keeps back are missing. */
export interface Profile {
  readonly name: string;
  readonly unionId?: string;
  readonly title?: string;
  readonly avatarUrl?: string;
  /** Lower case. */
  readonly email?: string;
  /** Of an organisation with DingTalk's own mail; lower case. */
  readonly orgEmail?: string;
  readonly jobNumber?: string;
}

/** The profile that the platform's details make, its fields always in the same order. */
export function toProfile(detail: UserDetail): Profile {
  const email = detail.email?.trim().toLowerCase();
  const orgEmail = detail.orgEmail?.trim().toLowerCase();
  return {
    name: detail.name,
    ...(detail.unionId ? { unionId: detail.unionId } : {}),
    ...(detail.title ? { title: detail.title } : {}),
    ...(detail.avatarUrl ? { avatarUrl: detail.avatarUrl } : {}),
    ...(email ? { email } : {}),
    ...(orgEmail ? { orgEmail } : {}),
    ...(detail.jobNumber ? { jobNumber: detail.jobNumber } : {}),
  };
}

const bindingOf = (memberId: MemberId) => ({ purpose: 'member', owner: memberId });

/** The profile as the bytes that the database keeps. */
export const sealProfile = (vault: CorpVault, memberId: MemberId, profile: Profile): Buffer =>
  vault.seal(bindingOf(memberId), JSON.stringify(profile));

/** The profile back from its sealed bytes. */
export const openProfile = (vault: CorpVault, memberId: MemberId, sealed: Uint8Array): Profile =>
  JSON.parse(vault.open(bindingOf(memberId), sealed).toString('utf8')) as Profile;

const departmentBinding = (departmentId: number) => ({ purpose: 'department', owner: String(departmentId) });

/** A department's name as the database keeps it. */
export const sealDepartmentName = (vault: CorpVault, departmentId: number, name: string): Buffer =>
  vault.seal(departmentBinding(departmentId), name);

/** A department's name back. */
export const openDepartmentName = (vault: CorpVault, departmentId: number, sealed: Uint8Array): string =>
  vault.open(departmentBinding(departmentId), sealed).toString('utf8');
