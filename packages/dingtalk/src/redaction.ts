import type { DingTalkFailure } from './types.ts';

const hidden = '[secret]';
/** The old family wants the token in its query and repeats the query in some of its messages. */
const named =
  /((?:access_?token|refresh_?token|app_?secret|client_?secret|sso_?secret|corp_?secret|jsapi_?ticket|ticket)["']?\s*[=:(]\s*["']?)[^\s&,;"'()[\]{}]+/gi;

/** Nobody reads more of a message, and a log should not have to hold it. */
const maxLength = 1000;

/**
 * The failure without anything secret in its words: neither what was sent, nor what the platform names as such. Every text is
 * looked at: nothing says where a broken gateway repeats what it was sent.
 */
export function withoutSecrets(failure: DingTalkFailure, secrets: readonly (string | undefined)[]): DingTalkFailure {
  const clean = (text: string) => hideSecrets(text, secrets).slice(0, maxLength);
  // A short one, as a visitor may make one up, must not turn the platform's own code into another.
  const long = secrets.filter((secret) => secret !== undefined && secret.length >= 8);
  const { requestId, requestIp, requiredScopes } = failure;
  return {
    ...failure,
    code: hideSecrets(failure.code, long).slice(0, maxLength),
    message: clean(failure.message),
    ...(requestId === undefined ? {} : { requestId: clean(requestId) }),
    ...(requestIp === undefined ? {} : { requestIp: clean(requestIp) }),
    ...(requiredScopes === undefined ? {} : { requiredScopes: requiredScopes.slice(0, 100).map(clean) }),
  };
}

function hideSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = text.replace(named, `$1${hidden}`);
  const known = secrets.filter((secret) => secret !== undefined).filter((secret) => secret !== '');
  // One may lie inside another: the longer first.
  const forms = known.flatMap((secret) => [secret, encodeURIComponent(secret)]).sort((a, b) => b.length - a.length);
  for (const form of forms) clean = clean.replaceAll(form, hidden);
  return clean;
}
