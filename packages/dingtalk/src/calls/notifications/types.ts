import type { UserId } from '@hongyan/kit';
import type { DingTalkFailure, DingTalkResult } from '../../types.ts';

/** To whom a work notification goes: exactly one of three (§3.1). */
export type Recipients =
  | { readonly userIds: readonly UserId[] }
  | { readonly departmentIds: readonly number[] }
  | { readonly everyone: true };

export interface SendProgress {
  readonly percent: number;
  readonly state: 'waiting' | 'running' | 'done';
}

/** What became of one task (§3.5). */
export interface SendResult {
  readonly invalidUserIds: readonly UserId[];
  readonly forbiddenUserIds: readonly UserId[];
  readonly failedUserIds: readonly UserId[];
  readonly readUserIds: readonly UserId[];
  readonly unreadUserIds: readonly UserId[];
  readonly invalidDepartmentIds: readonly number[];
  /** Why the platform dropped it without saying so: 143105 daily cap, 143106 identical content, … */
  readonly drops: readonly { readonly userId: UserId; readonly code: string; readonly reason: DropReason }[];
}

export type DropReason =
  | 'daily_cap'
  | 'identical'
  | 'app_per_minute'
  | 'corp_per_minute'
  | 'no_recipient'
  | 'content'
  | 'protected'
  | 'other';

export interface Notifications {
  /** One call (§3.1): ≤ 100 users, or ≤ 20 departments, or everyone. `msg` as in `sendWorkNotification`. */
  send(to: Recipients, msg: string): Promise<DingTalkResult<{ readonly taskId: string }>>;
  /** Any number of users, in calls of 100; ends at the first failure and says who was reached before it. */
  sendToMany(
    to: readonly UserId[],
    msg: string,
  ): Promise<{ readonly tasks: readonly SentBatch[]; readonly failure?: DingTalkFailure }>;
  getProgress(taskId: string): Promise<DingTalkResult<SendProgress>>;
  /** Within 24 h, ≤ 100 recipients. */
  getResult(taskId: string): Promise<DingTalkResult<SendResult>>;
  /** Within 24 h, the whole task. */
  recall(taskId: string): Promise<DingTalkResult<void>>;
  /** Within 7 days, after the sending has ended; ≤ 5 recipients (§3.7). */
  updateStatusBar(
    taskId: string,
    status: { readonly value: string; readonly background?: string },
  ): Promise<DingTalkResult<void>>;
  /** `POST /media/upload` (§3.3): answers the `media_id` for pictures and files of a card. */
  uploadMedia(
    kind: 'image' | 'voice' | 'video' | 'file',
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
  ): Promise<DingTalkResult<{ readonly mediaId: string }>>;
}

export interface SentBatch {
  readonly taskId: string;
  readonly userIds: readonly UserId[];
}
