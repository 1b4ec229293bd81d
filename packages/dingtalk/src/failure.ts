import type { DingTalkFailure } from './types.ts';

type Kind = DingTalkFailure['kind'];

/** Old-family numbers by what the caller has to do about them (dingtalk-api.md §0.5). What is not listed is `param`. */
const oldKinds: ReadonlyMap<string, Kind> = new Map([
  ...each('token', [40000, 40001, 40014, 40089, 40096, 41001, 42001]),
  ...each('permission', [60011]),
  ...each('ip', [60020]),
  ...each('quota', [90020]),
  ...each('scope', [40079, 50002, 50004]),
  ...each('notfound', [33012, 60003, 60121]),
  ...each('busy', [-1, 15, 500]),
]);

function each(kind: Kind, codes: readonly number[]): [string, Kind][] {
  return codes.map((code) => [String(code), kind]);
}

/** The kind of an old-family code, `sub_code` already put in the place of 88. */
export function oldKind(code: string): Kind {
  if (code === '88') return 'busy'; // 88 with an empty sub code: the authentication service timed out (§0.2)
  const known = oldKinds.get(code);
  if (known) return known;
  // The side of the platform failed, in the words of the gateway: `isp.top-remote-connection-timeout` (§0.2).
  if (code.startsWith('isp.')) return 'busy';
  const number = Number(code);
  return number >= 90001 && number <= 90019 ? 'qps' : 'param';
}

/** The kind of a new-family code. Throttling is HTTP 403 with "Forbidden" in its name, so it is asked first (§0.5). */
export function newKind(status: number, code: string): Kind {
  if (/Q[pP][sSmM]Limit/.test(code)) return 'qps';
  if (code.includes('ApiCountLimitForOrg')) return 'quota';
  if (code.includes('IpNotInWhiteList')) return 'ip';
  if (
    /^(InvalidAuthentication|accesstoken\.expired|AuthenticationFailed\.|invalidClientIdOrSecret|invalid\.client)/.test(
      code,
    )
  )
    return 'token';
  if (status === 401) return 'token';
  if (/^(systemBusy|system\.busy|systemError|unknownError|server\.error)$/.test(code) || status >= 500) return 'busy';
  if (code === 'noAppManagePermission') return 'permission'; // HTTP 400 (§5.8)
  if (status === 404) return 'notfound';
  if (status === 403) return 'permission';
  return 'param';
}

/** Does this code mean that the token died, so that one fresh token is worth one more try? */
export const isExpiredToken = (failure: DingTalkFailure): boolean =>
  /^(40001|40014|42001|InvalidAuthentication|accesstoken\.expired)$/.test(failure.code);
