import type { DropCode } from '../state/memory.ts';
import type { World } from '../state/world.ts';
import type { FaultRule } from '../types.ts';
import type { PlatformCall } from './call.ts';
import { type Answer, backendTimedOut, failNew, flat, gateway } from './errors.ts';
import {
  expiredToken,
  missingPermission,
  monthUsedUp,
  platformTooFast,
  tooFast,
  unknownToken,
  wrongAddress,
} from './refusals.ts';
import { ruleOfCode } from './rules.ts';

const foreignAddress = '203.0.113.9';

/** The answer that a fault gives in place of the work, in the family's own shape; undefined when the work goes on. */
export function injectedAnswer(rule: FaultRule, call: PlatformCall, world: World, token: string): Answer | undefined {
  const held = token ? world.tokens.check(token) : 'unknown';
  const appKey = typeof held === 'object' ? held.app.appKey : ([...world.apps.keys()][0] ?? '');
  switch (rule.kind) {
    case 'errcode':
      return dropOf(rule, call) ? undefined : withCode(rule.code ?? '-1', rule.status, { call, world, appKey });
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

interface Hit {
  readonly call: PlatformCall;
  readonly world: World;
  readonly appKey: string;
}

/** What the gateway says in words of its own, whichever family's code names it: clients read times, addresses and scopes there. */
const inFull: Readonly<Record<string, (hit: Hit) => Answer>> = {
  '40014': ({ call }) => unknownToken(call),
  '42001': ({ call }) => expiredToken(call),
  '60011': ({ call, appKey }) => missingPermission(call, call.permission ?? 'qyapi_base', appKey),
  'Forbidden.AccessDenied.AccessTokenPermissionDenied': (hit) => inFull['60011']!(hit),
  '60020': ({ call, appKey }) => wrongAddress(call, foreignAddress, appKey),
  'Forbidden.AccessDenied.IpNotInWhiteList': (hit) => inFull['60020']!(hit),
  '90018': ({ call, world }) => tooFast(call, world.clock.now(), world.limits.now.qps),
  'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi': (hit) => inFull['90018']!(hit),
  '90002': ({ call, world }) => platformTooFast(call, world.clock.now()),
  'Forbidden.AccessDenied.QpsLimitForApi': (hit) => inFull['90002']!(hit),
  '90020': ({ call }) => monthUsedUp(call),
  'Forbidden.AccessDenied.ApiCountLimitForOrg': (hit) => inFull['90020']!(hit),
  '15': () => backendTimedOut(),
};

/** Which other codes come from the gateway, and so under 88 on `topapi/*` (dingtalk-api.md §0.2, §0.5). */
const gatewayCode = /^(40000|900\d\d)$/;

function withCode(code: string, status: number | undefined, hit: Hit): Answer {
  const { call } = hit;
  if (inFull[code]) return inFull[code](hit);
  const words = ruleOfCode(code)?.zh ?? '系统繁忙';
  if (call.family === 'new') return failNew(status ?? statusOf(code), code, words);
  if (call.path.startsWith('/topapi/')) {
    if (code === '88') return gateway('', words);
    if (gatewayCode.test(code)) return gateway(code, words);
  }
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
