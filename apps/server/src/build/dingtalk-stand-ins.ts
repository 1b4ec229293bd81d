import type { DingTalkApp } from '@hongyan/dingtalk';
import { Secret } from '@hongyan/kit';
import type { AppRecord, Core } from './ports.ts';

/** For tests: calls that the test does not script, and what every app and core has beside what the test is about. */

const notAsked = () => Promise.reject(new Error('not asked for here'));

// Every name of every group answers the same: a test that asks something unforeseen fails loudly.
const group = <T extends object>(): T => new Proxy({} as T, { get: () => notAsked });

/** A DingTalk of which nothing is expected; spread it, then script what the test needs. */
export const unaskedDingTalk: DingTalkApp = {
  getUserInfo: notAsked,
  getUser: notAsked,
  sendWorkNotification: notAsked,
  listFailedEvents: notAsked,
  tokens: group(),
  oauth: group(),
  contacts: group(),
  notifications: group(),
  apps: group(),
  jsapi: group(),
};

/** An app as it stands after registration. */
export const plainApp: Omit<AppRecord, 'corpId' | 'mailServices'> = {
  agentId: 1,
  appKey: 'key',
  appSecret: new Secret('secret'),
  publicUrl: 'https://mail.example.com',
  oapiUrl: '',
  apiUrl: '',
  loginUrl: '',
  eventToken: '',
  eventAesKey: new Secret('key'),
  paused: false,
  eventMode: 'push',
  callbackRanges: [],
  consoleRanges: [],
};

/** A console that nobody uses. */
export const noConsole = {
  audit: { record: async () => undefined },
  endConsoleSessions: async () => undefined,
  keepConsoleSessions: async () => undefined,
  enterConsole: notAsked,
} satisfies Pick<Core, 'audit' | 'endConsoleSessions' | 'enterConsole' | 'keepConsoleSessions'>;
