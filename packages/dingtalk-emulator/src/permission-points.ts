/** A permission point as the developer console lists it (dingtalk-api.md §5.7). */
export interface PermissionPoint {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Granted to every new app. */
  readonly byDefault?: true;
  /** Without it fields are missing from answers, and nothing is refused (§5.4). */
  readonly field?: true;
}

/** Every permission point that an app can apply for. */
export const permissionPoints: readonly PermissionPoint[] = [
  { code: 'qyapi_base', zh: '调用企业API时需要具备的基本权限', en: 'Basic calls of the organisation', byDefault: true },
  { code: 'qyapi_get_member', zh: '成员信息读权限', en: 'Read members' },
  { code: 'qyapi_get_department_list', zh: '通讯录部门信息读权限', en: 'Read departments' },
  { code: 'qyapi_get_department_member', zh: '通讯录部门成员读权限', en: 'Read the members of departments' },
  { code: 'qyapi_get_member_by_mobile', zh: '根据手机号获取成员基本信息权限', en: 'Find a member by mobile number' },
  { code: 'fieldMobile', zh: '企业员工手机号信息', en: 'Mobile numbers of members', field: true },
  { code: 'fieldEmail', zh: '邮箱等个人信息', en: 'E-mail and other personal fields', field: true },
  { code: 'Contact.User.Read', zh: '通讯录个人信息读权限', en: 'Read the person who signs in' },
  { code: 'Contact.User.mobile', zh: '个人手机号信息', en: 'Their mobile number', field: true },
  { code: 'open_app_api_base', zh: '获取钉钉开放接口用户访问凭证的基础权限', en: 'Tokens of people who sign in' },
  { code: 'qyapi_microapp_manage', zh: '管理微应用的权限', en: 'Manage apps' },
  { code: 'qyapi_get_microapp_list', zh: '企业已安装的应用列表查询权限', en: 'List the apps of the organisation' },
  { code: 'qyapi_get_omp_sso_userinfo', zh: '企业OA后台免登访问权限', en: 'Sign-in from the admin console' },
  { code: 'qyapi_manage_addresslist', zh: '通讯录数据管理权限', en: 'Change the address book' },
  { code: 'qyapi_robot_sendmsg', zh: '企业内机器人发送消息权限', en: 'Messages of the robot' },
  { code: 'Card.Instance.Write', zh: '互动卡片实例写权限', en: 'Interactive cards' },
  { code: 'Todo.Todo.Write', zh: '待办应用中待办写权限', en: 'Write to-dos' },
  { code: 'Todo.Todo.Read', zh: '待办应用中待办读权限', en: 'Read to-dos' },
  { code: 'Calendar.Event.Write', zh: '日历应用中日程写权限', en: 'Write events of the calendar' },
  { code: 'Calendar.Event.Read', zh: '日历应用中日程读权限', en: 'Read events of the calendar' },
  { code: 'Calendar.EventSchedule.Read', zh: '日程闲忙状态读权限', en: 'Read free and busy times' },
  { code: 'Premium.Ding.Write', zh: '企业机器人发送撤回DING消息', en: 'DING' },
  { code: 'Custom.Design.ReadWrite', zh: '专属钉钉专属设计读写权限', en: 'Dedicated design' },
];
