import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../state/world.ts';
import type { CallRecord, FaultRule } from '../types.ts';
import { parseBody, readBody, withoutSecrets } from './body.ts';
import { type CallOutcome, type CallResult, type PlatformCall, says } from './call.ts';
import { findCall } from './calls.ts';
import { type Answer, codeOf, failNew, flat, unknownNew, unknownOld } from './errors.ts';
import { guard } from './guard.ts';
import { blockPage, injectedAnswer } from './inject.ts';

type Draft = Omit<CallRecord, 'id' | 'ms' | 'counted' | 'status' | 'code' | 'response' | 'about'>;

/** Serves one call of the platform. `path` has lost the prefix that tells the families apart. */
export async function servePlatform(
  world: World,
  family: 'old' | 'new',
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw = await readBody(request);
  if (!raw) return void response.destroy();
  const receivedAt = world.clock.now();
  const text = raw.toString();
  const query = new URLSearchParams(new URL(request.url ?? '/', 'http://x').search);
  const body = parseBody(request.headers['content-type'] ?? '', text);
  const found = findCall(family, path);
  const rule = world.faults.take(path);
  const draft: Draft = {
    receivedAt,
    method: request.method ?? 'GET',
    path,
    family,
    bytes: raw.length,
    caller: request.headers['user-agent'] ?? '',
    request: withoutSecrets(text),
    ...(rule ? { fault: rule.kind } : {}),
  };
  const finish = (status: number, code: string, about: CallOutcome['about'], answer: string, counted = false) =>
    world.record({
      ...draft,
      counted,
      status,
      code,
      about,
      response: withoutSecrets(answer),
      ms: world.clock.now() - receivedAt,
    });

  if (rule?.kind === 'down' || rule?.kind === 'hang') {
    finish(0, '', rule.kind === 'hang' ? says('没有回答', 'No answer') : says('连接断开', 'Connection broken'), '');
    return rule.kind === 'down' ? void response.destroy() : undefined;
  }
  if (rule?.kind === 'page' || rule?.kind === 'status') {
    const status = rule.kind === 'page' ? 405 : (rule.status ?? 504);
    finish(status, String(status), says('防火墙或网关的页面', 'A page of the gateway'), blockPage);
    return void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(blockPage);
  }
  if (rule?.kind === 'slow') await world.clock.sleep(rule.ms ?? 3500);

  const { answer, about, spent } = decide(world, family, path, found, rule, { request, query, body, receivedAt });
  const json = Buffer.from(JSON.stringify(answer.json));
  if (rule?.kind === 'cut') {
    finish(answer.status, codeOf(answer), says(`${about.zh}，回答断在中途`, `${about.en}, answer cut`), '', spent);
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': json.length });
    return void response.write(json.subarray(0, json.length >> 1), () => response.destroy());
  }
  finish(answer.status, codeOf(answer), about, json.toString(), spent);
  response.writeHead(answer.status, {
    'content-type': family === 'old' ? 'application/json;charset=utf-8' : 'application/json',
    'content-length': json.length,
  });
  response.end(json);
}

function decide(
  world: World,
  family: 'old' | 'new',
  path: string,
  found: { call: PlatformCall; corpId: string | undefined } | undefined,
  rule: FaultRule | undefined,
  given: {
    request: IncomingMessage;
    query: URLSearchParams;
    body: Record<string, unknown> | undefined;
    receivedAt: number;
  },
): CallResult {
  const refused = (answer: Answer, zh: string, en: string): CallResult => ({
    answer,
    about: says(zh, en),
    spent: false,
  });
  if (!found) return refused(family === 'old' ? unknownOld(path) : unknownNew(path), '没有这个接口', 'No such API');
  const { call, corpId } = found;
  if (call.method === 'POST' && given.request.method !== 'POST') {
    return refused(family === 'old' ? flat(43002, '需要POST请求') : unknownNew(path), '请求方法不对', 'Wrong method');
  }
  const token = given.query.get('access_token') ?? String(given.body?.access_token ?? '');
  const injected = rule ? injectedAnswer(rule, call, world, token) : undefined;
  if (injected) return refused(injected, '注入的故障', 'Injected fault');
  const guarded = guard(world, call, token);
  if ('status' in guarded) return refused(guarded, '网关拒绝', 'Refused by the gateway');
  const isForm = (given.request.headers['content-type'] ?? '').includes('form');
  if (family === 'new' && (!given.body || isForm)) {
    return refused(failNew(400, 'Missingbody', 'body is mandatory for this action'), '请求不是 JSON', 'Not JSON');
  }
  const outcome = given.body
    ? call.run({ ...given, body: given.body, world, app: guarded.app, corpId })
    : refused(flat(34014, '不合法的JSON格式'), '请求不是 JSON', 'Not JSON');
  return { ...outcome, spent: call.counted };
}
