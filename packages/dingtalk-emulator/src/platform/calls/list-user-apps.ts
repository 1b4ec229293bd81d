import { isVisibleTo } from '../../state/scope.ts';
import { type PlatformCall, says } from '../call.ts';
import { failNew, okNew } from '../errors.ts';
import { toListedApp } from '../micro-app.ts';

/** The apps on one person's workbench (dingtalk-api.md §5.8). */
export const listUserApps: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/microApp/users/{userId}/apps',
  counted: true,
  needsToken: true,
  permission: 'qyapi_get_microapp_list',
  run({ world, params }) {
    const person = world.organisation.person(params.userId ?? '');
    if (!person || person.external) {
      const about = says(`成员 ${params.userId}`, `Member ${params.userId}`);
      return { answer: failNew(400, 'invalidUserId', '无效的userId'), about };
    }
    const appList = [...world.apps.values()]
      .filter((app) => isVisibleTo(world.organisation, app, person))
      .map(toListedApp);
    return {
      answer: okNew({ appList }),
      about: says(`${person.name} 的 ${appList.length} 个应用`, `${appList.length} apps of ${person.name}`),
    };
  },
};
