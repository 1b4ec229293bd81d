import { err, ok } from '@hongyan/kit';
import { newKind, oldKind } from './failure.ts';
import { type Fields, parseObject, readPrinted, textsField, wholeNumber } from './fields.ts';
import type { DingTalkFailure, DingTalkResult, HttpOut } from './types.ts';

type HttpAnswer = Awaited<ReturnType<HttpOut>>;

/** An address that asked too much is shut out for five minutes (dingtalk-api.md §10.1). */
const blockedMs = 5 * 60_000;

/**
 * Reads an answer of either family: the fields of a success, or one normalised failure. The new family says some errors in the
 * old one's words (§0.1); the old one succeeds by `errcode` alone, so an answer without it is none.
 */
export function readAnswer(answer: HttpAnswer, now: number, family: 'old' | 'new'): DingTalkResult<Fields> {
  const text = new TextDecoder().decode(answer.body);
  const fields = parseObject(text);
  if (!fields) return err(unreadable(answer.status, text));
  if (fields.errcode !== undefined) {
    const errcode = readPrinted(fields.errcode).trim();
    if (errcode === '') return err(noErrcode);
    return wholeNumber(errcode) === 0 ? ok(fields) : err(oldFailure(errcode, fields, now));
  }
  if (fields.punish !== undefined || wholeNumber(fields.status) === 1111) return err(blocked(fields));
  if (answer.status < 200 || answer.status >= 300) return err(newFailure(answer.status, fields, now));
  return family === 'old' ? err(noErrcode) : ok(fields);
}

const noErrcode: DingTalkFailure = {
  kind: 'busy',
  code: 'answer.shape',
  message: 'an answer that says neither yes nor no',
  maybeDone: true,
};

/** The request broke before an answer came. Only a refused or impossible connection proves that nothing was sent. */
export function networkFailure(thrown: unknown): DingTalkFailure {
  const code = networkCode(thrown);
  const notSent =
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|EGRESS_BLOCKED)$/.test(code);
  return { kind: 'busy', code, message: 'no answer', ...(notSent ? {} : { maybeDone: true }) };
}

function networkCode(thrown: unknown): string {
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'network';
}

function oldFailure(errcode: string, fields: Fields, now: number): DingTalkFailure {
  const errmsg = textOf(fields.errmsg);
  const message = textOf(fields.sub_msg) || errmsg;
  const code = errcode === '88' ? subCode(fields, errmsg) || errcode : errcode;
  const kind = oldKind(code);
  return {
    kind,
    code,
    message,
    ...extras(kind, `${message} ${errmsg}`),
    ...(kind === 'qps' ? { retryAfterMs: endOfLimit(`${message} ${errmsg}`, now) ?? pauseOf(code) } : {}),
    // The backend's own time-out (15) and "busy" (-1) say nothing about what was already done.
    ...(kind === 'busy' && code !== '88' ? { maybeDone: true } : {}),
    ...optional('requestId', textOf(fields.request_id)),
  };
}

/** §0.2: `sub_code`, then `subcode`, then the words of `errmsg`. */
function subCode(fields: Fields, errmsg: string): string {
  const given = readPrinted(fields.sub_code).trim() || readPrinted(fields.subcode).trim();
  return given || (/subcode=(-?\w[\w.-]*)/.exec(errmsg)?.[1] ?? '');
}

function newFailure(status: number, given: Fields, now: number): DingTalkFailure {
  const fields = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
  const code = textOf(fields.code) || `http.${status}`;
  const kind = newKind(status, code);
  const message = textOf(fields.message);
  const detail = fields.accessdenieddetail;
  const scopes = detail !== null && typeof detail === 'object' ? textsField(detail as Fields, 'requiredScopes') : [];
  return {
    kind,
    code,
    message,
    ...extras(kind, message),
    ...(kind === 'permission' && scopes.length > 0 ? { requiredScopes: scopes } : {}),
    ...(kind === 'qps' ? { retryAfterMs: endOfLimit(message, now) ?? (/Q[pP][mM]/.test(code) ? 60_000 : 1000) } : {}),
    ...(kind === 'busy' ? { maybeDone: true } : {}),
    ...optional('requestId', textOf(fields.requestid)),
  };
}

function extras(kind: DingTalkFailure['kind'], message: string): Partial<DingTalkFailure> {
  if (kind === 'ip') return optional('requestIp', /request ip=([0-9a-fA-F.:]*[0-9a-fA-F])/.exec(message)?.[1] ?? '');
  if (kind !== 'permission') return {};
  const scopes = (/requiredScopes=\[([^\]]*)\]/.exec(message) ?? /权限：\[([^\]]*)\]/.exec(message))?.[1];
  return scopes ? { requiredScopes: scopes.split(',').map((scope) => scope.trim()) } : {};
}

/** §0.5: limits of a second, and of a minute. */
const pauseOf = (code: string): number => (code === '90005' || code === '90006' ? 60_000 : 1000);

/** 90002 names the second at which the limit ends, in DingTalk's time zone (§10.1). */
function endOfLimit(message: string, now: number): number | undefined {
  const found = /(?:限制|处罚)将在 (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) 结束/.exec(message);
  const end = found ? Date.parse(`${found[1]}T${found[2]}+08:00`) : Number.NaN;
  return Number.isNaN(end) ? undefined : Math.max(1000, end - now);
}

function blocked(fields: Fields): DingTalkFailure {
  const minutes = wholeNumber(fields.wait);
  const retryAfterMs = minutes !== undefined && minutes > 0 && minutes <= 60 ? minutes * 60_000 : blockedMs;
  return { kind: 'qps', code: 'blocked', message: 'this address is shut out for a while', retryAfterMs };
}

/** Not JSON: a page of the firewall in front of DingTalk, a broken gateway, or an answer that was cut. */
function unreadable(status: number, text: string): DingTalkFailure {
  const isPage = /^\s*</.test(text);
  if (isPage && status < 500) {
    return { kind: 'qps', code: 'blocked', message: 'answered with a page', retryAfterMs: blockedMs };
  }
  return { kind: 'busy', code: `http.${status}`, message: 'unreadable answer', maybeDone: true };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const optional = (key: 'requestId' | 'requestIp', value: string): Partial<DingTalkFailure> =>
  value ? { [key]: value } : {};
