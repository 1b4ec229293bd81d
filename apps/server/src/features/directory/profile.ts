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
}

const bindingOf = (memberId: MemberId) => ({ purpose: 'member', owner: memberId });

/** The profile as the bytes that the database keeps. */
export const sealProfile = (vault: CorpVault, memberId: MemberId, profile: Profile): Buffer =>
  vault.seal(bindingOf(memberId), JSON.stringify(profile));

/** The profile back from its sealed bytes. */
export const openProfile = (vault: CorpVault, memberId: MemberId, sealed: Uint8Array): Profile =>
  JSON.parse(vault.open(bindingOf(memberId), sealed).toString('utf8')) as Profile;
