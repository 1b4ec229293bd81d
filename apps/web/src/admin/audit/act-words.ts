import type { AuditEntry } from '@hongyan/contract';
import { defineText } from '../../i18n/language.ts';

type Words = Readonly<Record<string, string>>;

const words = defineText<{
  readonly acts: Words;
  readonly names: Words;
  readonly values: Words;
  readonly checks: Words;
  readonly said: (name: string, value: string) => string;
  readonly member: (end: string) => string;
}>(
  {
    acts: {
      'app.created': '新建应用',
      'app.changed': '修改应用',
      'app.paused': '暂停应用',
      'app.resumed': '恢复应用',
      'app.removed': '移除应用',
      'app.event_keys_renewed': '更换事件密钥',
      'app.event_channel_changed': '改变事件通道',
      'app.allow_list_changed': '修改允许名单',
      'member.unbound': '解绑成员邮箱',
      'member.left': '成员离职：撤销登录，销毁授权码',
      'directory.sync_started': '开始同步通讯录',
      'doctor.ran': '做体检',
      'console.signed_in': '登录管理控制台',
      'console.signed_out': '退出管理控制台',
      'console.used': '使用管理控制台',
      'setup_token.issued': '取初始化口令',
    },
    names: {
      domain: '邮件域',
      provider: '邮件系统',
      oldTls: '允许旧加密',
      agentId: '改 AgentId',
      appKey: '改 AppKey',
      appSecret: '改 AppSecret',
      secret: '改 AppSecret',
      mail: '改邮件系统',
      mailService: '改邮件系统',
      publicUrl: '改公网地址',
      addressPattern: '改地址规则',
      address: '邮箱',
      mailboxes: '邮箱数',
      source: '来自',
      mode: '通道',
      purpose: '名单',
      ranges: '条数',
      state: '结果',
      to: '发给',
      problem: '原因',
    },
    values: {
      push: 'HTTP 推送',
      stream: 'Stream',
      console: '控制台',
      callback: '回调',
      event: '钉钉事件',
      sync: '通讯录同步',
      sign_in: '登录时发现',
      passed: '通过',
      failed: '未通过',
      warning: '需要注意',
      not_tested: '未测试',
      refused: '本人没有同意',
      expired: '扫码已失效',
      foreign: '不属于本企业',
      paused: '应用已暂停',
      outside_scope: '不在可见范围',
      not_admin: '不是管理员',
      generic: '其他邮件系统',
    },
    checks: {
      public_url: '公网地址',
      app_credentials: '应用凭证',
      corp_match: 'CorpId 与 AgentId',
      egress_ip: '服务器出口 IP',
      permissions: '接口权限',
      gated_fields: '个人信息字段',
      contact_scope: '通讯录授权范围',
      visible_scope: '应用可见范围',
      home_page: '应用首页地址',
      event_channel: '事件与回调',
      test_notice: '测试通知',
      mail_imap: '收信服务器',
      mail_smtp: '发信服务器',
      quota: '本月调用额度',
    },
    said: (name, value) => `${name}：${value}`,
    member: (end) => `成员 …${end}`,
  },
  {
    acts: {
      'app.created': 'Registered the app',
      'app.changed': 'Changed the app',
      'app.paused': 'Paused the app',
      'app.resumed': 'Resumed the app',
      'app.removed': 'Removed the app',
      'app.event_keys_renewed': 'Renewed the event keys',
      'app.event_channel_changed': 'Changed the event channel',
      'app.allow_list_changed': 'Changed an allow-list',
      'member.unbound': 'Unbound a member’s mailbox',
      'member.left': 'A member left: sessions revoked, credentials destroyed',
      'directory.sync_started': 'Started a directory sync',
      'doctor.ran': 'Ran the doctor',
      'console.signed_in': 'Signed in to the console',
      'console.signed_out': 'Signed out of the console',
      'console.used': 'Used the console',
      'setup_token.issued': 'Made a setup token',
    },
    names: {
      domain: 'mail domain',
      provider: 'mail system',
      oldTls: 'old encryption',
      agentId: 'AgentId changed',
      appKey: 'AppKey changed',
      appSecret: 'AppSecret changed',
      secret: 'AppSecret changed',
      mail: 'mail system changed',
      mailService: 'mail system changed',
      publicUrl: 'public URL changed',
      addressPattern: 'address rule changed',
      address: 'mailbox',
      mailboxes: 'mailboxes',
      source: 'from',
      mode: 'channel',
      purpose: 'list',
      ranges: 'entries',
      state: 'result',
      to: 'to',
      problem: 'cause',
    },
    values: {
      push: 'HTTP push',
      stream: 'Stream',
      console: 'console',
      callback: 'callback',
      event: 'a DingTalk event',
      sync: 'a directory sync',
      sign_in: 'a sign-in',
      passed: 'passed',
      failed: 'failed',
      warning: 'watch out',
      not_tested: 'not tested',
      refused: 'declined',
      expired: 'no longer valid',
      foreign: 'of another company',
      paused: 'the app is paused',
      outside_scope: 'outside the visible scope',
      not_admin: 'no administrator',
      generic: 'other (IMAP, SMTP)',
    },
    checks: {
      public_url: 'Public address',
      app_credentials: 'App credentials',
      corp_match: 'CorpId and AgentId',
      egress_ip: 'Egress IP',
      permissions: 'Permissions',
      gated_fields: 'Personal fields',
      contact_scope: 'Contact scope',
      visible_scope: 'Visible scope',
      home_page: 'Home page',
      event_channel: 'Events and callback',
      test_notice: 'Test notice',
      mail_imap: 'Receiving server',
      mail_smtp: 'Sending server',
      quota: 'Calls this month',
    },
    said: (name, value) => `${name}: ${value}`,
    member: (end) => `member …${end}`,
  },
);

const look = (list: Words, key: string): string => (Object.hasOwn(list, key) ? (list[key] ?? key) : key);

/** What was done, in words; an act that has none is shown by its name. */
export const actWords = ({ act }: Pick<AuditEntry, 'act'>): string => look(words().acts, act);

/** The small print of an entry: what changed, why, how many. */
export function detailWords({ detail }: Pick<AuditEntry, 'detail'>): string {
  const { names, values, said } = words();
  return (
    Object.entries(detail ?? {})
      // A thing that did not change is no news; one that did needs no “yes”.
      .filter(([, value]) => value !== false)
      .map(([name, value]) =>
        value === true ? look(names, name) : said(look(names, name), look(values, String(value))),
      )
      .join(' · ')
  );
}

const longId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{18,}$/;

/** What an act was done to: a check by its name, a member by the end of the long id (the whole of it is a tooltip away). */
export function targetWords({ act, target }: Pick<AuditEntry, 'act' | 'target'>): string {
  if (!target) return '';
  const { checks, member } = words();
  if (act === 'doctor.ran') return look(checks, target);
  return act.startsWith('member.') && longId.test(target) ? member(target.slice(-6)) : target;
}
