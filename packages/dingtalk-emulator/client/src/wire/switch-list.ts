import type { UnsureSwitches } from '../../../src/model.ts';

type Name = keyof UnsureSwitches;
type Text = readonly [zh: string, en: string];

/** One point that the documents leave open: where it stands, what it asks, and the answers. */
export interface SwitchRow {
  readonly name: Name;
  readonly section: string;
  readonly text: Text;
  readonly choices: readonly { readonly value: string; readonly text: Text; readonly set: Partial<UnsureSwitches> }[];
}

const yesNo = (name: Name, section: string, text: Text, yes: Text, no: Text): SwitchRow => ({
  name,
  section,
  text,
  choices: [
    { value: 'true', text: yes, set: { [name]: true } },
    { value: 'false', text: no, set: { [name]: false } },
  ],
});

/** Every `[unsure]` point of the reference, in its order. */
export const switchRows: readonly SwitchRow[] = [
  yesNo(
    'redirectHasCode',
    '1.5',
    ['登录后的回跳里，除了 authCode 还有 code 吗', 'Does the redirect carry code beside authCode'],
    ['都有', 'Both'],
    ['只有 authCode', 'authCode only'],
  ),
  yesNo(
    'acceptSha1',
    '2.4',
    ['dd.config 还接受 SHA-1 签名吗', 'Does dd.config still take SHA-1'],
    ['接受', 'Yes'],
    ['只认 SHA-256', 'SHA-256 only'],
  ),
  {
    name: 'dayBoundary',
    section: '3.2',
    text: ['“一天”怎样算', 'What a day is'],
    choices: [
      {
        value: 'calendar',
        text: ['北京时间的自然日', 'The calendar day in Shanghai'],
        set: { dayBoundary: 'calendar' },
      },
      { value: 'rolling', text: ['从第一条起 24 小时', '24 hours from the first'], set: { dayBoundary: 'rolling' } },
    ],
  },
  yesNo(
    'linksCountAsContent',
    '3.2',
    ['内容是否相同，链接算在内吗', 'Do links count when contents are compared'],
    ['链接不同就不同', 'Another link, another content'],
    ['不看链接', 'Links do not count'],
  ),
  {
    name: 'statusBarHours',
    section: '3.7',
    text: ['状态栏多久以内可以改', 'How long a status bar may change'],
    choices: [
      { value: '168', text: ['7 天', '7 days'], set: { statusBarHours: 168 } },
      { value: '24', text: ['24 小时', '24 hours'], set: { statusBarHours: 24 } },
    ],
  },
  yesNo(
    'permissionsAtOnce',
    '5.7',
    ['新开通的权限，不换凭证就生效吗', 'Does a new permission work without a new token'],
    ['立即生效', 'At once'],
    ['换凭证后', 'With the next token'],
  ),
  {
    name: 'signatureNames',
    section: '6.1',
    text: ['推送里签名的参数名', 'Name of the signature in a push'],
    choices: [
      { value: 'both', text: ['两个都带', 'Both'], set: { signatureNames: 'both' } },
      { value: 'msg_signature', text: ['msg_signature', 'msg_signature'], set: { signatureNames: 'msg_signature' } },
      { value: 'signature', text: ['signature', 'signature'], set: { signatureNames: 'signature' } },
    ],
  },
  yesNo(
    'failedListConsumes',
    '6.4',
    ['推送失败列表，读过就没有了吗', 'Are failed events gone once they were read'],
    ['读过就没有', 'Gone'],
    ['还在', 'Still there'],
  ),
  {
    name: 'eventForm',
    section: '6.5',
    text: ['事件的键怎样写', 'How the keys of events are written'],
    choices: [
      { value: 'documented', text: ['文档的写法', 'As documented'], set: { eventForm: 'documented' } },
      { value: 'logs', text: ['真实日志的写法', 'As in real logs'], set: { eventForm: 'logs' } },
    ],
  },
  {
    name: 'gatewayForm',
    section: '0.2',
    text: ['旧版网关把真正的错误码写在哪里', 'Where the old gateway writes the code that matters'],
    choices: [
      { value: 'sub_code', text: ['sub_code', 'sub_code'], set: { gatewayForm: 'sub_code' } },
      { value: 'subcode', text: ['subcode', 'subcode'], set: { gatewayForm: 'subcode' } },
      { value: 'words', text: ['只在 errmsg 里', 'In errmsg only'], set: { gatewayForm: 'words' } },
    ],
  },
  {
    name: 'laterSeconds',
    section: '7.4',
    text: ['回答 LATER 的事件，多久后重来', 'When an event answered LATER comes again'],
    choices: [10, 60, 300].map((seconds) => ({
      value: String(seconds),
      text: [`${seconds} 秒`, `${seconds} s`],
      set: { laterSeconds: seconds },
    })),
  },
  yesNo(
    'emptyIpListRefuses',
    '9.1',
    ['出口 IP 没填时，拒绝所有人吗', 'Does an empty egress list refuse everyone'],
    ['拒绝', 'Yes'],
    ['不检查', 'Not checked'],
  ),
  yesNo(
    'tokenCallsCheckIp',
    '9.1',
    ['取凭证也检查出口 IP 吗', 'Are token calls checked for their address'],
    ['检查', 'Yes'],
    ['不检查', 'No'],
  ),
  {
    name: 'redirectMatch',
    section: '9.2',
    text: ['重定向 URL 怎样比对', 'How a redirect is compared'],
    choices: [
      { value: 'origin', text: ['协议、域名、端口相同', 'Scheme, host, port'], set: { redirectMatch: 'origin' } },
      { value: 'exact', text: ['完全相同', 'In full'], set: { redirectMatch: 'exact' } },
    ],
  },
];
