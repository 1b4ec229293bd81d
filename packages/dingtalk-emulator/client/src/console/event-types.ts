/** An event as the console lists it, with its name on the wire (dingtalk-api.md §6.5). */
export interface EventType {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
}

/** The contact events, in the order of the vendor's guide; the administrators' two follow. */
export const contactEvents: readonly EventType[] = [
  { type: 'user_add_org', zh: '通讯录用户增加', en: 'A person joined' },
  { type: 'user_modify_org', zh: '通讯录用户更改', en: 'A person was changed' },
  { type: 'user_leave_org', zh: '通讯录用户离职', en: 'A person left' },
  { type: 'user_active_org', zh: '加入企业后用户激活', en: 'A person was activated' },
  { type: 'org_dept_create', zh: '通讯录企业部门创建', en: 'A department was made' },
  { type: 'org_dept_modify', zh: '通讯录企业部门修改', en: 'A department was changed' },
  { type: 'org_dept_remove', zh: '通讯录企业部门删除', en: 'A department was removed' },
  { type: 'org_admin_add', zh: '通讯录用户被设为管理员', en: 'A person became administrator' },
  { type: 'org_admin_remove', zh: '通讯录用户被取消设置管理员', en: 'A person is administrator no more' },
];
