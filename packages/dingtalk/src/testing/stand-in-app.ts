import type { DingTalkApp } from '../types.ts';

const refuse = () => Promise.reject(new Error('not asked for here'));
const refuseWalk = () => ({
  [Symbol.asyncIterator]: () => ({ next: refuse }),
});

/** An app of which only the given calls answer; every other one rejects. Tests only. */
export function standInApp(given: Partial<DingTalkApp> = {}): DingTalkApp {
  return {
    getUserInfo: refuse,
    getUser: refuse,
    sendWorkNotification: refuse,
    listFailedEvents: refuse,
    tokens: { app: refuse, old: refuse, unified: refuse },
    oauth: { exchangeCode: refuse, refresh: refuse, getMe: refuse, findByUnionId: refuse, getConsoleAdmin: refuse },
    contacts: {
      getScope: refuse,
      getDepartment: refuse,
      listSubDepartments: refuse,
      listSubDepartmentIds: refuse,
      walkDepartments: refuseWalk,
      walkMembers: refuseWalk,
      listUserIds: refuse,
      listAdministrators: refuse,
      getAdministratorScope: refuse,
      findByMobile: refuse,
    },
    notifications: {
      send: refuse,
      sendToMany: refuse,
      getProgress: refuse,
      getResult: refuse,
      recall: refuse,
      updateStatusBar: refuse,
      uploadMedia: refuse,
    },
    apps: { list: refuse, listOfUser: refuse, update: refuse, getVisibleScope: refuse, changeVisibleScope: refuse },
    jsapi: { getTicket: refuse, sign: refuse },
    ...given,
  };
}
