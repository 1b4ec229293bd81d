import type { CorpId, MemberId, UserId } from '@hongyan/kit';
import Type, { type Static } from 'typebox';
import type { MailboxSummary, MessagePage } from './mailbox.ts';

/**
 * Data that the server writes into the page as `<script type="application/json" id="hongyan-boot">`.
 * It holds nothing of any member: a page may be painted before we know who looks at it.
 */
export interface Boot {
  readonly corpId?: CorpId;
  /** AppKey of the corp's app: `requestAuthCode` wants it. */
  readonly clientId?: string;
  readonly appName: string;
  readonly version: string;
  /** Where this corp's people scan a code in an ordinary browser: `paths.qrStart` is open to them. */
  readonly canScan?: boolean;
  /** Set when `corpId` is missing or unknown. */
  readonly problem?: 'corp_missing' | 'corp_unknown';
}

/** `POST /api/v1/session`: a fresh 免登 auth code for a session. Answers `SessionStart`, sets the cookie. */
export const SignIn = Type.Object(
  {
    corpId: Type.String({ maxLength: 64 }),
    code: Type.String({ minLength: 1, maxLength: 256 }),
    /** Send the first page of the inbox along, so that a cold start paints after one request. */
    withInbox: Type.Optional(Type.Boolean()),
    /** A notice that the page was opened from: its mail comes along instead. */
    noticeId: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);
export type SignIn = Static<typeof SignIn>;

export interface Session {
  readonly corpId: CorpId;
  readonly member: MemberSummary;
  readonly mailboxes: readonly MailboxSummary[];
}

export interface MemberSummary {
  readonly id: MemberId;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  readonly avatarUrl?: string;
  readonly isAdmin: boolean;
}

export interface SessionStart extends Session {
  /** For web views that drop our cookie: kept in memory only, sent as `Authorization: Bearer` (design §5.13). */
  readonly bearer: string;
  readonly inbox?: MessagePage;
  readonly notice?: NoticeTarget;
}

/** `GET /api/v1/session?corpId=`: the session that the cookie or bearer carries, or 401. `DELETE` ends it. */

/** `GET /api/v1/notices/:noticeId`: where a card leads for the session's own member, or 404 `notice.not_yours`. */
export interface NoticeTarget {
  readonly mailboxId: string;
  readonly folderId: string;
  /** Absent when the card stands for several mails: open the folder. */
  readonly messageId?: string;
}

/** How a sign-in on DingTalk's page ended badly: `?signin=` of the page that the browser comes back to. */
export type SignInProblem =
  /** The person said no, or closed the page. */
  | 'refused'
  /** The state is unknown, used, too old, or of another browser. */
  | 'expired'
  /** They belong to another organisation, or are an external contact of this one. */
  | 'foreign'
  /** An administrator has paused the app. */
  | 'paused'
  /** Outside the app's visible scope. */
  | 'outside_scope'
  /** Signed in, but no administrator: only for the console. */
  | 'not_admin'
  /** DingTalk did not answer, or refuses the app. */
  | 'failed';
