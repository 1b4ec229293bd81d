import type { World } from '../state/world.ts';
import type { FaultRule } from '../types.ts';
import { parseBody } from './body.ts';
import { type CallResult, type PlatformCall, says } from './call.ts';
import { findCalls } from './calls.ts';
import type { Asked } from './draft.ts';
import { type Answer, failNew, flat, unknownNew, unknownOld } from './errors.ts';
import { guard } from './guard.ts';
import { dropOf, injectedAnswer } from './inject.ts';

/** The answer to one request, and whose it was. */
export async function decide(
  world: World,
  asked: Asked,
  fault: FaultRule | undefined,
): Promise<CallResult & { readonly appKey: string }> {
  const { family, path, request, query, raw, type } = asked;
  let appKey = '';
  const refused = (answer: Answer, zh: string, en: string) => ({ answer, about: says(zh, en), spent: false, appKey });

  const found = findCalls(family, path);
  const hit = found.find(({ call }) => call.method === request.method) ?? found.find(({ call }) => takesAny(call));
  if (!hit) {
    if (family === 'new') return refused(unknownNew(path), '没有这个接口', 'No such API');
    if (found.length === 0) return refused(unknownOld(path), '没有这个接口', 'No such API');
    return refused(flat(43002, '需要POST请求'), '请求方法不对', 'Wrong method');
  }
  const { call, params } = hit;
  const body = call.takesFile ? {} : parseBody(type, raw.toString());
  const token = tokenOf(asked, body);
  const named = world.apps.get(nameOf(query, body));
  const held = token ? world.tokens.check(token) : undefined;
  appKey = typeof held === 'object' ? held.app.appKey : (named?.appKey ?? '');

  const injected = fault ? injectedAnswer(fault, call, world, token) : undefined;
  if (injected) return refused(injected, '注入的故障', 'Injected fault');
  const admitted = guard(world, call, { token, ip: asked.ip, named });
  if ('status' in admitted) return refused(admitted, '网关拒绝', 'Refused by the gateway');
  if (family === 'new' && request.method !== 'GET' && (!body || type.includes('form'))) {
    return refused(failNew(400, 'Missingbody', 'body is mandatory for this action'), '请求不是 JSON', 'Not JSON');
  }
  if (!body) return { ...refused(flat(34014, '不合法的JSON格式'), '请求不是 JSON', 'Not JSON'), spent: call.counted };
  const outcome = await call.run({
    world,
    app: admitted.app,
    may: admitted.may,
    token,
    query,
    headers: request.headers,
    body,
    raw,
    receivedAt: asked.receivedAt,
    params,
    dropAll: dropOf(fault, call),
  });
  return { ...outcome, spent: call.counted, appKey };
}

/** The old family's GET calls answer other methods too: what they want is in the query (dingtalk-api.md §1.1). */
const takesAny = (call: PlatformCall): boolean => call.family === 'old' && call.method === 'GET';

/** §0.1: the query or a form's field in the old family, a header of its own in the new one. */
function tokenOf({ family, query, request }: Asked, body: Readonly<Record<string, unknown>> | undefined): string {
  if (family === 'old') return query.get('access_token') ?? String(body?.access_token ?? '');
  const header = request.headers['x-acs-dingtalk-access-token'];
  return typeof header === 'string' ? header : '';
}

/** The key of the app that a call for a token names. */
const nameOf = (query: URLSearchParams, body: Readonly<Record<string, unknown>> | undefined): string =>
  String(query.get('appkey') ?? body?.appKey ?? body?.client_id ?? body?.clientId ?? '');
