import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../platform/body.ts';
import type { World } from '../state/world.ts';
import { loginCss, loginJs } from './assets.ts';
import { approveLogin, type DecideDeps, denyLogin } from './decide.ts';
import { foreigners } from './foreigners.ts';
import { type Language, languageOf } from './html.ts';
import type { Login } from './logins.ts';
import { consentPage, decidedPage, foreignPage, problemPage, scannedPage, signInPage } from './pages.ts';
import { type LoginRequest, readLogin } from './request.ts';

/** What a page of the sign-in may do; forms may lead on to the product's own address, which is named. */
const policy = (redirectUri: string | undefined): string => {
  const next = redirectUri && URL.canParse(redirectUri) ? ` ${new URL(redirectUri).origin}` : '';
  return `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'${next}; frame-ancestors 'none'; base-uri 'none'`;
};

/** How long one question for the outcome stays open. */
const waitMs = 20_000;

/** Serves `login.dingtalk.com` under `/login` (dingtalk-api.md §1.5). `path` begins after that. */
export async function serveLogin(
  world: World,
  platformOrigin: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URL(request.url ?? '/', 'http://x').searchParams;
  const deps = decideDeps(world);
  const page = (status: number, html: string, redirectUri?: string) =>
    send(response, status, html, policy(redirectUri));
  if (path === '/login.css') return sendAsset(response, 'text/css', loginCss);
  if (path === '/login.js') return sendAsset(response, 'text/javascript', loginJs);
  const language = languageOf(query, request.headers['accept-language']);

  if (request.method === 'POST') {
    // A form of another site cannot know the id; its origin is refused all the same.
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) return void response.writeHead(403).end();
    const form = new URLSearchParams((await readBody(request, 16 * 1024))?.toString() ?? '');
    return void answerForm(deps, path, form, page, response);
  }
  if (path === '/oauth2/auth') {
    const read = readLogin(query, {
      app: world.apps.get,
      corpId: world.organisation.corpId,
      match: world.switches.redirectMatch,
    });
    if ('code' in read) return page(400, problemPage(language, read, query.get('redirect_uri')));
    const login = begun(world, query.get('login'), read) ?? world.logins.begin(read);
    const html = signInPage({
      language,
      login,
      scanUrl: `${platformOrigin}/login/scan/${login.id}`,
      people: world.organisation.people(),
      search: query.get('q') ?? '',
      query,
    });
    return page(200, html, read.redirectUri);
  }
  const scanned = path.startsWith('/scan/') ? world.logins.find(path.slice('/scan/'.length)) : undefined;
  if (scanned?.outcome.kind === 'waiting') {
    return page(200, scannedPage({ language, login: scanned, people: world.organisation.people() }));
  }
  if (path === '/oauth2/wait') return sendOutcome(world, query.get('id') ?? '', response);
  const login = world.logins.find(query.get('id') ?? '');
  if (path === '/oauth2/foreign' && login?.outcome.kind === 'foreign') {
    const { name, location } = login.outcome;
    return page(200, foreignPage(language, name, login.request.app.name, location));
  }
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found');
}

/** The sign-in that this page has begun already, when it is only searched or shown in the other language. */
function begun(world: World, id: string | null, request: LoginRequest): Login | undefined {
  const login = id ? world.logins.find(id) : undefined;
  const isSame = login?.request.redirectUri === request.redirectUri && login.request.state === request.state;
  return isSame && login.request.app.appKey === request.app.appKey ? login : undefined;
}

/** What deciding a sign-in needs of the world. */
export const decideDeps = (world: World): DecideDeps => ({
  logins: world.logins,
  grants: world.grants,
  corpId: world.organisation.corpId,
  person: (userId) => world.organisation.person(userId),
  switches: () => world.switches,
});

type Page = (status: number, html: string, redirectUri?: string) => void;

function answerForm(
  deps: DecideDeps,
  path: string,
  form: URLSearchParams,
  page: Page,
  response: ServerResponse,
): unknown {
  const language: Language = form.get('lang') === 'en' ? 'en' : 'zh';
  const login = deps.logins.find(form.get('id') ?? '');
  if (!login) {
    const gone = {
      code: 'login_expired',
      zh: '登录页面已过期，请从应用重新登录',
      en: 'This page has expired: start again from the app',
    };
    return page(410, problemPage(language, gone, null));
  }
  const who = named(deps, form.get('userId') ?? '');
  if (!who) return response.writeHead(400).end();
  if (path === '/oauth2/choose')
    return page(200, consentPage(language, login, who, form.has('scan')), login.request.redirectUri);
  if (path !== '/oauth2/decide') return response.writeHead(404).end();
  if (form.get('answer') === 'allow') approveLogin(deps, login, who.id);
  else denyLogin(deps, login);
  const { kind } = login.outcome;
  if (form.has('scan') && kind !== 'foreign') return page(200, decidedPage(language, kind === 'allowed'));
  return goOn(login, language, page, response);
}

function goOn(login: Login, language: Language, page: Page, response: ServerResponse): unknown {
  const { outcome } = login;
  if (outcome.kind === 'foreign')
    return page(403, foreignPage(language, outcome.name, login.request.app.name, outcome.location));
  const location = outcome.kind === 'waiting' ? '/login/oauth2/auth' : outcome.location;
  return response.writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

function named(deps: DecideDeps, id: string): { id: string; name: string } | undefined {
  const name = deps.person(id)?.name ?? foreigners.find((one) => one.id === id)?.name;
  return name === undefined ? undefined : { id, name };
}

async function sendOutcome(world: World, id: string, response: ServerResponse): Promise<void> {
  const left = new AbortController();
  response.on('close', () => left.abort());
  const timeout = AbortSignal.any([left.signal, AbortSignal.timeout(waitMs)]);
  const outcome = world.logins.find(id) ? await world.logins.decided(id, timeout) : { kind: 'gone' as const };
  if (response.destroyed) return;
  const text = JSON.stringify(outcome);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

function send(response: ServerResponse, status: number, html: string, csp: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': csp,
    'cache-control': 'no-store',
    // `no-referrer` would make a browser send `Origin: null` with our own forms.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

function sendAsset(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'max-age=300',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
