import { type PlatformCall, says } from '../call.ts';
import { okNew } from '../errors.ts';
import { toListedApp } from '../micro-app.ts';

/** The organisation's self-built apps (dingtalk-api.md §5.8). */
export const listInnerApps: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/microApp/allInnerApps',
  counted: true,
  needsToken: true,
  permission: 'qyapi_get_microapp_list',
  run({ world }) {
    const appList = [...world.apps.values()].map(toListedApp);
    return {
      answer: okNew({ appList }),
      about: says(`${appList.length} 个自建应用`, `${appList.length} self-built apps`),
    };
  },
};
