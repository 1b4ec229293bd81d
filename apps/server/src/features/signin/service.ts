import type { Session, SessionStart, SignIn } from '@hongyan/contract';
import { AppError, parseCorpId } from '@hongyan/kit';
import { createRefusalThrottle } from '../../http/throttle.ts';
import type { Principal } from '../../http/types.ts';
import type { Enter } from './enter.ts';
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

export function createSignInService(deps: SignInDeps, enter: Enter): SignInService {
  const throttle = createRefusalThrottle(deps.clock);

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

      const { member, principal, setCookie, bearer } = await enter(corpId, app, user.value, from.headers);
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
