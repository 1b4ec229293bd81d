/** Names of values that nobody may read in the log; a code only where it is sent, in answers `code` names an error. */
const secrets =
  'app_?secret|client_?secret|sso_?secret|corp_?secret|access_?token|refresh_?token|jsapi_?ticket|suite_?ticket|ticket|token|aes_?key|encoding_?aes_?key';
const codes = 'code|auth_?code|tmp_?auth_?code';

const inJson = (names: string) => new RegExp(`("(?:${names})"\\s*:\\s*")[^"]*`, 'gi');
const inForm = (names: string) => new RegExp(`((?:^|[?&\\s])(?:${names})=)[^&\\s"]*`, 'gi');
const ofAnswer = [inJson(secrets)];
const ofRequest = [inJson(`${secrets}|${codes}`), inForm(`${secrets}|${codes}`)];

/** So much of a body is kept. */
const keptBytes = 4096;

const hide = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((hidden, pattern) => hidden.replace(pattern, '$1••••'), text);

/** The answer as the log may show it. A fresh, short string: a slice would keep the whole body in memory. */
export const shownAnswer = (body: Buffer): string => hide(body.toString('utf8', 0, keptBytes), ofAnswer);

/** The query where it says more than the token, then the body, as the log may show them. */
export function shownRequest(query: URLSearchParams, body: Buffer, contentType: string): string {
  const said = [...query.keys()].some((name) => name !== 'access_token') ? `?${query}` : '';
  const shown = contentType.includes('multipart/')
    ? `[${contentType.split(';')[0]}, ${body.length} bytes]`
    : body.toString('utf8', 0, keptBytes);
  return hide([decode(said), shown].filter(Boolean).join('\n'), ofRequest);
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
