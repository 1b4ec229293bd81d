import { paths, type SignInProblem } from '@hongyan/contract';
import type { DingTalkApp, DingTalkFailure, WebUser } from '@hongyan/dingtalk';
import { type CorpId, isAppError, parseCorpId, randomToken, type UserId } from '@hongyan/kit';
import { readCookie } from '../../http/console-sessions.ts';
import { createRefusalThrottle } from '../../http/throttle.ts';
import type { Enter } from './enter.ts';
import type { SignInDeps } from './ports.ts';
import { parseNoticeId, type SignInTarget, toReturnAddress } from './return-address.ts';
import type { SignInStates } from './states.ts';

/** Where the browser is sent, and the cookies that go with it. */
export interface Away {
  readonly location: string;
  readonly cookies: readonly string[];
}
export interface WebRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remoteAddress: string;
}

/** Signing in on DingTalk's own page, from an ordinary browser (dingtalk-api.md §1.5). */
export interface WebSignIn {
  start(ask: { corpId?: string; to?: string; n?: string; here?: string }, from: WebRequest): Promise<Away>;
  finish(ask: { authCode?: string; code?: string; state?: string; error?: string }, from: WebRequest): Promise<Away>;
}

/** A whole company may come from one address in one minute; what nobody ever finishes must not fill the table. */
const beginnings = { windowMs: 60_000, refusedPerAddress: 1_000 };

export function createWebSignIn(deps: SignInDeps, enter: Enter, states: SignInStates): WebSignIn {
  const throttle = createRefusalThrottle(deps.clock);
  const begun = createRefusalThrottle(deps.clock, beginnings);

  /** Every end is a page of ours that explains itself. */
  const endAt = async (target: SignInTarget, problem: SignInProblem | undefined, cookies: readonly string[] = []) => {
    const app = target.corpId && (await deps.app(target.corpId));
    return { location: toReturnAddress(app?.publicUrl ?? '', target, problem), cookies };
  };

  async function findOut(
    app: DingTalkApp,
    corpId: CorpId,
    code: string,
  ): Promise<{ readonly userId: UserId; readonly me: WebUser } | SignInProblem> {
    const token = await app.oauth.exchangeCode(code);
    if (!token.ok) return problemOf(token.error);
    if (token.value.corpId !== undefined && token.value.corpId !== corpId) return 'foreign';
    // Used for this one question and kept nowhere.
    const me = await app.oauth.getMe(token.value.accessToken);
    if (!me.ok) return problemOf(me.error);
    const found = await app.oauth.findByUnionId(me.value.unionId);
    if (!found.ok) return found.error.kind === 'notfound' ? 'foreign' : problemOf(found.error);
    return found.value.contact === 'employee' ? { userId: found.value.userId, me: me.value } : 'foreign';
  }

  async function enterConsole(
    app: DingTalkApp,
    corpId: CorpId,
    { userId, me }: { readonly userId: UserId; readonly me: WebUser },
    from: WebRequest,
  ): Promise<{ setCookie: string } | SignInProblem> {
    const admins = await app.contacts.listAdministrators();
    if (!admins.ok) return problemOf(admins.error);
    const level = admins.value.find((admin) => admin.userId === userId)?.level ?? 0;
    return deps.enterConsole({ corpId, userId, name: me.name, level }, from.remoteAddress);
  }

  return {
    async start(ask, from) {
      const purpose = ask.to === 'admin' ? 'admin' : 'app';
      const corpId = parseCorpId(ask.corpId);
      const app = corpId && (await deps.app(corpId));
      const noticeId = purpose === 'app' ? parseNoticeId(ask.n) : undefined;
      if (!app) return endAt({ purpose, corpId: undefined }, 'failed');
      if (app.paused && purpose === 'app') return endAt({ purpose, corpId: app.corpId }, 'paused');
      // The cookie belongs to the host to which DingTalk will come back. Once only: behind some proxies we see another host.
      if (from.headers.host !== new URL(app.publicUrl).host && ask.here === undefined)
        return { location: toStart(app.publicUrl, { corpId: app.corpId, to: purpose, n: noticeId }), cookies: [] };
      begun.check(from.remoteAddress);
      begun.countRefused(from.remoteAddress);
      const known = readCookie(from.headers, browserCookie);
      const browser = known ?? randomToken(32);
      const secret = await states.begin(browser, { corpId: app.corpId, purpose, noticeId });
      const query = new URLSearchParams({
        redirect_uri: `${app.publicUrl}${paths.qrRedirect}`,
        response_type: 'code',
        client_id: app.appKey,
        scope: 'openid corpid',
        prompt: 'consent',
        state: `${purpose}.${app.corpId}.${secret}`,
        corpId: app.corpId,
      });
      return {
        // §1.5 shows the space of the scope as %20.
        location: `${app.loginUrl}/oauth2/auth?${query.toString().replaceAll('+', '%20')}`,
        cookies: [toBrowserCookie(browser)],
      };
    },

    async finish(ask, from) {
      const hint = readHint(ask.state);
      const hinted = { purpose: hint?.purpose ?? 'app', corpId: hint?.corpId } as const;
      throttle.check(from.remoteAddress);
      const refuse = (target: SignInTarget, problem: SignInProblem) => {
        throttle.countRefused(from.remoteAddress);
        return endAt(target, problem);
      };
      const { kind, state } = hint
        ? await states.consume(hint.secret, readCookie(from.headers, browserCookie))
        : { kind: 'expired' as const, state: undefined };
      // Where it was begun decides where it ends; what the address says is only a guess at the page that explains.
      if (!state || kind === 'expired' || state.corpId !== hint?.corpId || state.purpose !== hint.purpose)
        return refuse(hinted, 'expired');
      if (ask.error !== undefined) return endAt(state, 'refused');
      const code = ask.authCode ?? ask.code;
      const record = await deps.app(state.corpId);
      const app = await deps.dingtalk(state.corpId);
      if (!code || !record || !app) return refuse(state, 'failed');
      if (record.paused && state.purpose === 'app') return endAt(state, 'paused');
      const person = await findOut(app, state.corpId, code);
      if (typeof person === 'string') {
        await deps.noteRefusal(state.corpId, state.purpose, person, from.remoteAddress);
        return refuse(state, person);
      }
      try {
        if (state.purpose === 'admin') {
          const entered = await enterConsole(app, state.corpId, person, from);
          if (typeof entered === 'string') return refuse(state, entered);
          return endAt(state, undefined, [entered.setCookie]);
        }
        const { userId, me } = person;
        const user = { userId, name: me.name, unionId: me.unionId, isAdmin: undefined };
        const entered = await enter(state.corpId, app, user, from.headers);
        return endAt(state, undefined, [entered.setCookie]);
      } catch (error) {
        const problem = isAppError(error) ? problemOfError[error.code] : undefined;
        if (!problem) throw error;
        return refuse(state, problem);
      }
    },
  };
}

const problemOf = (failure: DingTalkFailure): SignInProblem =>
  failure.kind === 'scope' || failure.code === '40079' ? 'outside_scope' : 'failed';

const problemOfError: Readonly<Record<string, SignInProblem>> = {
  'session.outside_scope': 'outside_scope',
  'session.admin_only': 'not_admin',
  'session.address_refused': 'failed',
  'session.paused': 'paused',
};

/** Which page explains a sign-in whose state we do not have: no secret, and believed for nothing else. */
function readHint(state: string | undefined) {
  const [, purpose, named, secret] = /^(app|admin)\.([\w-]{4,64})\.([\w-]{43})$/.exec(state ?? '') ?? [];
  const corpId = parseCorpId(named);
  return corpId && secret ? { purpose: purpose as SignInTarget['purpose'], corpId, secret } : undefined;
}

function toStart(origin: string, { corpId, to, n }: { corpId: CorpId; to: string; n: string | undefined }): string {
  const query = new URLSearchParams({ corpId, to, ...(n ? { n } : {}), here: '1' });
  return `${origin}${paths.qrStart}?${query}`;
}

const browserCookie = '__Host-hy-signin';
// Lax: it has to come along when DingTalk's page sends the browser back.
const toBrowserCookie = (secret: string): string =>
  `${browserCookie}=${secret}; Path=/; Max-Age=900; HttpOnly; Secure; SameSite=Lax`;
