import type { Person } from '../types.ts';
import { parts } from './calendar.ts';
import { compose } from './compose.ts';
import { toNewsletter } from './designed.ts';
import { Desk } from './desk.ts';
import { toEvent } from './event.ts';
import type { Letter, Party } from './letter.ts';
import { clara, colleague, machines, outsiders } from './parties.ts';
import { chart, invoiceFiles, pdf, rings, xlsx } from './sample-file.ts';

type Kind = (desk: Desk, to: Party, from: (name: string) => Party, count: number) => Letter;

/** A new mail for a person, another kind each time, with today's date and its own number. */
export async function composeFresh(person: Person, count: number, now: number): Promise<Buffer> {
  const desk = new Desk(now, `n${now.toString(36)}${count.toString(36)}`);
  // Nobody writes to themselves.
  const from = (name: string) => colleague(name === person.name ? '宋以宁' : name);
  const kind = kinds[(count - 1) % kinds.length]!;
  const letter = kind(desk, colleague(person.name), from, count);
  return compose(letter);
}

const kinds: readonly Kind[] = [
  (desk, to, from, count) =>
    desk.write({
      from: from('周慕云'),
      to: [to],
      cc: [clara],
      at: desk.calendar.now,
      subject: `7 号镜组第 ${count} 批到货安排`,
      body: [
        `${to.name.slice(1)}，货代刚确认：第 ${count} 批 60 套明天上午到苏州仓，请安排来料检验。`,
        {
          table: [
            ['箱号', '数量（套）', '重量（kg）'],
            ['A-01', '30', '12.4'],
            ['A-02', '30', '12.6'],
          ],
        },
      ],
      files: [
        xlsx(`到货清单_${parts(desk.calendar.now).compact}_${count}.xlsx`, [
          ['箱号', '数量'],
          ['A-01', 30],
          ['A-02', 30],
        ]),
      ],
    }),
  (desk, to, _from, count) =>
    desk.write({
      from: clara,
      to: [to],
      at: desk.calendar.now,
      subject: `Run ${count + 2} is finished, results attached`,
      english: true,
      body: [
        'Hi, the coating run is finished and the numbers look good: 0.20 % on side B.',
        'Shall we ship tomorrow? The courier leaves at 15:00 our time.',
      ],
      files: [
        chart(`run${count + 2}_reflectance.png`, [24, 21, 20, 20, 22]),
        rings(`run${count + 2}_side_B.jpg`, count),
      ],
    }),
  (desk, to, _from, count) => {
    const today = parts(desk.calendar.now);
    const net = 200 + ((count * 37) % 300);
    const invoice = {
      number: `26312000${String(desk.calendar.now).slice(-12)}`,
      date: today.full,
      seller: '云程商旅服务（上海）有限公司',
      buyer: '澄川精仪（苏州）有限公司',
      item: '*运输服务*铁路客票代理',
      net,
      tax: net * 0.09,
    };
    return desk.write({
      from: machines.travel,
      to: [to],
      at: desk.calendar.now,
      subject: `电子发票：${today.tight} 苏州北 至 上海虹桥`,
      bulk: true,
      body: [`合计 ¥${(net * 1.09).toFixed(2)}，附 OFD 与 PDF 版式文件。`],
      files: invoiceFiles(invoice, `电子发票_${today.compact}_${count}`),
    });
  },
  (desk, to, from) =>
    desk.write({
      from: from('何思远'),
      to: [to],
      at: desk.calendar.now,
      subject: '温循后的偏心数据，有一套需要您看一下',
      body: [
        '温循 200 次后复测完，19 套没有变化，第 12 套偏心从 1.9′ 到 2.8′，还在 3′ 以内。',
        '要不要拆开看胶层？今天 17:00 前定，明天就能给结论。',
      ],
      files: [rings('第12套_干涉图.jpg', desk.roll(9))],
    }),
  (desk, to, from, count) => {
    const start = desk.calendar.next(1 + (count % 5)) + 14 * 3_600_000;
    const day = parts(start);
    const organizer = from('宋以宁');
    return desk.write({
      from: organizer,
      to: [to],
      at: desk.calendar.now,
      subject: `邀请：试产首件评审（第 ${count} 次）`,
      body: [`${day.tight} ${day.weekday} ${day.time}–15:00，雁荡厅`],
      event: toEvent({
        uid: `first-${desk.calendar.now}@ccjy.example`,
        title: '试产首件评审',
        place: '雁荡厅',
        start,
        minutes: 60,
        organizer,
        guests: [to],
        stamp: desk.calendar.now,
      }),
    });
  },
  (desk, to, from) =>
    desk.write({
      from: from('林晚舟'),
      to: [to],
      at: desk.calendar.now,
      subject: '报销单退回一张，请补票',
      body: ['本周报销里有一张酒店发票抬头少了“（苏州）”，系统不收。请联系酒店重开，其余今天入账。'],
      files: [pdf('退回清单.pdf', ['退回清单', '住宿费 1 张：抬头不全'])],
    }),
  (desk, to, _from, count) =>
    desk.write({
      from: machines.weekly,
      to: [to],
      at: desk.calendar.now,
      subject: `快讯 ${count}：两家镜头厂宣布扩产`,
      bulk: true,
      body: ['扩产合计月 120 万颗，明年二季度投产。'],
      html: toNewsletter({
        host: 'static.optoweekly.example',
        title: '光电周报 快讯',
        lead: '扩产合计月 120 万颗',
        colour: '#0b5394',
        stories: [
          {
            title: '两家镜头厂宣布扩产',
            text: '明年二季度投产，主要面向车载。',
            link: `flash-${count}`,
            image: 'flash.jpg',
          },
        ],
        footer: '您收到这封邮件是因为订阅了光电周报。',
      }),
    }),
  (desk, to, _from, count) =>
    desk.write({
      from: outsiders.wei,
      to: [to],
      at: desk.calendar.now,
      subject: `吸塑盘第 ${count} 批已发货`,
      legacy: 'gbk',
      body: ['您好：5000 只已发，速通快递，预计明天下午到。'],
      files: [
        xlsx('通达包装_送货单.xlsx', [
          ['品名', '数量'],
          ['吸塑盘', 5000],
        ]),
      ],
    }),
];
