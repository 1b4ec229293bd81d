import { createHash } from 'node:crypto';
import { AppError, type Clock, type CorpId, type MemberId, newId, randomToken, type UserId } from '@hongyan/kit';
import type { CorpTx, Db } from '../platform/db/types.ts';
import type { Events } from '../platform/events/types.ts';
import type { Principal } from './types.ts';

/** Idle and absolute ends of a session (design §5.13). */
const idleMs = 7 * 86_400_000;
const absoluteMs = 30 * 86_400_000;
/** How long a process may believe what it read; ends that happen here are known at once. */
const cacheMs = 3_000;
/** `seen_at` is written no more often than this. */
const touchMs = 5 * 60_000;

type Headers = Readonly<Record<string, string | undefined>>;
type Who = Omit<Principal, 'sessionId'>;

export interface SessionKeeper {
  /** Throws `session.outside_scope` for somebody who left while they were signing in. */
  start(who: Who): Promise<{ principal: Principal; setCookie: string; bearer: string }>;
  end(principal: Principal): Promise<{ setCookie: string }>;
  /** In the caller's transaction where one is given. */
  endAllOf(corpId: CorpId, memberId: MemberId, tx?: CorpTx): Promise<void>;
  find(corpId: CorpId, headers: Headers): Promise<Principal | undefined>;
}

type Tables = {
  sessions: {
    readonly corp_id: string;
    readonly session_id: string;
    readonly secret_hash: Buffer;
    readonly member_id: string;
    readonly user_id: string;
    readonly is_admin: boolean;
    readonly created_at: Date;
    readonly seen_at: Date;
  };
};
const sqlOf = (tx: CorpTx) => tx.sql.withTables<Tables>();

/** Opaque secrets: the browser holds one, the database its hash. */
export function createSessions(deps: {
  readonly db: Db;
  readonly events: Events;
  readonly clock: Clock;
  /** Is the member still of the company? They stay so until the transaction ends. */
  readonly holdMember?: (tx: CorpTx, memberId: MemberId) => Promise<boolean>;
}): SessionKeeper {
  const { db, events, clock, holdMember } = deps;
  const cache = new Map<string, { principal: Principal; until: number }>();
  // Rises with every end: what was read before one may not be kept after it.
  let ends = 0;
  const forget = (gone: (principal: Principal) => boolean) => {
    ends += 1;
    for (const [key, { principal }] of cache) if (gone(principal)) cache.delete(key);
  };
  events.subscribe('session.ended', (event) =>
    forget((principal) => principal.corpId === event.corpId && principal.memberId === event.memberId),
  );
  events.onGap(() => forget(() => true));

  async function load(corpId: CorpId, hash: Buffer): Promise<Principal | undefined> {
    const now = clock.now();
    return db.inCorp(corpId, async (tx) => {
      const row = await sqlOf(tx)
        .selectFrom('sessions')
        .selectAll()
        .where('corp_id', '=', corpId)
        .where('secret_hash', '=', hash)
        .executeTakeFirst();
      if (!row || now - row.seen_at.getTime() > idleMs || now - row.created_at.getTime() > absoluteMs) return undefined;
      if (now - row.seen_at.getTime() > touchMs)
        await sqlOf(tx)
          .updateTable('sessions')
          .set({ seen_at: new Date(now) })
          .where('corp_id', '=', corpId)
          .where('session_id', '=', row.session_id)
          .execute();
      return {
        corpId,
        memberId: row.member_id as MemberId,
        userId: row.user_id as UserId,
        isAdmin: row.is_admin,
        sessionId: row.session_id,
      };
    });
  }

  return {
    async start(who) {
      const secret = randomToken(32);
      const principal: Principal = { ...who, sessionId: newId(clock.now()) };
      const now = new Date(clock.now());
      await db.inCorp(who.corpId, async (tx) => {
        // Who leaves loses the sessions that are there: one that begins in that moment must not slip through.
        if (holdMember && !(await holdMember(tx, who.memberId))) throw new AppError('session.outside_scope');
        await sqlOf(tx)
          .deleteFrom('sessions')
          .where('corp_id', '=', who.corpId)
          .where((or) => or.or([or('seen_at', '<', ago(now, idleMs)), or('created_at', '<', ago(now, absoluteMs))]))
          .execute();
        await sqlOf(tx)
          .insertInto('sessions')
          .values({
            corp_id: who.corpId,
            session_id: principal.sessionId,
            secret_hash: hashOf(secret),
            member_id: who.memberId,
            user_id: who.userId,
            is_admin: who.isAdmin,
            created_at: now,
            seen_at: now,
          })
          .execute();
      });
      return { principal, setCookie: toCookie(who.corpId, secret, absoluteMs / 1000), bearer: secret };
    },
    async end(principal) {
      await db.inCorp(principal.corpId, async (tx) => {
        await sqlOf(tx)
          .deleteFrom('sessions')
          .where('corp_id', '=', principal.corpId)
          .where('session_id', '=', principal.sessionId)
          .execute();
        events.publish(tx, { kind: 'session.ended', corpId: principal.corpId, memberId: principal.memberId });
      });
      forget(({ sessionId }) => sessionId === principal.sessionId);
      return { setCookie: toCookie(principal.corpId, '', 0) };
    },
    async endAllOf(corpId, memberId, given) {
      const end = async (tx: CorpTx) => {
        await sqlOf(tx)
          .deleteFrom('sessions')
          .where('corp_id', '=', corpId)
          .where('member_id', '=', memberId)
          .execute();
        // The listener above forgets them here too, once it is committed.
        events.publish(tx, { kind: 'session.ended', corpId, memberId });
      };
      if (given) return end(given);
      await db.inCorp(corpId, end);
      forget((principal) => principal.corpId === corpId && principal.memberId === memberId);
    },
    async find(corpId, headers) {
      const secret = readSecret(corpId, headers);
      if (secret === undefined) return undefined;
      const hash = hashOf(secret);
      const key = `${corpId}\n${hash.toString('base64')}`;
      const known = cache.get(key);
      if (known && known.until > clock.now()) return known.principal;
      cache.delete(key);
      const endsBefore = ends;
      const principal = await load(corpId, hash);
      if (principal && ends === endsBefore) {
        if (cache.size > 10_000) cache.clear();
        cache.set(key, { principal, until: clock.now() + cacheMs });
      }
      return principal;
    },
  };
}

const ago = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** One cookie for each corp, so that a person of two organisations is signed in to both (design §5.13). */
export const cookieName = (corpId: CorpId): string =>
  `__Host-hy-${createHash('sha256').update(corpId).digest('hex').slice(0, 10)}`;

// Partitioned: inside DingTalk's frames the cookie belongs to that page's jar and to no other.
const toCookie = (corpId: CorpId, secret: string, maxAge: number): string =>
  `${cookieName(corpId)}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=None; Partitioned`;

/** The bearer wins: a page that carries one has found that its cookies do not come back. */
function readSecret(corpId: CorpId, headers: Headers): string | undefined {
  const bearer = /^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '')?.[1];
  if (bearer) return bearer;
  const name = cookieName(corpId);
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
