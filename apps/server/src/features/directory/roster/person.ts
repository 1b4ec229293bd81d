import type { MemberId, UserId } from '@hongyan/kit';
import type { MemberState } from '../tables.ts';

/** A person as search and lists hold one in memory. */
export interface RosterPerson {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  readonly departmentIds: readonly number[];
  readonly state: MemberState;
  readonly adminLevel: number;
  /** The one that the directory tells or that the corp's pattern makes; lower case. */
  readonly address?: string;
  /** How the name is typed. */
  readonly spelled: string;
  readonly initials: string;
}

/** A person of our copy of the directory, as others see one. */
export interface PresentedPerson {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  readonly departments: readonly string[];
  readonly state: MemberState;
  readonly adminLevel: number;
  readonly address?: string;
}
