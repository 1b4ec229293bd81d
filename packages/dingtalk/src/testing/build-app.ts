import { type Clock, type CorpId, Secret, type UserId } from '@hongyan/kit';
import { createDingTalk } from '../client.ts';
import { memoryTokenStore } from '../memory-token-store.ts';
import type { AppCredential, DingTalkOptions } from '../types.ts';
import { type Scripted, scriptHttp } from './scripted-http.ts';

/** Parts of the tests' scripts. */
export const paths = {
  token: '/v1.0/oauth2/accessToken',
  user: '/topapi/v2/user/get',
  send: '/topapi/message/corpconversation/asyncsend_v2',
};
export const token = (value: string): Scripted => ({ json: { accessToken: value, expireIn: 7200 } });
export const user: Scripted = {
  json: { errcode: 0, errmsg: 'ok', result: { userid: 'user0001', name: '陈明', active: true } },
};
export const sent: Scripted = { json: { errcode: 0, errmsg: 'ok', task_id: 310045678901, request_id: '5kmail8x2y7z' } };
export const person = 'user0001' as UserId;
export const start = Date.parse('2026-11-20T06:36:00Z');

/** The platform's word for a token that died, in the old family's gateway shape. */
export const gateway = (code: string): Scripted => ({
  json: {
    errcode: 88,
    sub_code: code,
    sub_msg: '不合法的access_token',
    errmsg: `ding talk error[subcode=${code},submsg=不合法的access_token]`,
  },
});

export const buildCredential = (over: Partial<AppCredential> = {}): AppCredential => ({
  corpId: 'dingcorp01' as CorpId,
  agentId: 1234567,
  appKey: 'dingmailapp0001',
  appSecret: new Secret('s3cret'),
  oapiUrl: 'http://oapi.test',
  apiUrl: 'http://api.test',
  ...over,
});

/** A client on a scripted platform and a clock that moves only by sleeping or `pass`. */
export function buildApp(
  script: Record<string, Scripted | Scripted[]>,
  given: Partial<Omit<DingTalkOptions, 'http' | 'clock'>> = {},
) {
  let now = start;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
  /** When each request left. */
  const times: number[] = [];
  const { http, sent: calls } = scriptHttp({ [paths.token]: token('t1'), ...script }, () => times.push(now));
  const dingtalk = createDingTalk({ http, clock, tokens: memoryTokenStore(), random: () => 0, ...given });
  return {
    dingtalk,
    app: dingtalk(buildCredential()),
    calls,
    times,
    slept,
    clock,
    pass: (ms: number) => {
      now += ms;
    },
    countOf: (path: string) => calls.filter((call) => call.path === path).length,
  };
}
