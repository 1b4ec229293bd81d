import type { DropCode } from '../state/memory.ts';
import type { World } from '../state/world.ts';
import type { FaultRule } from '../types.ts';
import type { PlatformCall } from './call.ts';
import { type Answer, failNew, flat, gateway } from './errors.ts';
import { expiredToken, missingPermission, monthUsedUp, unknownToken, wrongAddress } from './refusals.ts';

const foreignAddress = '203.0.113.9';

/** The answer that a fault gives in place of the work, in the family's own shape; undefined when the work goes on. */
export function injectedAnswer(rule: FaultRule, call: PlatformCall, world: World, token: string): Answer | undefined {
  const held = token ? world.tokens.check(token) : 'unknown';
  const appKey = typeof held === 'object' ? held.app.appKey : ([...world.apps.keys()][0] ?? '');
  switch (rule.kind) {
    case 'errcode':
      return dropOf(rule, call) ? undefined : withCode(rule.code ?? '-1', rule.status, call);
    case 'ip':
      return wrongAddress(call, foreignAddress, appKey);
    case 'permission':
      return missingPermission(call, call.permission ?? 'qyapi_base', appKey);
    case 'quota':
      return monthUsedUp(call);
    case 'token':
      if (token) world.tokens.expire(token);
      return undefined;
    default:
      return undefined;
  }
}

const dropCodes: ReadonlySet<string> = new Set<DropCode>([
  '143103',
  '143104',
  '143105',
  '143106',
  '1430002',
  '1430003',
  '1430004',
]);

/** A code that no answer carries: the send succeeds, and everybody's message is dropped for it (dingtalk-api.md §3.5). */
export function dropOf(rule: FaultRule | undefined, call: PlatformCall): DropCode | undefined {
  const isDrop = rule?.kind === 'errcode' && dropCodes.has(rule.code ?? '') && call.path.endsWith('/asyncsend_v2');
  return isDrop ? (rule.code as DropCode) : undefined;
}

/** Which codes come from the gateway, and so under 88 on `topapi/*` (dingtalk-api.md §0.2, §0.5). */
const gatewayCode = /^(40000|60011|60020|900\d\d)$/;
const words = '注入的故障';

function withCode(code: string, status: number | undefined, call: PlatformCall): Answer {
  if (call.family === 'new') return failNew(status ?? statusOf(code), code, words);
  if (code === '40014') return unknownToken(call);
  if (code === '42001') return expiredToken(call);
  if (code === '88' && call.path.startsWith('/topapi/')) return gateway('', words);
  if (gatewayCode.test(code) && call.path.startsWith('/topapi/')) return gateway(code, words);
  return flat(Number(code), words);
}

/** The HTTP status with which the new family says a code (§0.3, §0.5). */
function statusOf(code: string): number {
  if (code.startsWith('Forbidden')) return 403;
  if (/NotFound$|notFound$/.test(code)) return 404;
  if (/^system|unknownError|server\.error/i.test(code)) return 500;
  return code === 'unauthorized.client' ? 401 : 400;
}

/** What stands in front of the platform when an address is shut out (§10.1): a page, or an object that is none of ours. */
export const blockPage =
  '<!doctype html><html><head><title>405</title></head><body><h1>Sorry, your request has been blocked</h1></body></html>';
export const blockJson = (uuid: string): string =>
  JSON.stringify({ status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid });
