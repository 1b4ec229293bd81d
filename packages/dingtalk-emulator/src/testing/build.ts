import type { Clock } from '@hongyan/kit';
import { onTestFinished } from 'vitest';
import { startEmulator } from '../emulator.ts';
import type { Emulator, EmulatorApp, EmulatorCompany, EmulatorOptions } from '../types.ts';

/** Two people in two departments. */
export const company: EmulatorCompany = {
  corpId: 'dingcorp01',
  name: '澄川精仪',
  departments: [
    { id: 1, name: '澄川精仪' },
    { id: 37001, name: '产品部', parentId: 1 },
    { id: 37002, name: '光学组', parentId: 37001 },
  ],
  people: [
    {
      userId: 'zhixia',
      name: '沈知夏',
      unionId: 'uZhixia',
      title: '产品经理',
      departmentId: 37001,
      isAdmin: true,
      address: 'shen.zhixia@ccjy.example',
      password: 'p4ss',
    },
    { userId: 'Mu_Yun', name: '周慕云', unionId: 'uMuyun', title: '工程师', departmentId: 37002, isAdmin: false },
  ],
};

export const app: EmulatorApp = {
  agentId: 1234567,
  appKey: 'dingmailapp0001',
  appSecret: 's3cret',
  homeUrl: 'http://mail.test/static/dingding/?corpId=$CORPID$',
  pcHomeUrl: 'http://mail.test/static/dingding/?corpId=$CORPID$',
  name: '企业邮箱',
};

/** A clock that a test moves; waiting takes no time. */
export function handClock(start = Date.parse('2026-11-20T06:36:07Z')): Clock & { pass(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    sleep: async () => undefined,
    pass(ms) {
      now += ms;
    },
  };
}

/** A running emulator with the app registered, stopped when the test ends. */
export async function buildEmulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ company, upstream: () => 'http://127.0.0.1:9', ...options });
  onTestFinished(() => emulator.stop());
  emulator.registerApp(app);
  return emulator;
}

export interface Wire {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** One call over real HTTP. */
export async function call(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Wire> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** A fresh app token. */
export async function tokenOf(emulator: Emulator): Promise<string> {
  const { json } = await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, {
    appKey: app.appKey,
    appSecret: app.appSecret,
  });
  return String(json.accessToken);
}

/** An old-family call with a token. */
export async function callOld(emulator: Emulator, path: string, body: unknown, token?: string): Promise<Wire> {
  return call(`${emulator.oapiUrl}${path}?access_token=${token ?? (await tokenOf(emulator))}`, body);
}

export const oaMessage = (title = '合同评审', status?: object) => ({
  msgtype: 'oa',
  oa: {
    message_url: 'http://mail.test/static/dingding/?corpId=dingcorp01&n=abc',
    head: { bgcolor: 'FF0070D1', text: '企业邮箱' },
    ...(status ? { status_bar: status } : {}),
    body: { title },
  },
});

export const sendPath = '/topapi/message/corpconversation/asyncsend_v2';
export const sendBody = (over: object = {}) => ({
  agent_id: app.agentId,
  userid_list: 'zhixia',
  msg: oaMessage(),
  ...over,
});
