import { isIP } from 'node:net';
import { rankOf } from '../../state/organisation.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { type Answer, failNew, okNew } from '../errors.ts';
import { readApp } from '../micro-app.ts';

const maxAddresses = 50;

/** Changes a self-built app in the name of somebody who manages it (dingtalk-api.md §5.8). */
export const updateApp: PlatformCall = {
  family: 'new',
  method: 'PUT',
  path: '/v1.0/microApp/apps/{agentId}',
  counted: true,
  needsToken: true,
  permission: 'qyapi_microapp_manage',
  run(context) {
    const { world, body } = context;
    const read = readApp(context);
    if ('refusal' in read) return read.refusal;
    const { name: appName, appKey } = read.found;
    const fail = (code: string, words: string) => ({
      answer: failNew(400, code, words) satisfies Answer,
      about: says(`未改应用 ${appName}`, `${appName} was not changed`),
    });
    const unionId = text(body.opUnionId);
    if (!unionId) return fail('invalidParam', '无效的参数：opUnionId');
    const operator = world.organisation.personByUnionId(unionId);
    if (!operator) return fail('invalidUser', '无效的用户');
    if (![1, 2].includes(rankOf(operator))) return fail('noAppManagePermission', '没有应用的管理权限');
    const { name, desc, icon, ipWhiteList } = body;
    if (name !== undefined && !/^.{2,20}$/u.test(text(name))) return fail('illegalAppName', '应用名称不合法');
    if (desc !== undefined && (typeof desc !== 'string' || desc.length > 200))
      return fail('illegalAppDesc', '应用描述不合法');
    if (icon !== undefined && world.media.get(text(icon))?.type !== 'image')
      return fail('illegalAppIcon', '应用图标不合法');
    if (ipWhiteList !== undefined && !isAddressList(ipWhiteList)) return fail('illegalIp', 'ip不合法或者总长度超过50');
    const link = (key: string) => (typeof body[key] === 'string' ? body[key] : undefined);
    world.apps.change(appKey, {
      ...given('name', link('name')),
      ...given('description', link('desc')),
      ...given('icon', link('icon')),
      ...given('homeUrl', link('homepageLink')),
      ...given('pcHomeUrl', link('pcHomepageLink')),
      ...given('adminUrl', link('ompLink')),
      ...given('egressIps', ipWhiteList as readonly string[] | undefined),
    });
    return { answer: okNew({ result: true }), about: says(`修改应用 ${appName}`, `${appName} changed`) };
  },
};

const given = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };

/** Addresses, or patterns with one `*` (§9.1). */
const isAddressList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= maxAddresses &&
  value.every((entry) => typeof entry === 'string' && (isIP(entry) !== 0 || /^[\da-f.:]*\*[\da-f.:]*$/i.test(entry)));
