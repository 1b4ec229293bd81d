import type { World } from '../state/world.ts';
import type { FaultRule } from '../types.ts';
import type { PlatformCall } from './call.ts';
import { type Answer, failNew, flat, gateway } from './errors.ts';
import { missingPermission, monthUsedUp, wrongAddress } from './guard.ts';

/** The answer that a fault gives in place of the work, in the family's own shape; undefined when the work goes on. */
export function injectedAnswer(rule: FaultRule, call: PlatformCall, world: World, token: string): Answer | undefined {
  const held = token ? world.tokens.check(token) : 'unknown';
  const appKey = typeof held === 'object' ? held.app.appKey : ([...world.apps.keys()][0] ?? '');
  const old = call.family === 'old';
  switch (rule.kind) {
    case 'errcode':
      return withCode(rule.code ?? '-1', rule.status, call);
    case 'ip':
      return old
        ? wrongAddress(appKey)
        : failNew(403, 'Forbidden.AccessDenied.IpNotInWhiteList', '访问ip不在白名单之中,request ip=203.0.113.9');
    case 'permission':
      return old
        ? missingPermission(call, appKey)
        : failNew(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', '没有调用该接口的权限');
    case 'quota':
      return old
        ? monthUsedUp()
        : failNew(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', '企业本月的API调用量已超过限制');
    case 'token':
      if (token) world.tokens.expire(token);
      return undefined;
    default:
      return undefined;
  }
}

/** Which codes come from the gateway, and so under 88 on `topapi/*` (dingtalk-api.md §0.2, §0.5). */
const gatewayCode = /^(40000|40014|42001|60011|60020|90\d{3})$/;

function withCode(code: string, status: number | undefined, call: PlatformCall): Answer {
  if (call.family === 'new') return failNew(status ?? (code.startsWith('Forbidden') ? 403 : 400), code, '注入的故障');
  if (gatewayCode.test(code) && call.path.startsWith('/topapi/')) return gateway(code, '注入的故障');
  return flat(Number(code), '注入的故障');
}

/** What stands in front of the platform when an address is shut out (§10.1). */
export const blockPage =
  '<!doctype html><html><head><title>405</title></head><body><h1>Sorry, your request has been blocked</h1></body></html>';
