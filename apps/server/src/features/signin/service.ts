import type { Session, SessionStart, SignIn } from '@hongyan/contract';
import type { DingTalkApp, UserDetail } from '@hongyan/dingtalk';
import { AppError, parseCorpId, type UserId } from '@hongyan/kit';
import { createRefusalThrottle } from '../../http/throttle.ts';
import type { Principal } from '../../http/types.ts';
import { toSignInError } from './failure.ts';
import type { SignInDeps } from './ports.ts';
import { presentSession } from './present.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Signing in by a 免登 code, and what the page learns from it. */
export interface SignInService {
  signIn(
    request: SignIn,
    from: { readonly remoteAddress: string; readonly headers: Headers },
  ): Promise<{ readonly setCookie: string; readonly start: SessionStart }>;
  current(principal: Principal): Promise<Session>;
  signOut(principal: Principal): Promise<{ readonly setCookie: string }>;
}

// The details change rarely, and asking for them is a second round trip.
const detailAgeMs = 24 * 3_600_000;
const detailWaitMs = 1_500;

/** Of the addresses that the directory tells, the one that can be bound; people enter private ones too. */
function pickAddress(detail: UserDetail, domains: readonly string[]): string | undefined {
  const told = [detail.orgEmail, detail.email].flatMap((text) => text?.trim().toLowerCase() || []);
  return told.find((address) => domains.includes(address.slice(address.lastIndexOf('@') + 1))) ?? told[0];
}

export function createSignInService(deps: SignInDeps): SignInService {
  const throttle = createRefusalThrottle(deps.clock);

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

  return {
    async signIn(request, from) {
      throttle.check(from.remoteAddress);
      const corpId = parseCorpId(request.corpId);
      const app = corpId && (await deps.dingtalk(corpId));
      if (!corpId || !app) {
        throttle.countRefused(from.remoteAddress);
        throw new AppError('session.unknown_corp');
      }
      if (await deps.isPaused(corpId)) throw new AppError('session.paused');
      const user = await app.getUserInfo(request.code);
      if (!user.ok) {
        const error = toSignInError(user.error);
        if (error.status < 500) throttle.countRefused(from.remoteAddress);
        throw error;
      }

      const known = await deps.directory.findByUserId(corpId, user.value.userId);
      const stale = !known?.detailAt || deps.clock.now() - known.detailAt.getTime() > detailAgeMs;
      const detail = stale ? await askDetail(app, user.value.userId) : undefined;
      const email = detail && pickAddress(detail, await deps.mailDomains(corpId));
      const member = await deps.directory.recordSignIn(corpId, {
        userId: user.value.userId,
        name: user.value.name || detail?.name || '',
        ...(user.value.unionId ? { unionId: user.value.unionId } : {}),
        isAdmin: user.value.isAdmin,
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
      const replaced = await deps.sessions.find(corpId, from.headers);
      if (replaced && replaced.memberId !== member.memberId) await deps.sessions.end(replaced);
      const { principal, setCookie, bearer } = await deps.sessions.start({
        corpId,
        memberId: member.memberId,
        userId: member.userId,
        isAdmin: member.isAdmin,
      });
      const session = await presentSession(corpId, member, deps);
      const first = session.mailboxes[0];
      const [inbox, notice] = await Promise.all([
        request.withInbox && first ? deps.mail().inboxPage(principal, first.id) : undefined,
        request.noticeId ? deps.mail().noticeTarget(principal, request.noticeId) : undefined,
      ]);
      return {
        setCookie,
        start: { ...session, bearer, ...(inbox ? { inbox } : {}), ...(notice ? { notice } : {}) },
      };
    },

    async current(principal) {
      const member = await deps.directory.get(principal.corpId, principal.memberId);
      if (!member) throw new AppError('session.required');
      return presentSession(principal.corpId, member, deps);
    },

    signOut: (principal) => deps.sessions.end(principal),
  };
}
