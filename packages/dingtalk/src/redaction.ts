import type { DingTalkFailure } from './types.ts';

const hidden = '[secret]';
/** The old family wants the token in its query and repeats the query in some of its messages. */
const named =
  /((?:access_?token|refresh_?token|app_?secret|client_?secret|sso_?secret|corp_?secret|jsapi_?ticket|ticket)["']?\s*[=:(]\s*["']?)[^\s&,;"'()[\]{}]+/gi;

/** The failure without anything secret in its words: neither what was sent, nor what the platform names as such. */
export function withoutSecrets(failure: DingTalkFailure, secrets: readonly (string | undefined)[]): DingTalkFailure {
  const message = hideSecrets(failure.message, secrets);
  return message === failure.message ? failure : { ...failure, message };
}

function hideSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = text.replace(named, `$1${hidden}`);
  const known = secrets.filter((secret) => secret !== undefined).filter((secret) => secret !== '');
  // One may lie inside another: the longer first.
  const forms = known.flatMap((secret) => [secret, encodeURIComponent(secret)]).sort((a, b) => b.length - a.length);
  for (const form of forms) clean = clean.replaceAll(form, hidden);
  return clean;
}
