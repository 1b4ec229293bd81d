import { createHash } from 'node:crypto';
import { AppError, type Clock, type CorpId, newId, randomToken, type UserId } from '@hongyan/kit';
import type { CorpTx, Db, SystemTx } from '../platform/db/types.ts';
import type { Vault } from '../platform/vault/types.ts';
import type { ConsolePrincipal, ConsoleWho } from './types.ts';

// Shorter than a member's (security.md F1): whoever finds the console open can end every watch.
const idleMs = 3_600_000;
const absoluteMs = 8 * 3_600_000;
/** `seen_at` is written no more often than this. */
const touchMs = 60_000;

type Headers = Readonly<Record<string, string | undefined>>;
type Tables = {
  console_sessions: {
    readonly session_id: string;
    readonly secret_hash: Buffer;
    readonly kind: 'operator' | 'admin';
    readonly corp_id: string | null;
    readonly user_id: string | null;
    readonly level: 'main' | 'sub' | null;
    readonly name: Buffer | null;
    readonly created_at: Date;
    readonly seen_at: Date;
  };
};
type Row = Tables['console_sessions'];
const sqlOf = (tx: Pick<SystemTx, 'sql'>) => tx.sql.withTables<Tables>();

/** Sessions of the console: another cookie than a member's, and read anew at each request, so that an end holds at once. */
export interface ConsoleSessions {
  /** Throws `session.outside_scope` for somebody who left while they were signing in. */
  start(who: ConsoleWho): Promise<{ readonly principal: ConsolePrincipal; readonly setCookie: string }>;
  find(headers: Headers): Promise<ConsolePrincipal | undefined>;
  end(principal: ConsolePrincipal): Promise<{ readonly setCookie: string }>;
  /** Ends the sessions of these people, or of the whole corp; in the caller's transaction where one is given. */
  endOf(corpId: CorpId, userIds?: readonly UserId[], tx?: CorpTx): Promise<void>;
  /** Ends those of everybody who is not among these administrators. */
  endOthers(tx: CorpTx, administrators: readonly UserId[]): Promise<void>;
}

export function createConsoleSessions(deps: {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
  /** False for somebody who has left; who has not stays so until the transaction ends. */
  readonly holdPerson?: (tx: CorpTx, userId: UserId) => Promise<boolean>;
}): ConsoleSessions {
  const { db, vault, clock, holdPerson } = deps;
  const bind = (sessionId: string) => ({ purpose: 'session', owner: sessionId });

  function toPrincipal(row: Row): ConsolePrincipal {
    const common = { sessionId: row.session_id, expiresAt: new Date(row.created_at.getTime() + absoluteMs) };
    if (row.kind === 'operator') return { kind: 'operator', ...common };
    return {
      kind: 'admin',
      corpId: row.corp_id as CorpId,
      userId: row.user_id as UserId,
      level: row.level ?? 'sub',
      name: row.name ? vault.system().open(bind(row.session_id), row.name).toString('utf8') : '',
      ...common,
    };
  }

  return {
    async start(who) {
      const secret = randomToken(32);
      const now = new Date(clock.now());
      const admin = who.kind === 'admin' ? who : undefined;
      const sessionId = newId<string>(clock.now());
      const row: Row = {
        session_id: sessionId,
        secret_hash: hashOf(secret),
        kind: who.kind,
        corp_id: admin?.corpId ?? null,
        user_id: admin?.userId ?? null,
        level: admin?.level ?? null,
        name: admin ? vault.system().seal(bind(sessionId), admin.name) : null,
        created_at: now,
        seen_at: now,
      };
      const write = async (tx: Pick<SystemTx, 'sql'>) => {
        await sqlOf(tx)
          .deleteFrom('console_sessions')
          .where((or) => or.or([or('seen_at', '<', ago(now, idleMs)), or('created_at', '<', ago(now, absoluteMs))]))
          .execute();
        await sqlOf(tx).insertInto('console_sessions').values(row).execute();
      };
      if (!admin) await db.inSystem(write);
      else
        await db.inCorp(admin.corpId, async (tx) => {
          // Who leaves loses the sessions that are there: one that begins in that moment must not slip through.
          if (holdPerson && !(await holdPerson(tx, admin.userId))) throw new AppError('session.outside_scope');
          await write(tx);
        });
      return { principal: toPrincipal(row), setCookie: toCookie(secret, absoluteMs / 1_000) };
    },

    async find(headers) {
      const secret = readCookie(headers, cookieName);
      if (secret === undefined) return undefined;
      const now = clock.now();
      const row = await db.inSystem(async (tx) => {
        const found = await sqlOf(tx)
          .selectFrom('console_sessions')
          .selectAll()
          .where('secret_hash', '=', hashOf(secret))
          .executeTakeFirst();
        if (!found || now - found.seen_at.getTime() > idleMs || now - found.created_at.getTime() > absoluteMs)
          return undefined;
        if (now - found.seen_at.getTime() > touchMs)
          await sqlOf(tx)
            .updateTable('console_sessions')
            .set({ seen_at: new Date(now) })
            .where('session_id', '=', found.session_id)
            .execute();
        return found;
      });
      return row && toPrincipal(row);
    },

    async end(principal) {
      await db.inSystem((tx) =>
        sqlOf(tx).deleteFrom('console_sessions').where('session_id', '=', principal.sessionId).execute(),
      );
      return { setCookie: toCookie('', 0) };
    },

    async endOf(corpId, userIds, given) {
      const end = (tx: Pick<SystemTx, 'sql'>) =>
        sqlOf(tx)
          .deleteFrom('console_sessions')
          .where('corp_id', '=', corpId)
          .$if(userIds !== undefined, (query) => query.where('user_id', 'in', ['', ...(userIds ?? [])]))
          .execute();
      await (given ? end(given) : db.inSystem(end));
    },

    async endOthers(tx, administrators) {
      await sqlOf(tx)
        .deleteFrom('console_sessions')
        .where('corp_id', '=', tx.corpId)
        .where('user_id', 'not in', ['', ...administrators])
        .execute();
    },
  };
}

const ago = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const cookieName = '__Host-hy-console';
const toCookie = (secret: string, maxAge: number): string =>
  `${cookieName}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=Strict`;

/** A secret of ours out of the cookie header: anything else counts as absent. */
export function readCookie(headers: Headers, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
