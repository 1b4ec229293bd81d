import type { CorpId, Text2, UserId } from '@hongyan/kit';
import Type, { type Static } from 'typebox';

/*
 * The console's API, under `/api/v1/admin`. Every route but the sign-in has `auth: 'admin'`: a console session, which is
 * another cookie than a member's. An operator (setup token) may name any corp; an administrator only their own: another
 * corp's answers 404 `session.unknown_corp`, like one that is not there. Changes carry `csrfHeader: console`.
 */

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** Data that the server writes into the console's page, as `Boot` for members. */
export interface ConsoleBoot {
  readonly version: string;
  readonly publicUrl: string;
  /** Corps whose administrators can sign in through DingTalk: shown only when there is exactly one, else the person types it. */
  readonly onlyCorpId?: CorpId;
  /** Nobody has set anything up: the page explains the setup token. */
  readonly untouched: boolean;
}

/** `POST /session/setup` `{ token }` → `ConsoleSession`, sets the cookie. The token works once, within 24 h of being printed. */
export const SetupSignIn = Type.Object({ token: Text(128) }, { additionalProperties: false });
export type SetupSignIn = Static<typeof SetupSignIn>;

/** `POST /session/dingtalk` `{ corpId, code }`: a 免登 code of an administrator inside DingTalk. From a browser: `paths.qrStart`. */
export const ConsoleSignIn = Type.Object({ corpId: Text(64), code: Text(256) }, { additionalProperties: false });
export type ConsoleSignIn = Static<typeof ConsoleSignIn>;

/** `GET /session`, `DELETE /session`. */
export interface ConsoleSession {
  readonly who:
    | { readonly kind: 'operator' }
    | { readonly kind: 'admin'; readonly userId: UserId; readonly name: string; readonly level: 'main' | 'sub' };
  /** Corps that this session may manage: all of them for an operator, one for an administrator. */
  readonly corps: readonly { readonly corpId: CorpId; readonly appName: string; readonly domains: readonly string[] }[];
  /** ISO 8601. */
  readonly expiresAt: string;
  /** How the server sees the caller's address: what an allow-list must contain. */
  readonly address: string;
}

/** `GET /providers` → `{ providers }`: the mail systems to choose from. */
export interface ProviderChoice {
  readonly id: string;
  readonly name: Text2;
  /** Absent for `generic`: the administrator names both. */
  readonly imap?: string;
  readonly smtp?: string;
}

/**
 * `POST /apps` (new; 409 `app.exists` when the corp is registered), `PUT /apps/:corpId` (edit). Answers `AppDetail`. Contacts
 * nobody: the doctor does. All problems of the form come at once, as `fields` of the error body.
 */
export const AppForm = Type.Object(
  {
    corpId: Type.String({ maxLength: 100 }),
    agentId: Type.String({ maxLength: 100 }),
    appKey: Type.String({ maxLength: 100 }),
    /** Empty on an edit: the stored one stays. */
    appSecret: Type.String({ maxLength: 300 }),
    mailDomain: Type.String({ maxLength: 300 }),
    providerId: Type.String({ maxLength: 60 }),
    imap: Type.Optional(Type.String({ maxLength: 300 })),
    smtp: Type.Optional(Type.String({ maxLength: 300 })),
    onPremise: Type.Optional(Type.Boolean()),
    tlsMode: Type.Optional(Type.Union([Type.Literal('modern'), Type.Literal('legacy')])),
    /** How addresses are guessed from the directory where it tells none: `{jobNumber}@example.com`, `{pinyin}@…`. */
    addressPattern: Type.Optional(Type.String({ maxLength: 200 })),
    publicUrl: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);
export type AppForm = Static<typeof AppForm>;
export type AppFormField = keyof AppForm;

/** `GET /apps` → `{ apps }`. */
export interface AppRow {
  readonly corpId: CorpId;
  readonly agentId: number;
  readonly appKey: string;
  readonly domains: readonly string[];
  readonly providerName: Text2;
  readonly paused: boolean;
  readonly members: number;
  readonly bound: number;
  /** Of the last run; absent when it never ran. */
  readonly doctor?: {
    readonly passed: number;
    readonly failed: number;
    readonly notTested: number;
    readonly at: string;
  };
}

/** `GET /apps/:corpId`. The secret of the app is never shown again; token and aes_key are, for they are copied from here. */
export interface AppDetail extends AppRow {
  readonly publicUrl: string;
  readonly mailService: {
    readonly domain: string;
    readonly providerId: string;
    readonly imap: string;
    readonly smtp: string;
    readonly onPremise: boolean;
    readonly tlsMode: 'modern' | 'legacy';
  };
  readonly addressPattern?: string;
  /** In the order of DingTalk's own console (vendor guide, steps 2 to 6). */
  readonly values: AppValues;
  readonly eventChannel: EventChannel;
  readonly callbackRanges: readonly string[];
  readonly consoleRanges: readonly string[];
}

export interface AppValues {
  readonly homeUrl: string;
  readonly pcHomeUrl: string;
  readonly redirectUrl: string;
  readonly egressIps: readonly string[];
  readonly permissions: readonly { readonly name: string; readonly code: string }[];
  readonly eventUrl: string;
  readonly eventToken: string;
  readonly eventAesKey: string;
  /** The seven contact events, as the console names them. */
  readonly events: readonly { readonly name: string; readonly type: string }[];
}

/** Which channel the corp chose, and what was seen on it. */
export interface EventChannel {
  readonly mode: 'push' | 'stream';
  /** ISO 8601, of the last event or test that was verified. */
  readonly lastSeenAt?: string;
  readonly lastCheckAt?: string;
  /** Pushes that were refused since the last good one, and why (`900005` wrong signature, …). */
  readonly refused: number;
  readonly lastRefusal?: string;
  /** Stream only. */
  readonly stream?: { readonly state: 'connecting' | 'connected' | 'waiting' | 'stopped'; readonly problem?: string };
}

/** `POST /apps/:corpId/event-keys`: fresh token and aes_key; the old ones stop at once. Answers `AppDetail`. */
/** `POST /apps/:corpId/pause` `{ paused }` · `DELETE /apps/:corpId` (everything of the corp goes). */
export const PauseForm = Type.Object({ paused: Type.Boolean() }, { additionalProperties: false });
/** `PUT /apps/:corpId/event-channel` `{ mode }`. */
export const EventChannelForm = Type.Object(
  { mode: Type.Union([Type.Literal('push'), Type.Literal('stream')]) },
  { additionalProperties: false },
);
/** `PUT /apps/:corpId/allow-list`: addresses and ranges; empty = everyone. A console list without the caller's own address is refused. */
export const AllowListForm = Type.Object(
  {
    purpose: Type.Union([Type.Literal('console'), Type.Literal('callback')]),
    ranges: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type AllowListForm = Static<typeof AllowListForm>;

/** `GET /apps/:corpId/members?q=&state=&cursor=` → `MemberPage`, 50 at a time, by name. */
export interface MemberPage {
  readonly members: readonly MemberRow[];
  readonly cursor?: string;
  readonly counts: {
    readonly all: number;
    readonly bound: number;
    readonly unbound: number;
    readonly trouble: number;
    readonly left: number;
  };
}
export type MemberFilter = 'all' | 'bound' | 'unbound' | 'trouble' | 'left';
export interface MemberRow {
  readonly memberId: string;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  readonly departments: readonly string[];
  readonly state: 'active' | 'inactive' | 'out_of_scope' | 'left';
  readonly adminLevel: number;
  readonly mailboxes: readonly {
    readonly mailboxId: string;
    readonly address: string;
    readonly shared: boolean;
    /** What the watch does: `watching`, `polling`, `waiting` (with `problem`), `stopped`. */
    readonly watch: {
      readonly state: 'watching' | 'polling' | 'starting' | 'waiting' | 'stopped';
      readonly since?: string;
      readonly problem?: Text2;
    };
  }[];
}
/** `POST /apps/:corpId/members/:memberId/unbind` `{ mailboxId }`. */
export const UnbindForm = Type.Object({ mailboxId: Text(64) }, { additionalProperties: false });

/** `GET /apps/:corpId/directory` · `POST /apps/:corpId/directory/sync` starts a full run (409 `request.conflict` while one runs). */
export interface DirectoryState {
  readonly running?: {
    readonly startedAt: string;
    readonly departmentsDone: number;
    readonly departmentsFound: number;
    readonly members: number;
  };
  readonly last?: {
    readonly finishedAt: string;
    readonly kind: 'full' | 'nightly';
    readonly departments: number;
    readonly members: number;
    readonly added: number;
    readonly changed: number;
    readonly left: number;
    readonly problem?: Text2;
  };
  readonly departments: number;
  readonly members: number;
  /** Fields that the platform leaves out for want of a permission. */
  readonly missingFields: readonly ('email' | 'mobile' | 'jobNumber')[];
  readonly nextAt?: string;
}

/** The checks of the doctor, in the order in which they are shown and run. */
export const doctorChecks = [
  'public_url',
  'app_credentials',
  'corp_match',
  'egress_ip',
  'permissions',
  'gated_fields',
  'contact_scope',
  'visible_scope',
  'home_page',
  'event_channel',
  'test_notice',
  'mail_imap',
  'mail_smtp',
  'quota',
] as const;
export type DoctorCheckId = (typeof doctorChecks)[number];

/** `GET /apps/:corpId/doctor` → `{ checks }`, last results · `POST /apps/:corpId/doctor/:check` runs one and answers it. */
export interface DoctorCheck {
  readonly id: DoctorCheckId;
  readonly name: Text2;
  /** The step of the setup page that it belongs to, 1 to 7; absent: none. */
  readonly step?: number;
  readonly state: 'passed' | 'failed' | 'warning' | 'not_tested';
  /** What was found: `214 人，5 个部门`. */
  readonly finding?: Text2;
  /** What to do about it. */
  readonly advice?: Text2;
  /** The outside's own words, small. */
  readonly detail?: string;
  /** A page of DingTalk's console that mends it. */
  readonly link?: string;
  /** Something to copy: the IP that has to be let in. */
  readonly copy?: string;
  /** What is missing, by name: permissions. */
  readonly missing?: readonly string[];
  readonly ms?: number;
  /** ISO 8601. */
  readonly at?: string;
}
/** Body of the run: the test notice goes to this person; absent: to whoever is signed in. */
export const DoctorRun = Type.Object(
  { userId: Type.Optional(Type.String({ maxLength: 64 })) },
  { additionalProperties: false },
);

/** `GET /apps/:corpId/audit?cursor=` → `{ entries, cursor? }`, newest first, 50 at a time. Operators also `GET /audit`. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: 'admin' | 'operator' | 'system' | 'cli';
    readonly userId?: string;
    readonly name?: string;
    readonly address?: string;
  };
  /** `app.created`, `member.unbound`, …; the page has the words. */
  readonly act: string;
  readonly target?: string;
  /** Small and without secrets: which fields changed, why. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  readonly outcome: 'done' | 'refused';
}
