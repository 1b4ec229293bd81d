import type { AppDetail, AuditEntry, DirectoryState, DoctorCheck, MemberPage, MemberRow } from '@hongyan/contract';
import type { CorpId, UserId } from '@hongyan/kit';

const corpId = 'ding8f2c41aa90be7d' as CorpId;
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const two = (zh: string, en = zh) => ({ zh, en });

export const app: AppDetail = {
  corpId,
  agentId: 2871904455,
  appKey: 'dingmail7x2qk9v',
  domains: ['ccjy.example'],
  providerName: two('网易企业邮箱', 'NetEase enterprise mail'),
  paused: false,
  members: 214,
  bound: 198,
  doctor: { passed: 10, failed: 2, notTested: 2, at: ago(1) },
  publicUrl: 'https://mail.ccjy.example',
  mailService: {
    domain: 'ccjy.example',
    providerId: 'netease-qiye',
    imap: 'imaps://imap.qiye.163.com:993',
    smtp: 'smtps://smtp.qiye.163.com:465',
    onPremise: false,
    tlsMode: 'modern',
  },
  values: {
    homeUrl: 'https://mail.ccjy.example/static/dingding/?corpId=$CORPID$',
    pcHomeUrl: 'https://mail.ccjy.example/static/dingding/?corpId=$CORPID$',
    redirectUrl: 'https://mail.ccjy.example/miniapp/dingding/qr/redirect',
    egressIps: ['203.0.113.24', '203.0.113.25'],
    permissions: [
      { name: '调用企业API时需要具备的基本权限', code: 'qyapi_base' },
      { name: '成员信息读权限', code: 'qyapi_get_member' },
      { name: '通讯录部门信息读权限', code: 'qyapi_get_department_list' },
      { name: '通讯录部门成员读权限', code: 'qyapi_get_department_member' },
      { name: '通讯录个人信息读权限', code: 'Contact.User.Read' },
      { name: '企业员工手机号信息', code: 'fieldMobile' },
      { name: '邮箱等个人信息', code: 'fieldEmail' },
      { name: '管理微应用的权限', code: 'qyapi_microapp_manage' },
    ],
    eventUrl: `https://mail.ccjy.example/miniapp/callback/dingding?corpId=${corpId}`,
    eventToken: '9fTq3XwLb7Rk2Zd',
    eventAesKey: 'Zk8rT2vNq4LwYc7HsBd1XfGm6JpUe9AiRo3QtVx5KzM',
    events: [
      { name: '通讯录用户增加', type: 'user_add_org' },
      { name: '通讯录用户更改', type: 'user_modify_org' },
      { name: '通讯录用户离职', type: 'user_leave_org' },
      { name: '加入企业后用户激活', type: 'user_active_org' },
      { name: '通讯录企业部门创建', type: 'org_dept_create' },
      { name: '通讯录企业部门修改', type: 'org_dept_modify' },
      { name: '通讯录企业部门删除', type: 'org_dept_remove' },
    ],
  },
  eventChannel: { mode: 'push', refused: 0 },
  callbackRanges: [],
  consoleRanges: ['203.0.113.0/24'],
};

const check = (
  id: DoctorCheck['id'],
  name: readonly [string, string],
  state: DoctorCheck['state'],
  more: Partial<DoctorCheck> = {},
): DoctorCheck => ({
  id,
  name: two(...name),
  state,
  ...(state === 'not_tested' ? {} : { at: ago(1), ms: 430 }),
  ...more,
});

export const checks: readonly DoctorCheck[] = [
  check('public_url', ['公网地址与证书', 'Public URL and certificate'], 'passed', {
    finding: two('还有 71 天到期', '71 days left'),
  }),
  check('app_credentials', ['AppKey 与 AppSecret', 'AppKey and AppSecret'], 'passed', {
    step: 1,
    finding: two('38 ms'),
  }),
  check('corp_match', ['CorpId 与 AgentId', 'CorpId and AgentId'], 'passed', { step: 1 }),
  check('egress_ip', ['出口 IP', 'Egress IP'], 'failed', {
    step: 3,
    finding: two('钉钉拒绝了来自 203.0.113.25 的调用（60020）。', 'DingTalk refused a call from 203.0.113.25 (60020).'),
    advice: two(
      '把它加进“安全设置 › 服务器出口 IP”，约 1 分钟生效。',
      'Add it to the egress IP list; it takes effect within a minute.',
    ),
    copy: '203.0.113.25',
    link: 'https://open-dev.dingtalk.com/fe/app#/corp/app',
    detail: '访问ip不在白名单之中,request ip=203.0.113.25',
  }),
  check('permissions', ['权限', 'Permissions'], 'passed', { step: 4, finding: two('6 项都有', 'all 6') }),
  check('gated_fields', ['邮箱与手机号字段', 'Address and mobile fields'], 'failed', {
    step: 4,
    finding: two('钉钉没有返回邮箱字段。', 'DingTalk leaves the address out.'),
    advice: two('申请“邮箱等个人信息”，否则无法自动匹配 214 人的邮箱。', 'Apply for 邮箱等个人信息.'),
    missing: ['邮箱等个人信息'],
    link: 'https://open-dev.dingtalk.com/appscope/apply?content=dingmail7x2qk9v%23fieldEmail',
  }),
  check('contact_scope', ['通讯录范围', 'Directory scope'], 'passed', {
    finding: two('214 人，5 个部门', '214 people, 5 departments'),
  }),
  check('visible_scope', ['可见范围', 'Visible scope'], 'warning', {
    step: 7,
    finding: two('6 人不在可见范围内。', '6 people are outside the visible scope.'),
    advice: two('在“版本管理与发布”里扩大范围。', 'Widen the scope.'),
  }),
  check('home_page', ['应用首页', 'Home page'], 'passed', { step: 2, finding: two('与这里一致', 'same as here') }),
  check('event_channel', ['事件推送', 'Event channel'], 'not_tested', {
    step: 5,
    finding: two('还没有收到钉钉的验证请求，在钉钉后台点“保存”就会触发。', 'No test from DingTalk yet.'),
  }),
  check('test_notice', ['测试通知', 'Test notice'], 'not_tested', {
    finding: two('等出口 IP 通过', 'after the egress IP'),
  }),
  check('mail_imap', ['收信 IMAP', 'Receiving, IMAP'], 'passed', {
    finding: two('无 IDLE，55 秒轮询', 'no IDLE, every 55 s'),
  }),
  check('mail_smtp', ['发信 SMTP', 'Sending, SMTP'], 'passed', {
    finding: two('服务器自存已发送', 'keeps sent copies'),
  }),
  check('quota', ['本月钉钉额度', 'This month’s quota'], 'passed', { finding: two('3,204 / 5,000') }),
];

const names = [
  '顾行之',
  '沈知夏',
  '周慕云',
  '林晚舟',
  '何思远',
  '许南乔',
  '程叙白',
  'Clara Lindqvist',
  '陆时安',
  '苏青禾',
];
const rows: readonly MemberRow[] = Array.from({ length: 120 }, (_, at): MemberRow => {
  const name = names[at % names.length] ?? '';
  const mailbox = (address: string, state: MemberRow['mailboxes'][number]['watch']) => ({
    mailboxId: `mb-${at}-${address}`,
    address,
    shared: address.startsWith('feedback'),
    watch: state,
  });
  return {
    memberId: `m-${at}`,
    userId: `user${String(at).padStart(4, '0')}` as UserId,
    name,
    ...(at % 4 === 0 ? { title: ['产品经理', '会计主管', '采购经理'][at % 3] ?? '' } : {}),
    departments: at % 5 === 0 ? ['澄川精仪 / 研发中心', '7 号镜组'] : ['澄川精仪 / 供应链部'],
    state: at === 6 ? 'out_of_scope' : at === 9 ? 'inactive' : 'active',
    adminLevel: at === 0 ? 1 : at === 2 ? 2 : 0,
    mailboxes:
      at % 7 === 4
        ? []
        : at === 3
          ? [
              mailbox('lin.wanzhou@ccjy.example', {
                state: 'stopped',
                since: ago(15),
                problem: two('邮箱地址或密码不对。', 'The address or the password is wrong.'),
              }),
              mailbox('feedback@ccjy.example', { state: 'polling', since: ago(3000) }),
            ]
          : [mailbox(`person${at}@ccjy.example`, { state: at % 3 ? 'polling' : 'watching', since: ago(600 + at) })],
  };
});

/** One page of the invented people. */
export function members(q: string, state: string, cursor: number): MemberPage {
  const fit = rows.filter(
    (row) =>
      (!q || `${row.name}${row.userId}${row.mailboxes.map((one) => one.address)}`.includes(q)) &&
      (state === 'all' ||
        (state === 'bound' && row.mailboxes.length > 0) ||
        (state === 'unbound' && row.mailboxes.length === 0) ||
        (state === 'trouble' && row.mailboxes.some((one) => one.watch.problem))),
  );
  return {
    members: fit.slice(cursor, cursor + 50),
    ...(cursor + 50 < fit.length ? { cursor: String(cursor + 50) } : {}),
    counts: { all: 214, bound: 198, unbound: 16, trouble: 1, left: 7 },
  };
}

export const directory: DirectoryState = {
  last: {
    finishedAt: ago(700),
    kind: 'nightly',
    departments: 5,
    members: 214,
    added: 2,
    changed: 5,
    left: 1,
  },
  departments: 5,
  members: 214,
  missingFields: ['email'],
  nextAt: new Date(Date.now() + 600 * 60_000).toISOString(),
};

export const entries: readonly AuditEntry[] = Array.from({ length: 24 }, (_, at): AuditEntry => {
  const act =
    ['app.changed', 'member.unbound', 'console.signed_in', 'directory.sync_started', 'member.left', 'app.unheard_of'][
      at % 6
    ] ?? '';
  return {
    id: `a-${at}`,
    at: ago(3 + at * 190),
    actor:
      at % 5 === 4
        ? { kind: 'system' }
        : at % 3
          ? { kind: 'admin', userId: 'user0000', name: '顾行之', address: '203.0.113.40' }
          : { kind: 'operator', address: '203.0.113.41' },
    act,
    target: act.startsWith('member') ? 'lin.wanzhou@ccjy.example' : corpId,
    ...(act === 'app.changed' ? { detail: { fields: 'mailDomain, providerId', legacyTls: false } } : {}),
    outcome: at % 6 === 2 && at > 6 ? 'refused' : 'done',
  };
});

export const providers = [
  {
    id: 'netease-qiye',
    name: two('网易企业邮箱', 'NetEase enterprise mail'),
    imap: 'imaps://imap.qiye.163.com:993',
    smtp: 'smtps://smtp.qiye.163.com:465',
  },
  {
    id: 'tencent-exmail',
    name: two('腾讯企业邮箱', 'Tencent enterprise mail'),
    imap: 'imaps://imap.exmail.qq.com:993',
    smtp: 'smtps://smtp.exmail.qq.com:465',
  },
  { id: 'generic', name: two('其他邮件系统（IMAP/SMTP）', 'Other mail system (IMAP/SMTP)') },
];
