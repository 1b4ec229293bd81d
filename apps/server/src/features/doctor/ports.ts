import type { DirectoryState, DoctorCheck, EventChannel } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import type { Clock, CorpId, UserId } from '@hongyan/kit';
import type { Dial, ServerAddress } from '@hongyan/mail';
import type { AppRecord, AuditRecord, MailServiceRecord } from '../../build/ports.ts';
import type { Db } from '../../platform/db/types.ts';
import type { Egress } from '../../platform/egress/types.ts';
import type { Log } from '../../platform/log/types.ts';

/** Everything that the doctor is given. */
export interface DoctorDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly log: Log;
  readonly egress: Egress;
  readonly apps: { get(corpId: CorpId): Promise<AppRecord | undefined> };
  /** The calls of the corp's app, also of one that is paused. */
  readonly dingtalk: (corpId: CorpId) => Promise<DingTalkApp | undefined>;
  readonly mailDial: (service: MailServiceRecord) => Dial;
  readonly parseServerAddress: (url: string) => ServerAddress | undefined;
  /** The addresses that DingTalk's console has to know. */
  readonly valuesOf: (app: AppRecord) => {
    readonly homeUrl: string;
    readonly pcHomeUrl: string;
    readonly permissions: readonly { readonly name: string; readonly code: string }[];
  };
  /** The product's own address: it may be private, an app's own may not. */
  readonly publicUrl: () => string;
  readonly directory: () => {
    state(corpId: CorpId): Promise<DirectoryState>;
    /** Absent where this process syncs nothing: a command. */
    startSync?(corpId: CorpId): Promise<unknown>;
  };
  /** Absent where this process takes no events: a command. */
  readonly channels: () => { state(corpId: CorpId): Promise<EventChannel> } | undefined;
  /** Counted calls of this month. */
  readonly usage: (corpId: CorpId) => Promise<{ readonly month: string; readonly calls: number }>;
  readonly audit: { note(corpId: CorpId, entry: AuditRecord): Promise<void> };
  readonly prepare: (corpId: CorpId) => Promise<unknown>;
}

/** What one check works with. */
export interface Patient {
  readonly deps: DoctorDeps;
  readonly app: AppRecord;
  readonly ding: DingTalkApp;
  /** Whom the test notice goes to. */
  readonly userId: UserId | undefined;
}

/** What one check found. */
export type Finding = Pick<DoctorCheck, 'state' | 'finding' | 'advice' | 'detail' | 'link' | 'copy' | 'missing'>;

/** One thing that is looked at, for real. */
export interface Check {
  readonly name: DoctorCheck['name'];
  /** The step of the set-up page that it belongs to. */
  readonly step?: number;
  run(patient: Patient): Promise<Finding>;
}
