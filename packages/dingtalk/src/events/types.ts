import type { CorpId, UserId } from '@hongyan/kit';

/** One event, from either channel, with its keys read whatever their casing (dingtalk-api.md §6.5). */
export type DingTalkEvent = EventHead & EventBody;

interface EventHead {
  /** The platform's own, or made from the event's type, time and ids where an old push has none: the same event, the same id. */
  readonly eventId: string;
  /** As the platform names it: `user_add_org`. */
  readonly type: string;
  readonly corpId: CorpId;
  /** Milliseconds since the epoch. */
  readonly bornAt: number;
  readonly channel: 'push' | 'stream';
}

export type EventBody =
  | {
      readonly kind: 'user';
      readonly change: 'added' | 'modified' | 'left' | 'activated';
      readonly userIds: readonly UserId[];
    }
  | {
      readonly kind: 'department';
      readonly change: 'created' | 'modified' | 'removed';
      readonly departmentIds: readonly number[];
    }
  | { readonly kind: 'admin'; readonly change: 'added' | 'removed'; readonly userIds: readonly UserId[] }
  | { readonly kind: 'organisation' }
  /** The console's test of the address (§6.3). */
  | { readonly kind: 'check_url' }
  /** Not one that we know: answered with success and kept in the log. */
  | { readonly kind: 'unknown' };
