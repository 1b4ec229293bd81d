import { randomBytes } from 'node:crypto';
import { err, ok, Secret } from '@hongyan/kit';
import { type Caller, createCaller } from './caller.ts';
import { listApps, listAppsOfUser } from './calls/apps/list-apps.ts';
import type { MicroApps } from './calls/apps/types.ts';
import { updateApp } from './calls/apps/update-app.ts';
import { changeVisibleScope, getVisibleScope } from './calls/apps/visible-scope.ts';
import { findByMobile } from './calls/contacts/find-by-mobile.ts';
import { getAdministratorScope } from './calls/contacts/get-administrator-scope.ts';
import { getDepartment } from './calls/contacts/get-department.ts';
import { getScope } from './calls/contacts/get-scope.ts';
import { getUser } from './calls/contacts/get-user.ts';
import { listAdministrators } from './calls/contacts/list-administrators.ts';
import { listSubDepartmentIds } from './calls/contacts/list-sub-department-ids.ts';
import { listSubDepartments } from './calls/contacts/list-sub-departments.ts';
import { listUserIds } from './calls/contacts/list-user-ids.ts';
import type { Contacts } from './calls/contacts/types.ts';
import { walkDepartments } from './calls/contacts/walk-departments.ts';
import { walkMembers } from './calls/contacts/walk-members.ts';
import { listFailedEvents } from './calls/list-failed-events.ts';
import { getProgress } from './calls/notifications/get-progress.ts';
import { getResult } from './calls/notifications/get-result.ts';
import { recall } from './calls/notifications/recall.ts';
import { send } from './calls/notifications/send.ts';
import { sendToMany } from './calls/notifications/send-to-many.ts';
import type { Notifications } from './calls/notifications/types.ts';
import { updateStatusBar } from './calls/notifications/update-status-bar.ts';
import { uploadMedia } from './calls/notifications/upload-media.ts';
import { exchangeGrant } from './calls/sign-in/exchange-grant.ts';
import { findByUnionId } from './calls/sign-in/find-by-union-id.ts';
import { getConsoleAdmin } from './calls/sign-in/get-console-admin.ts';
import { getMe } from './calls/sign-in/get-me.ts';
import { getUserInfo } from './calls/sign-in/get-user-info.ts';
import type { OAuth } from './calls/sign-in/types.ts';
import type { AppTokens, DingTalk, Jsapi } from './dingtalk-app.ts';
import { refused } from './fields.ts';
import { decodeUrl } from './jsapi/decode-url.ts';
import { signPage } from './jsapi/sign.ts';
import { createTickets } from './jsapi/tickets.ts';
import { issueOld, issueUnified } from './tokens/app-token.ts';
import { createTokens } from './tokens/tokens.ts';
import type { DingTalkOptions, DingTalkResult } from './types.ts';
import { createWire } from './wire.ts';

/** The DingTalk open platform, ready for any number of apps; all share one token cache. */
export function createDingTalk(options: DingTalkOptions): DingTalk {
  const wire = createWire(options);
  const tokens = createTokens(options, wire);
  const tickets = createTickets(options);
  const now = () => options.clock.now();

  return (credential) => {
    const app = createCaller(wire, tokens, credential);
    const appTokens: AppTokens = {
      app: async (how) => secret(await (how?.fresh ? tokens.renew(credential) : tokens.get(credential))),
      old: async () => issued(await issueOld(wire, credential, now)),
      unified: async () => issued(await issueUnified(wire, credential, now)),
    };
    const jsapi: Jsapi = {
      getTicket: async () => secret(await tickets.get(app)),
      async sign(address) {
        const url = decodeUrl(address);
        if (url === undefined) return refused('this is no address of a web page');
        const ticket = await tickets.get(app);
        if (!ticket.ok) return err(ticket.error);
        const page = { nonceStr: randomBytes(12).toString('hex'), timeStamp: String(now()) };
        const signature = signPage({ ...page, ticket: ticket.value, url });
        return ok({ agentId: credential.agentId, corpId: credential.corpId, ...page, signature });
      },
    };
    return {
      getUserInfo: (code) => getUserInfo(app, code),
      getUser: (userId) => getUser(app, userId),
      sendWorkNotification: (userIds, msg) => send(app, { userIds }, msg),
      listFailedEvents: () => listFailedEvents(app),
      tokens: appTokens,
      oauth: bindOAuth(app, now),
      contacts: bindContacts(app),
      notifications: bindNotifications(app),
      apps: bindApps(app),
      jsapi,
    };
  };
}

const bindOAuth = (app: Caller, now: () => number): OAuth => ({
  exchangeCode: (code) => exchangeGrant(app, now, { code }),
  refresh: (refreshToken) => exchangeGrant(app, now, { refreshToken: refreshToken.reveal() }),
  getMe: (userToken) => getMe(app, userToken),
  findByUnionId: (unionId) => findByUnionId(app, unionId),
  getConsoleAdmin: (code, ssoSecret) => getConsoleAdmin(app, code, ssoSecret),
});

const bindContacts = (app: Caller): Contacts => ({
  getScope: () => getScope(app),
  getDepartment: (departmentId) => getDepartment(app, departmentId),
  listSubDepartments: (departmentId) => listSubDepartments(app, departmentId),
  listSubDepartmentIds: (departmentId) => listSubDepartmentIds(app, departmentId),
  walkDepartments: (roots) => walkDepartments(app, roots),
  walkMembers: (departmentId) => walkMembers(app, departmentId),
  listUserIds: (departmentId) => listUserIds(app, departmentId),
  listAdministrators: () => listAdministrators(app),
  getAdministratorScope: (userId) => getAdministratorScope(app, userId),
  findByMobile: (mobile) => findByMobile(app, mobile),
});

const bindNotifications = (app: Caller): Notifications => ({
  send: (to, msg) => send(app, to, msg),
  sendToMany: (to, msg) => sendToMany(app, to, msg),
  getProgress: (taskId) => getProgress(app, taskId),
  getResult: (taskId) => getResult(app, taskId),
  recall: (taskId) => recall(app, taskId),
  updateStatusBar: (taskId, status) => updateStatusBar(app, taskId, status),
  uploadMedia: (kind, file) => uploadMedia(app, kind, file),
});

const bindApps = (app: Caller): MicroApps => ({
  list: () => listApps(app),
  listOfUser: (userId) => listAppsOfUser(app, userId),
  update: (change) => updateApp(app, change),
  getVisibleScope: () => getVisibleScope(app),
  changeVisibleScope: (change) => changeVisibleScope(app, change),
});

const secret = (result: DingTalkResult<string>): DingTalkResult<Secret> =>
  result.ok ? ok(new Secret(result.value)) : result;
const issued = (result: DingTalkResult<{ readonly value: string }>): DingTalkResult<Secret> =>
  result.ok ? ok(new Secret(result.value.value)) : result;
