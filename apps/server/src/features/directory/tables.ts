import type { MemberId, UserId } from '@hongyan/kit';
import { type Generated, type Selectable, sql } from 'kysely';
import type { CorpTx, Db } from '../../platform/db/types.ts';

/** How a person stands to the company. */
export type MemberState = 'active' | 'inactive' | 'out_of_scope' | 'left';

interface MembersTable {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly user_id: UserId;
  readonly profile: Buffer;
  readonly is_admin: Generated<boolean>;
  readonly created_at: Date;
  readonly signed_in_at: Date | null;
  readonly detail_at: Date | null;
  readonly state: Generated<MemberState>;
  readonly left_at: Date | null;
  readonly admin_level: Generated<number>;
  readonly admin_version: Generated<number>;
  /** As PostgreSQL prints them; numbers when written. */
  readonly department_ids: Generated<readonly (string | number)[]>;
  readonly version: Generated<number>;
  readonly seen_run: string | null;
  /** Written by `pg_current_xact_id()`, compared in SQL. */
  readonly changed_in: Generated<string>;
}

interface DepartmentsTable {
  readonly corp_id: string;
  readonly department_id: number;
  readonly parent_id: number | null;
  readonly name: Buffer;
  readonly position: number | null;
  readonly version: number;
  readonly removed: boolean;
  readonly seen_run: string | null;
  readonly listed_run: string | null;
  readonly walked_run: string | null;
  readonly changed_in: Generated<string>;
}

/** A row of `members`. */
export type MemberRow = Selectable<MembersTable>;
/** A row of `departments`. */
export type DepartmentRow = Selectable<DepartmentsTable>;

/** A row of `directory_runs`. */
export interface RunRow {
  readonly corp_id: string;
  readonly run_id: string;
  readonly kind: 'full' | 'nightly';
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly owner: string | null;
  readonly lease_until: Date;
  readonly first_version: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly departments_found: number;
  readonly departments_done: number;
  readonly members: number;
  readonly added: number;
  readonly changed: number;
  readonly members_left: number;
  readonly with_email: number;
  readonly with_job_number: number;
  readonly problem: string | null;
  readonly problem_detail: string | null;
}

/** The directory's tables inside a transaction. */
export const tables = (tx: CorpTx) =>
  tx.sql.$extendTables<{ members: MembersTable; departments: DepartmentsTable; directory_runs: RunRow }>();

/** The number of a question about to be asked: higher than those of all questions asked before, in whichever process. */
export const nextVersion = (db: Db): Promise<number> =>
  db.inSystem(async (tx) => {
    const { rows } = await sql<{ version: number }>`select nextval('directory_version') as version`.execute(tx.sql);
    return rows[0]!.version;
  });
