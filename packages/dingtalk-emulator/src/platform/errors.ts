import { randomBytes, randomUUID } from 'node:crypto';
import type { UnsureSwitches } from '../model.ts';

/** What one call answers, before it is written. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  /** Written instead of the JSON, for the calls that answer XML to who does not ask for JSON (dingtalk-api.md §7.1). */
  readonly text?: { readonly type: string; readonly body: string };
}

/** `16mail0aa1bb2`: 13 characters, as the old family prints them. */
const oldRequestId = (): string => `1${randomBytes(6).toString('hex')}`;
const newRequestId = (): string => randomUUID().toUpperCase();

/** A success of the old family. */
export const okOld = (fields: Readonly<Record<string, unknown>>): Answer => ({
  status: 200,
  json: { errcode: 0, errmsg: 'ok', ...fields, request_id: oldRequestId() },
});

export const okNew = (json: Readonly<Record<string, unknown>>): Answer => ({ status: 200, json });

/** A business error: flat, HTTP 200 (dingtalk-api.md §0.2). */
export const flat = (errcode: number, errmsg: string): Answer => ({
  status: 200,
  json: { errcode, errmsg, request_id: oldRequestId() },
});

/** An error of the gateway in front of `topapi/*`: 88, and the number that matters as text in `sub_code`. */
export const gateway = (subCode: string, subMsg: string): Answer => ({
  status: 200,
  json: {
    errcode: 88,
    ...(subCode ? { sub_code: subCode } : {}),
    sub_msg: subMsg,
    errmsg: `ding talk error[subcode=${subCode},submsg=${subMsg}]`,
    request_id: oldRequestId(),
  },
});

/** The body of a gateway's refusal as some observers record it: without its `sub_code`, or with another spelling (§0.2). */
export function inForm(json: Answer['json'], form: UnsureSwitches['gatewayForm']): Answer['json'] {
  if (json.errcode !== 88 || form === 'sub_code') return json;
  const { sub_code, sub_msg, ...rest } = json;
  return form === 'words'
    ? rest
    : { ...rest, ...(sub_code === undefined ? {} : { subcode: sub_code }), submsg: sub_msg };
}

/** §0.2: the backend behind the gateway did not answer in time. */
export const backendTimedOut = (): Answer => ({
  status: 200,
  json: {
    errcode: 15,
    sub_code: 'isp.top-remote-connection-timeout',
    sub_msg: '调用后端服务超时',
    errmsg: 'Remote service error[subcode=isp.top-remote-connection-timeout,submsg=调用后端服务超时]',
    request_id: oldRequestId(),
  },
});

/** An error of the new family: real status, lower-case keys (§0.3). */
export const failNew = (status: number, code: string, message: string): Answer => ({
  status,
  json: { code, requestid: newRequestId(), message },
});

/** §0.1: an unknown `topapi` path is an unknown API name. */
export function unknownOld(path: string): Answer {
  if (!path.startsWith('/topapi/')) return { status: 200, json: { errcode: 404, errmsg: '请求的URI地址不存在' } };
  const name = `dingtalk.oapi.${path.slice('/topapi/'.length).replaceAll('/', '.')}`;
  const subMsg = `不合法ApiName，ApiName = ${name}`;
  return {
    status: 200,
    json: { errcode: 22, sub_msg: subMsg, errmsg: `Invalid method[submsg=${subMsg}]`, request_id: oldRequestId() },
  };
}

/** §0.1: without a version in front the new family answers in the old shape. */
export const unknownNew = (path: string): Answer =>
  /^\/v\d/.test(path)
    ? failNew(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.')
    : { status: 200, json: { errcode: 404, errmsg: '请求的URI地址不存在' } };

/** The number or word by which the log names an outcome. */
export function codeOf({ status, json }: Answer): string {
  if (json.errcode !== undefined) return String(json.errcode === 88 ? (json.sub_code ?? 88) : json.errcode);
  if (status >= 400) return String(json.code ?? status);
  return '0';
}
