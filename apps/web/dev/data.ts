/** Believable mail to look at while drawing. Invented people, companies and addresses; never part of the build. */
import type { Folder, MessageSummary } from '@hongyan/contract';

type Kind = MessageSummary['senderKind'];
interface Line {
  readonly who: readonly [name: string, address: string, kind: Kind];
  readonly subject: string;
  readonly preview: string;
  readonly clips?: number;
  readonly marks?: string;
}

const own = 'ccjy.example';
const people = {
  zhou: ['周慕云', `zhou.muyun@${own}`, 'colleague'],
  lin: ['林晚舟', `lin.wanzhou@${own}`, 'colleague'],
  cheng: ['程叙白', `cheng.xubai@${own}`, 'colleague'],
  xu: ['许南乔', `xu.nanqiao@${own}`, 'colleague'],
  he: ['何思远', `he.siyuan@${own}`, 'colleague'],
  gu: ['顾行之', `gu.xingzhi@${own}`, 'colleague'],
  yusen: ['林雨森', `lin.yusen@${own}`, 'colleague'],
  clara: ['Clara Lindqvist', 'clara@halden-optik.example', 'outsider'],
  song: ['宋怀瑾', 'song@jingwei-optics.example', 'outsider'],
  mark: ['Mark Oyelaran', 'm.oyelaran@northlight.example', 'outsider'],
  travel: ['云程商旅', 'no-reply@yuncheng.example', 'machine'],
  weekly: ['光电周报', 'weekly@optonews.example', 'machine'],
  bill: ['电子发票平台', 'fapiao@piao.example', 'machine'],
  build: ['Build Server', 'ci@builds.example', 'machine'],
} as const satisfies Record<string, readonly [string, string, Kind]>;

const lines: readonly Line[] = [
  {
    who: people.zhou,
    subject: '7 号镜组交期与新报价单',
    preview: 'Halden 同意 12 月 8 日前交首批 300 套，阶梯报价见附件，第 2 档已经按你的要求单列',
    clips: 2,
    marks: 'u',
  },
  {
    who: people.lin,
    subject: '11 月差旅与采购结算，请今日确认',
    preview: '知夏，产品部本月结算明细如下，有出入直接回复这封邮件，今天 18:00 后按此入账',
    clips: 3,
    marks: 'u',
  },
  {
    who: people.travel,
    subject: '电子发票：11月14日 上海虹桥 至 深圳北',
    preview: '合计 ¥538.50，附 OFD 与 PDF 版式文件',
    clips: 2,
    marks: 'u',
  },
  {
    who: people.clara,
    subject: 'Coating tolerance for lens group 7',
    preview:
      'Hi Zhixia, our lab finished the second run. Reflectance stays under 0.25 % on side B for all nine samples.',
    marks: 'a',
  },
  {
    who: people.cheng,
    subject: '下周一经营例会议程，请补充产品线部分',
    preview: '各位，周一 10:00 例会改在三楼雁荡厅，请于周日晚前补充各自产品线的数据',
    marks: 's',
  },
  {
    who: people.xu,
    subject: '邀请：2027 校招宣讲复盘',
    preview: '11月24日 周二 15:00–16:00，雁荡厅',
  },
  {
    who: people.he,
    subject: '杂散光测试第二轮数据与结论',
    preview: 'B 组挡光环改型后鬼像下降 41%，原始数据见附件',
    clips: 4,
  },
  {
    who: people.weekly,
    subject: '第 46 期：车载激光雷达镜头开始放量',
    preview: '本期看点：三家供应商扩产、玻塑混合方案成本拆解',
  },
  {
    who: people.song,
    subject: '回复：样品检测报告（第三批，含低温循环与盐雾两项补充数据）',
    preview: '沈经理您好，补充数据今天下午出齐，先发扫描件，原件随样品寄出',
    clips: 1,
    marks: 'f',
  },
  {
    who: people.mark,
    subject: 'Re: Site visit in January',
    preview: 'The week of the 18th works best for us. Could you send the names for the badges?',
  },
  { who: people.gu, subject: '邮箱容量提醒：请归档 2024 年以前的邮件', preview: '您的邮箱已用 82%，归档不影响搜索' },
  {
    who: people.bill,
    subject: '您有一张新的增值税专用发票',
    preview: '销售方：苏州澄光光学有限公司，价税合计 ¥12,480.00',
    clips: 1,
  },
  {
    who: people.yusen,
    subject: '支架开模评审纪要',
    preview: '结论：R 角从 0.3 改 0.5，其余按图纸。下周三看首样',
    clips: 2,
    marks: 's',
  },
  { who: people.build, subject: '[lens-sim] build 1284 passed', preview: 'All 312 checks passed in 4 min 12 s.' },
];

const hour = 3_600_000;

/** 84 mails, newest first, ending at `now`. */
export function makeMessages(now: number): MessageSummary[] {
  return Array.from({ length: 84 }, (_, at) => {
    const line = lines[at % lines.length]!;
    const late = at < 5 ? at * 0.6 : at < 9 ? 12 + at * 1.7 : 20 + at * at * 0.45;
    const marks = at < lines.length ? (line.marks ?? '') : at % 17 === 0 ? 'u' : '';
    const [name, address, senderKind] = line.who;
    return {
      id: `0199-${String(at).padStart(4, '0')}`,
      mailboxId: 'mb-1',
      folderId: 'f-inbox',
      from: { name, address },
      senderKind,
      to: [{ name: '沈知夏', address: `shen.zhixia@${own}` }],
      subject: at >= lines.length ? `${line.subject}（${Math.floor(at / lines.length) + 1}）` : line.subject,
      preview: line.preview,
      receivedAt: new Date(now - late * hour - 4 * 60_000).toISOString(),
      size: 20_000 + at * 137,
      seen: !marks.includes('u'),
      starred: marks.includes('s'),
      answered: marks.includes('a'),
      forwarded: marks.includes('f'),
      attachmentCount: line.clips ?? 0,
    } as unknown as MessageSummary;
  });
}

const folder = (id: string, role: Folder['role'], name: string, unread: number, total: number): Folder =>
  ({ id, role, name, path: [name], selectable: true, unread, total }) as unknown as Folder;

/** The folders of the mailbox. */
export const folders: readonly Folder[] = [
  folder('f-inbox', 'inbox', 'INBOX', 12, 1284),
  folder('f-drafts', 'drafts', 'Drafts', 0, 2),
  folder('f-sent', 'sent', 'Sent', 0, 411),
  folder('f-archive', 'archive', 'Archive', 0, 2033),
  folder('f-junk', 'junk', 'Junk', 3, 18),
  folder('f-trash', 'trash', 'Trash', 0, 64),
  folder('f-7', 'other', '7 号镜组', 4, 96),
  folder('f-s', 'other', '供应商', 0, 301),
  folder('f-i', 'other', '发票与报销', 0, 77),
];
