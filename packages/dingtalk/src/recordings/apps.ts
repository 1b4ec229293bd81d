import type { UserId } from '@hongyan/kit';
import type { Recording } from './recording.ts';

const token = 'b0c1d2e3f4';
const scopes = '/v1.0/microApp/apps/1234567/scopes';

/** dingtalk-api.md §5.8, §6.4. */
export const appRecordings: readonly Recording[] = [
  {
    title: 'the organisation’s own apps',
    call: (app) => app.apps.list(),
    request: { method: 'GET', host: 'api', path: '/v1.0/microApp/allInnerApps', token },
    answer: {
      json: {
        appList: [
          {
            agentId: 1234567,
            name: '企业邮箱',
            desc: '',
            icon: '@lAD',
            homepageLink: 'https://mail.example.com/static/dingding/?corpId=dingcorp01',
            pcHomepageLink: 'https://mail.example.com/static/dingding/?corpId=dingcorp01',
            ompLink: '',
            appId: 0,
            appStatus: 1,
            developType: 0,
          },
          { agentId: '1234568', name: '考勤', appStatus: '0' },
        ],
      },
    },
    result: {
      ok: true,
      value: [
        {
          agentId: 1234567,
          name: '企业邮箱',
          homeUrl: 'https://mail.example.com/static/dingding/?corpId=dingcorp01',
          pcHomeUrl: 'https://mail.example.com/static/dingding/?corpId=dingcorp01',
          isOn: true,
        },
        { agentId: 1234568, name: '考勤', isOn: false },
      ],
    },
  },
  {
    title: 'the apps that a member can see, whose id needs escaping',
    call: (app) => app.apps.listOfUser('a/b?' as UserId),
    request: { method: 'GET', host: 'api', path: '/v1.0/microApp/users/a%2Fb%3F/apps', token },
    answer: { json: { appList: [] } },
    result: { ok: true, value: [] },
  },
  {
    title: 'a change of the app, with nothing but what was given',
    call: (app) =>
      app.apps.update({ operator: 'UnIoN0001', homeUrl: 'https://m.example.com/', ipWhiteList: ['203.0.113.*'] }),
    request: {
      method: 'PUT',
      host: 'api',
      path: '/v1.0/microApp/apps/1234567',
      token,
      body: { opUnionId: 'UnIoN0001', homepageLink: 'https://m.example.com/', ipWhiteList: ['203.0.113.*'] },
    },
    answer: { json: { result: true } },
    result: { ok: true, value: undefined },
  },
  {
    title: 'a change by someone without the right',
    call: (app) => app.apps.update({ operator: 'UnIoN0002' }),
    request: {
      method: 'PUT',
      host: 'api',
      path: '/v1.0/microApp/apps/1234567',
      token,
      body: { opUnionId: 'UnIoN0002' },
    },
    answer: { status: 400, json: { code: 'noAppManagePermission', requestid: 'R', message: '没有权限' } },
    result: {
      ok: false,
      error: { kind: 'permission', code: 'noAppManagePermission', message: '没有权限', requestId: 'R' },
    },
  },
  {
    title: 'who sees the app',
    call: (app) => app.apps.getVisibleScope(),
    request: { method: 'GET', host: 'api', path: scopes, token },
    answer: { json: { result: { userIds: ['user0001'], deptIds: [1], roleIds: [], onlyAdminVisible: false } } },
    result: { ok: true, value: { userIds: ['user0001'], departmentIds: [1], roleIds: [], adminsOnly: false } },
  },
  {
    title: 'a change of who sees the app',
    call: (app) => app.apps.changeVisibleScope({ addDepartmentIds: [37001], removeUserIds: ['user0001' as UserId] }),
    request: {
      method: 'POST',
      host: 'api',
      path: scopes,
      token,
      body: { addDeptIds: [37001], delUserIds: ['user0001'] },
    },
    answer: { json: { result: true } },
    result: { ok: true, value: undefined },
  },
  {
    title: 'events whose push failed, as they come',
    call: (app) => app.listFailedEvents(),
    request: { method: 'GET', host: 'oapi', path: '/call_back/get_call_back_failed_result', token },
    answer: {
      json: {
        errcode: 0,
        errmsg: 'ok',
        has_more: false,
        failed_list: [
          {
            call_back_tag: 'user_add_org',
            event_time: 1767225600000,
            user_add_org: { userid: ['user0001'], corpid: 'dingcorp01' },
          },
        ],
      },
    },
    result: {
      ok: true,
      value: {
        events: [
          {
            call_back_tag: 'user_add_org',
            event_time: 1767225600000,
            user_add_org: { userid: ['user0001'], corpid: 'dingcorp01' },
          },
        ],
        hasMore: false,
      },
    },
  },
];
