import type { PlatformCall } from '../call.ts';
import { getAppScope } from './get-app-scope.ts';
import { listAllApps } from './list-all-apps.ts';
import { listInnerApps } from './list-inner-apps.ts';
import { listUserApps } from './list-user-apps.ts';
import { setAppScope } from './set-app-scope.ts';
import { updateApp } from './update-app.ts';

/** Management of the organisation's apps (dingtalk-api.md §5.8). */
export const microAppCalls: readonly PlatformCall[] = [
  listInnerApps,
  listAllApps,
  listUserApps,
  updateApp,
  getAppScope,
  setAppScope,
];
