import { type PlatformCall, says } from '../call.ts';
import { okNew } from '../errors.ts';
import { toListedApp } from '../micro-app.ts';

/** Every app of the organisation (dingtalk-api.md §5.8); this one has bought none from others. */
export const listAllApps: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/microApp/allApps',
  counted: true,
  needsToken: true,
  permission: 'qyapi_get_microapp_list',
  run({ world }) {
    const appList = [...world.apps.values()].map(toListedApp);
    return { answer: okNew({ appList }), about: says(`${appList.length} 个应用`, `${appList.length} apps`) };
  },
};
