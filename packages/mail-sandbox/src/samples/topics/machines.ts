import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { colleague, machines } from '../parties.ts';
import { chart, csv, pdf, txt } from '../sample-file.ts';

const tickets = [
  ['VPN 在高铁上频繁掉线', '已处理：新版客户端 4.2 改用 UDP，请在软件中心升级。'],
  ['申请 SolidWorks 查看版许可', '许可已分配，重启软件后生效，有效期一年。'],
  ['会议室投屏黑屏（雁荡厅）', '更换了 HDMI 线，现场复测三次正常。'],
  ['共享盘 \\\\ccjy-nas\\product 无权限', '已加入“产品部-读写”组，重新登录后生效。'],
  ['邮箱容量将满', '容量已由 20 GB 调到 50 GB。'],
] as const;

const defects = [
  ['LG7-214', 'MTF drops at the lower left corner above 60 °C', 'Open', 'High'],
  ['LG7-219', 'Retaining ring thread gauge fails for 2 of 50', 'In review', 'Medium'],
  ['LG7-221', 'Wrong revision printed on the shipping label', 'Resolved', 'Low'],
  ['LG9-038', 'Autofocus step lost after 40k cycles', 'Open', 'High'],
  ['LG7-226', 'Ghost visible with headlamp at 12 degrees', 'Resolved', 'High'],
] as const;

/** Mail from machines: tickets, defects, approvals, daily figures, alarms. */
export function writeMachines(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  for (const [place, [title, answer]] of tickets.entries()) {
    const number = `INC${260_700 + place * 37}`;
    const daysAgo = 3 + place * 15;
    desk.write({
      from: machines.tickets,
      to: [shen],
      at: calendar.workday(daysAgo, '10:05'),
      subject: `[${number}] 已受理：${title}`,
      topic: 'machine',
      bulk: true,
      body: [`您好，工单 ${number} 已受理，处理人 顾行之，预计 4 小时内回复。`],
    });
    desk.write({
      from: machines.tickets,
      to: [shen],
      at: calendar.workday(daysAgo, '13:40'),
      subject: `[${number}] 已解决：${title}`,
      topic: 'machine',
      bulk: true,
      body: [
        answer,
        '如果问题仍在，直接回复这封邮件即可重新打开。',
        '请为本次服务评分：https://servicedesk.ccjy.example/rate',
      ],
    });
  }
  for (const [place, [key, title, state, priority]] of defects.entries()) {
    for (const to of place % 2 === 0 ? ['沈知夏', '何思远'] : ['沈知夏', '苏砚秋']) {
      desk.write({
        from: machines.defects,
        to: [colleague(to)],
        at: calendar.workday(2 + place * 11, `1${place}:03`),
        subject: `[${key}] ${title}`,
        topic: 'machine',
        bulk: true,
        english: true,
        body: [
          `${state === 'Resolved' ? 'Su Yanqiu resolved' : 'Su Yanqiu updated'} ${key}.`,
          {
            table: [
              ['Field', 'Value'],
              ['Status', state],
              ['Priority', priority],
              ['Component', key.slice(0, 3)],
              ['Assignee', 'He Siyuan'],
            ],
          },
          `https://tracker.ccjy.example/browse/${key}`,
        ],
        ...(place === 0 && {
          files: [txt('console.log', 'T=60.4C MTF@80lp 0.41 (limit 0.45)\nT=61.0C MTF@80lp 0.39 (limit 0.45)\n')],
        }),
      });
    }
  }
  for (const weeks of [0, 1, 2, 3, 5, 8]) {
    const at = calendar.workday(weeks * 7 + 3, '07:30');
    const day = parts(at);
    const figures = Array.from({ length: 7 }, () => 40 + desk.roll(60));
    desk.write({
      from: machines.report,
      to: ['沈知夏', '陆景明', '程叙白'].map(colleague),
      at,
      subject: `经营周报（第 ${day.week} 周）`,
      topic: 'machine',
      bulk: true,
      body: [
        {
          table: [
            ['指标', '本周', '上周'],
            ['新增订单（万元）', String(figures[6]! * 3), String(figures[5]! * 3)],
            ['准交率', `${90 + (figures[6]! % 9)}%`, `${90 + (figures[5]! % 9)}%`],
            ['客诉（件）', String(figures[6]! % 4), String(figures[5]! % 4)],
          ],
        },
        { image: 'cid:week-chart', alt: '近七天出货', width: 336 },
      ],
      files: [
        chart('近七天出货.png', figures, 'week-chart'),
        csv(`周报明细_${day.compact}.csv`, [['日', '出货（套）'], ...figures.map((value, i) => [i + 1, value])]),
      ],
    });
  }
  for (const [place, title] of [
    '样品外发申请（7 号镜组 20 套）',
    '差旅申请（深圳，2 天）',
    '用印申请：保密协议',
    '采购申请：镀膜治具',
    '外协付款：睿一模具',
  ].entries()) {
    const who = place === 3 ? '周慕云' : place === 4 ? '林晚舟' : '沈知夏';
    desk.write({
      from: machines.approval,
      to: [colleague(who)],
      at: calendar.workday(1 + place * 7, '16:48'),
      subject: `审批${place % 3 === 2 ? '退回' : '通过'}：${title}`,
      topic: 'machine',
      bulk: true,
      body: [
        place % 3 === 2 ? '退回原因：缺少对方盖章页，请补充后重新提交。' : '审批已全部通过。',
        '查看详情：https://oa.ccjy.example/approval',
      ],
    });
  }
  for (let place = 0; place < 12; place += 1) {
    desk.write({
      from: machines.monitor,
      to: [colleague('顾行之')],
      at: calendar.at(place * 4, `0${place % 9}:1${place % 6}`),
      subject: `${place % 3 === 0 ? '【恢复】' : '【告警】'}${desk.pick(['nas-02 磁盘使用率 91%', '三楼 AP-07 离线', 'mail-gw 队列 214 封', 'UPS-1 电池电压偏低'])}`,
      topic: 'machine',
      bulk: true,
      body: ['来源：机房监控。持续 6 分钟，规则 default-15。'],
    });
  }
  for (let place = 0; place < 6; place += 1) {
    const name = desk.pick(['李思涵', '王一帆', '刘子墨', '陈予希', '黄嘉树', '郭清扬']);
    desk.write({
      from: machines.talent,
      to: [colleague('许南乔')],
      at: calendar.at(1 + place * 5, '11:09'),
      subject: `【投递】光学设计工程师-${name}-${3 + place} 年经验`,
      topic: 'machine',
      bulk: true,
      body: [`${name} 投递了“光学设计工程师”。期望城市：苏州。`],
      files: [pdf(`${name}_简历.pdf`, [name, '光学设计工程师', '熟悉 Zemax、Code V', '样张：虚构人物'])],
    });
  }
}
