import type { EmulatorApp, UnsureSwitches } from '../model.ts';

/** A sign-in as the product's redirect asked for it, checked (dingtalk-api.md §1.5). */
export interface LoginRequest {
  readonly app: EmulatorApp;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly wantsCorp: boolean;
}

/** What is wrong, in words for the person who looks at the page. */
export interface LoginProblem {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Checks every parameter; a mismatch ends on the platform's own page and never goes back to the product (§9.2). */
export function readLogin(
  query: URLSearchParams,
  deps: {
    readonly app: (appKey: string) => EmulatorApp | undefined;
    readonly corpId: string;
    readonly match: UnsureSwitches['redirectMatch'];
  },
): LoginRequest | LoginProblem {
  const missing = ['redirect_uri', 'response_type', 'client_id', 'scope', 'prompt'].find((name) => !query.get(name));
  if (missing) return problem('invalid_request', `缺少参数 ${missing}`, `The parameter ${missing} is missing`);
  if (query.get('response_type') !== 'code')
    return problem('unsupported_response_type', 'response_type 须为 code', 'response_type must be code');
  if (query.get('prompt') !== 'consent')
    return problem('invalid_request', 'prompt 须为 consent', 'prompt must be consent');
  const scopes = query.get('scope')!.split(/[ +]/).filter(Boolean);
  if (!scopes.includes('openid') || scopes.some((scope) => scope !== 'openid' && scope !== 'corpid'))
    return problem('invalid_scope', 'scope 须为 openid 或 openid corpid', 'scope must be openid or openid corpid');
  const wantsCorp = scopes.includes('corpid');
  const app = deps.app(query.get('client_id')!);
  if (!app || app.published === false)
    return problem('invalid_client', '应用不存在或未发布：请检查 client_id', 'No such published app: check client_id');
  const redirectUri = query.get('redirect_uri')!;
  if (!isAllowedRedirect(app, redirectUri, deps.match))
    return problem(
      'redirect_uri_mismatch',
      '重定向地址未登记：请在开发者后台“安全设置 › 重定向URL”里添加',
      'The redirect address is not registered: add it in the developer console, Security → Redirect URL',
    );
  const corpId = query.get('corpId');
  if (corpId && wantsCorp && corpId !== deps.corpId)
    return problem('invalid_corp', '你不属于 corpId 指定的组织', 'You do not belong to the organisation of corpId');
  return { app, redirectUri, state: query.get('state') ?? undefined, wantsCorp };
}

const problem = (code: string, zh: string, en: string): LoginProblem => ({ code, zh, en });

/** Registered addresses, or everything under the home pages' origins where none is registered. */
function isAllowedRedirect(app: EmulatorApp, uri: string, match: UnsureSwitches['redirectMatch']): boolean {
  const given = parse(uri);
  if (!given) return false;
  const registered = app.redirectUrls ?? [];
  if (registered.length === 0) return [app.homeUrl, app.pcHomeUrl].some((url) => parse(url)?.origin === given.origin);
  return registered.some((url) =>
    match === 'exact' ? parse(url)?.href === given.href : parse(url)?.origin === given.origin,
  );
}

function parse(url: string): URL | undefined {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  return read && /^https?:$/.test(read.protocol) ? read : undefined;
}

/** Where the browser goes when somebody has allowed it: both names of the code carry the same value (§1.5). */
export function allowedUrl(request: LoginRequest, code: string, hasCode: boolean): string {
  return withQuery(request, { authCode: code, ...(hasCode ? { code } : {}) });
}

/** Where it goes when somebody has refused. */
export const deniedUrl = (request: LoginRequest, error: string): string => withQuery(request, { error });

function withQuery({ redirectUri, state }: LoginRequest, fields: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
