import type { FaultRule } from '../../../src/model.ts';

/** The faults that the menu offers, each with the number that the product will see. */
export interface FaultChoice {
  readonly text: readonly [zh: string, en: string];
  readonly rule: Omit<FaultRule, 'path' | 'times'>;
}

export const faultChoices: readonly FaultChoice[] = [
  { text: ['做完后断线，没有回答', 'Done, then the answer is cut'], rule: { kind: 'cut' } },
  { text: ['连接断开，什么都没做', 'Connection broken, nothing done'], rule: { kind: 'down' } },
  { text: ['一直不回答', 'Never answers'], rule: { kind: 'hang' } },
  { text: ['慢 4 秒', '4 seconds slow'], rule: { kind: 'slow', ms: 4000 } },
  { text: ['令牌过期 42001', 'Token expired, 42001'], rule: { kind: 'token' } },
  { text: ['出口 IP 不在名单 60020', 'IP not on the list, 60020'], rule: { kind: 'ip' } },
  { text: ['缺少权限 60011', 'Permission missing, 60011'], rule: { kind: 'permission' } },
  { text: ['调用太频繁 90018', 'Too frequent, 90018'], rule: { kind: 'errcode', code: '90018' } },
  { text: ['本月额度用完 90020', 'Month used up, 90020'], rule: { kind: 'quota' } },
  { text: ['系统繁忙 -1', 'Busy, -1'], rule: { kind: 'errcode', code: '-1' } },
  { text: ['网关超时 504', 'Gateway time-out, 504'], rule: { kind: 'status', status: 504 } },
  { text: ['防火墙页面', 'Page of the firewall'], rule: { kind: 'page' } },
];

/** What can go wrong with the sign-in code inside the page: once, in whichever of its two names the page asks for it. */
export const signInChoices: readonly FaultChoice[] = [
  { text: ['被取消 -1', 'Cancelled, -1'], rule: { kind: 'errcode', code: '-1' } },
  { text: ['没有权限 7', 'No permission, 7'], rule: { kind: 'errcode', code: '7' } },
  { text: ['一直不回答', 'Never answers'], rule: { kind: 'hang' } },
];

export const signInPath = 'jsapi:runtime.permission.requestAuthCodeV2';

export const sendPath = '/topapi/message/corpconversation/asyncsend_v2';

export const textOf = (rule: FaultRule, at: 0 | 1): string =>
  (rule.path === signInPath ? signInChoices : faultChoices).find(
    ({ rule: one }) => one.kind === rule.kind && one.code === rule.code,
  )?.text[at] ?? rule.kind;
