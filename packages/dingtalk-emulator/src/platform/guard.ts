import type { App } from '../state/apps.ts';
import { stampOf } from '../state/day.ts';
import type { World } from '../state/world.ts';
import type { PlatformCall } from './call.ts';
import { type Answer, gateway } from './errors.ts';

/** The gateway's checks, in its order: token, calls per second, calls per month (dingtalk-api.md §0.2, §10). */
export function guard(world: World, call: PlatformCall, token: string): { app: App | undefined } | Answer {
  if (!call.needsToken) return { app: undefined };
  if (!token) return gateway('40000', 'access_token is blank');
  const held = world.tokens.check(token);
  if (held === 'unknown') return gateway('40014', '不合法的access_token');
  if (held === 'expired') return gateway('42001', 'access_token超时');
  const { app } = held;
  if (!world.quota.withinSecond(app.appKey, call.path)) return tooFast(world, call);
  if (call.counted && !world.quota.spend()) return monthUsedUp();
  return { app };
}

function tooFast(world: World, call: PlatformCall): Answer {
  const now = world.clock.now();
  const api = `dingtalk.oapi.${call.path.slice('/topapi/'.length).replaceAll('/', '.')}`;
  return gateway(
    '90018',
    `应用调用该接口的次数超过每秒限制, apiPath(${api}), 从 ${stampOf(now)} 到 ${stampOf(now)}, 限制将在 ${stampOf(now + 1000)} 结束.`,
  );
}

export const monthUsedUp = (): Answer => gateway('90020', '企业本月的API调用量已超过限制');

export const wrongAddress = (app: string): Answer =>
  gateway('60020', `访问ip不在白名单之中,request ip=203.0.113.9 appKey(${app})`);

export const missingPermission = (call: PlatformCall, app: string): Answer => {
  const scope = call.permission ?? 'qyapi_base';
  const link = `https://open-dev.dingtalk.com/appscope/apply?content=${app}%23${scope}`;
  return gateway(
    '60011',
    `应用尚未开通所需的权限：[${scope}]，点击链接申请并开通即可：${link}, {requiredScopes=[${scope}]}`,
  );
};
