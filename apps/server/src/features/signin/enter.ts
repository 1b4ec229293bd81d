import type { DingTalkApp, UserDetail } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { SignedInMember, SignInDeps } from './ports.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Somebody for whom DingTalk has vouched. */
export interface Vouched {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  /** Undefined: this way of signing in does not tell. */
  readonly isAdmin: boolean | undefined;
  readonly adminLevel?: number;
}
export interface Entered {
  readonly member: SignedInMember;
  readonly principal: Principal;
  readonly setCookie: string;
  readonly bearer: string;
}
export type Enter = (corpId: CorpId, app: DingTalkApp, user: Vouched, headers: Headers) => Promise<Entered>;

// The details change rarely, and asking for them is a second round trip.
const detailAgeMs = 24 * 3_600_000;
const detailWaitMs = 1_500;

/** Makes a member and a session of them, whichever way they came. */
export function createEnter(deps: SignInDeps): Enter {
  /** Best effort: a missing permission or a slow answer never stops a sign-in. */
  async function askDetail(app: DingTalkApp, userId: UserId): Promise<UserDetail | undefined> {
    const stop = new AbortController();
    const late = deps.clock.sleep(detailWaitMs, stop.signal).then(
      () => undefined,
      () => undefined,
    );
    const answer = app.getUser(userId).then(
      (result) => (result.ok ? result.value : undefined),
      () => undefined,
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      stop.abort();
    }
  }

  return async (corpId, app, user, headers) => {
    const known = await deps.directory.findByUserId(corpId, user.userId);
    const stale = !known?.detailAt || deps.clock.now() - known.detailAt.getTime() > detailAgeMs;
    const detail = stale ? await askDetail(app, user.userId) : undefined;
    const email = detail && pickAddress(detail, await deps.mailDomains(corpId));
    const member = await deps.directory.recordSignIn(corpId, {
      userId: user.userId,
      name: user.name || detail?.name || '',
      ...(user.unionId ? { unionId: user.unionId } : {}),
      isAdmin: user.isAdmin ?? known?.isAdmin ?? false,
      ...(user.adminLevel === undefined ? {} : { adminLevel: user.adminLevel }),
      ...(detail
        ? {
            detail: {
              ...(detail.title ? { title: detail.title } : {}),
              ...(detail.avatarUrl ? { avatarUrl: detail.avatarUrl } : {}),
              ...(email ? { email } : {}),
            },
          }
        : {}),
    });

    // Another person in the same browser: the first one's session dies here. One's own other windows live on.
    const replaced = await deps.sessions.find(corpId, headers);
    if (replaced && replaced.memberId !== member.memberId) await deps.sessions.end(replaced);
    const { memberId, userId, isAdmin } = member;
    return { member, ...(await deps.sessions.start({ corpId, memberId, userId, isAdmin })) };
  };
}

/** Of the addresses that the directory tells, the one that can be bound; people enter private ones too. */
function pickAddress(detail: UserDetail, domains: readonly string[]): string | undefined {
  const told = [detail.orgEmail, detail.email].flatMap((text) => text?.trim().toLowerCase() || []);
  return told.find((address) => domains.includes(address.slice(address.lastIndexOf('@') + 1))) ?? told[0];
}
