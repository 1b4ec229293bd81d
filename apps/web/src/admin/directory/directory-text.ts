import { defineText } from '../../i18n/language.ts';

/** The words about the directory. */
export const directoryText = defineText(
  {
    title: '通讯录',
    totals: (members: string, departments: string) => `${members} 人，${departments} 个部门`,
    sync: '立即同步',
    syncing: '正在同步',
    started: '开始同步通讯录',
    progress: (done: string, found: string, members: string) => `已取 ${done} / ${found} 个部门，${members} 人`,
    since: (time: string) => `${time} 开始`,
    lastFull: (time: string) => `上次全量同步 ${time}`,
    lastNightly: (time: string) => `上次每晚核对 ${time}`,
    changes: (added: string, changed: string, left: string) => `新增 ${added}，变更 ${changed}，离职 ${left}`,
    next: (time: string) => `下次 ${time}`,
    never: '还没有同步过。第一次同步后成员会出现在下面，之后由钉钉事件随时更新，每晚再核对一次。',
    problem: (time: string) => `上次同步没有完成，${time}`,
    safe: '原有的成员和绑定都在。',
    missing: '钉钉没有给出邮箱',
    missingText: '接口不报错，只是不返回邮箱，所以没法自动匹配。到钉钉“权限管理”申请“邮箱等个人信息”，再同步一次。',
    missingMobile: '钉钉没有给出手机号，不影响收信。需要时到“权限管理”申请“企业员工手机号信息”。',
    missingJobNumber: '没有人填了工号，不影响收信。地址规则要用工号时，在钉钉通讯录里填上。',
    toSetup: '看要申请的权限',
  },
  {
    title: 'Directory',
    totals: (members: string, departments: string) => `${members} people, ${departments} departments`,
    sync: 'Sync now',
    syncing: 'Syncing',
    started: 'Syncing the directory',
    progress: (done: string, found: string, members: string) =>
      `${done} of ${found} departments, ${members} people so far`,
    since: (time: string) => `began at ${time}`,
    lastFull: (time: string) => `Last full sync ${time}`,
    lastNightly: (time: string) => `Last nightly comparison ${time}`,
    changes: (added: string, changed: string, left: string) => `${added} new, ${changed} changed, ${left} left`,
    next: (time: string) => `Next ${time}`,
    never:
      'Never synced. After the first sync the members appear below; then events keep them up to date, compared once a night.',
    problem: (time: string) => `The last sync did not finish, ${time}`,
    safe: 'Members and bindings known before are kept.',
    missing: 'DingTalk leaves out addresses',
    missingText:
      'It reports no error, it only omits them, so mailboxes cannot be matched. Apply for 邮箱等个人信息 under 权限管理 and sync again.',
    missingMobile:
      'DingTalk leaves out mobile numbers. Mail works without; where they are needed, apply for 企业员工手机号信息 under 权限管理.',
    missingJobNumber:
      'Nobody has a job number. Mail works without; fill them in in DingTalk’s directory if the address rule is to use them.',
    toSetup: 'See the permissions',
  },
);
