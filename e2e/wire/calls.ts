/** Who is expected to make a call: our client, the official SDK for servers, the one for Stream, a browser, or a request by hand where none of them does. */
export type Caller = 'client' | '@alicloud/dingtalk' | 'dingtalk-stream' | 'browser' | 'plain';

/** One call of the platform that is in scope, and whose traffic has to be seen. */
export interface ScopedCall {
  /** Of dingtalk-api.md. */
  readonly section: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `{…}` stands for one part of the path. */
  readonly path: string;
  readonly callers: readonly Caller[];
}

const own = ['client'] as const;
const both = ['client', '@alicloud/dingtalk'] as const;
const call = (
  section: string,
  method: ScopedCall['method'],
  path: string,
  callers: readonly Caller[] = own,
): ScopedCall => ({ section, method, path, callers });

/**
 * The calls of the reference that the product needs now. The official server SDK has the new family only; what is left out of
 * the reference's §4 and §8 (cards, robots, todo, calendar, DING) is not in scope yet.
 */
export const scopedCalls: readonly ScopedCall[] = [
  call('1.1', 'GET', '/gettoken', ['client', 'dingtalk-stream']),
  call('1.2', 'POST', '/v1.0/oauth2/accessToken', both),
  call('1.3', 'POST', '/v1.0/oauth2/{corpId}/token', both),
  call('1.5', 'GET', '/login/oauth2/auth', ['browser']),
  call('1.5', 'POST', '/v1.0/oauth2/userAccessToken', both),
  call('1.5', 'GET', '/v1.0/contact/users/me', both),
  call('1.5', 'POST', '/topapi/user/getbyunionid'),
  call('1.6', 'POST', '/v1.0/oauth2/ssoAccessToken', both),
  call('1.6', 'GET', '/v1.0/oauth2/ssoUserInfo', both),
  call('2.2', 'POST', '/topapi/v2/user/getuserinfo'),
  call('2.3', 'POST', '/topapi/v2/user/get'),
  call('2.4', 'POST', '/v1.0/oauth2/jsapiTickets', both),
  call('2.4', 'GET', '/get_jsapi_ticket', ['plain']),
  call('3.1', 'POST', '/topapi/message/corpconversation/asyncsend_v2'),
  call('3.3', 'POST', '/media/upload'),
  call('3.4', 'POST', '/topapi/message/corpconversation/getsendprogress'),
  call('3.5', 'POST', '/topapi/message/corpconversation/getsendresult'),
  call('3.6', 'POST', '/topapi/message/corpconversation/recall'),
  call('3.7', 'POST', '/topapi/message/corpconversation/status_bar/update'),
  call('5.1', 'POST', '/topapi/v2/department/listsub'),
  call('5.1', 'POST', '/topapi/v2/department/listsubid'),
  call('5.1', 'POST', '/topapi/v2/department/get'),
  call('5.2', 'POST', '/topapi/user/listid'),
  call('5.3', 'POST', '/topapi/v2/user/list'),
  call('5.3', 'POST', '/topapi/user/listsimple', ['plain']),
  call('5.4', 'POST', '/topapi/v2/user/getbymobile'),
  call('5.5', 'GET', '/auth/scopes'),
  call('5.6', 'POST', '/topapi/user/listadmin'),
  call('5.6', 'POST', '/topapi/user/get_admin_scope'),
  call('5.8', 'GET', '/v1.0/microApp/allInnerApps', both),
  call('5.8', 'GET', '/v1.0/microApp/allApps', ['@alicloud/dingtalk']),
  call('5.8', 'GET', '/v1.0/microApp/users/{userId}/apps', both),
  call('5.8', 'PUT', '/v1.0/microApp/apps/{agentId}', both),
  call('5.8', 'GET', '/v1.0/microApp/apps/{agentId}/scopes', both),
  call('5.8', 'POST', '/v1.0/microApp/apps/{agentId}/scopes', both),
  call('6.4', 'GET', '/call_back/get_call_back_failed_result'),
  call('7.1', 'POST', '/v1.0/gateway/connections/open', ['client', 'dingtalk-stream']),
];

/** The call of the list that this request was, if any. */
export function findScoped(method: string, path: string): ScopedCall | undefined {
  const exact = scopedCalls.find((one) => one.method === method && one.path === path);
  return (
    exact ??
    scopedCalls.find(
      (one) =>
        one.method === method &&
        one.path.includes('{') &&
        new RegExp(`^${one.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    )
  );
}
