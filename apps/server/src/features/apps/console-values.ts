import { networkInterfaces } from 'node:os';
import { homeUrl, paths } from '@hongyan/contract';
import { isPublicAddress } from '../../platform/egress/addresses.ts';
import type { App, ConsoleValues } from './types.ts';

/**
 * dingtalk-api.md §5.7: what the vendor guide asks for, the base right that every app has, and what the sign-in from an ordinary
 * browser needs (§1.5), which the guide leaves out.
 */
const permissions: ConsoleValues['permissions'] = [
  { name: '调用企业API时需要具备的基本权限', code: 'qyapi_base' },
  { name: '成员信息读权限', code: 'qyapi_get_member' },
  { name: '通讯录部门信息读权限', code: 'qyapi_get_department_list' },
  { name: '通讯录部门成员读权限', code: 'qyapi_get_department_member' },
  { name: '通讯录个人信息读权限', code: 'Contact.User.Read' },
  { name: '获取钉钉开放接口用户访问凭证的基础权限', code: 'open_app_api_base' },
  { name: '企业员工手机号信息', code: 'fieldMobile' },
  { name: '邮箱等个人信息', code: 'fieldEmail' },
  { name: '管理微应用的权限', code: 'qyapi_microapp_manage' },
];

/** The seven contact events, as DingTalk's console names them (dingtalk-api.md §6.5). */
const events: ConsoleValues['events'] = [
  { name: '通讯录用户增加', type: 'user_add_org' },
  { name: '通讯录用户更改', type: 'user_modify_org' },
  { name: '通讯录用户离职', type: 'user_leave_org' },
  { name: '加入企业后用户激活', type: 'user_active_org' },
  { name: '通讯录企业部门创建', type: 'org_dept_create' },
  { name: '通讯录企业部门修改', type: 'org_dept_modify' },
  { name: '通讯录企业部门删除', type: 'org_dept_remove' },
];

export const toConsoleValues = (app: App): ConsoleValues => ({
  corpId: app.corpId,
  homeUrl: homeUrl(app.publicUrl),
  pcHomeUrl: homeUrl(app.publicUrl),
  redirectUrl: `${app.publicUrl}${paths.qrRedirect}`,
  eventMode: app.eventMode,
  eventUrl: `${app.publicUrl}${paths.eventCallback}?corpId=${app.corpId}`,
  eventToken: app.eventToken,
  eventAesKey: app.eventAesKey.reveal(),
  events,
  permissions,
  egressIps: listOwnAddresses(),
});

/** Behind a NAT this is empty: nobody outside is asked, the doctor does that. */
function listOwnAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && isPublicAddress(address))
    .map(({ address }) => address);
}
