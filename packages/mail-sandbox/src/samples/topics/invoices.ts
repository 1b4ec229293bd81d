import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { colleague, machines } from '../parties.ts';
import { invoiceFiles } from '../sample-file.ts';

const company = '澄川精仪（苏州）有限公司';
const trips = [
  '上海虹桥 至 深圳北',
  '苏州北 至 北京南',
  '上海虹桥 至 苏州北',
  '苏州北 至 杭州东',
  '深圳北 至 上海虹桥',
];
const travellers = ['沈知夏', '沈知夏', '沈知夏', '周慕云', '何思远', '程叙白'] as const;

/** Electronic invoices as machines send them, with OFD and PDF. */
export function writeInvoices(desk: Desk): void {
  const { calendar } = desk;
  trip(desk, '沈知夏', '上海虹桥 至 深圳北', 494.04, calendar.ago(146), 6);
  for (let place = 0; place < 10; place += 1) {
    const daysAgo = 4 + place * 8;
    trip(
      desk,
      travellers[place % travellers.length]!,
      trips[(place + 1) % trips.length]!,
      180 + desk.roll(400),
      calendar.at(daysAgo, `1${place % 9}:${10 + desk.roll(45)}`),
      daysAgo + 2,
    );
  }
  for (const [place, daysAgo] of [6, 27, 52].entries()) {
    const number = `2644200000${7_000_000 + desk.roll(900_000)}`;
    const nights = 1 + (place % 2);
    const bill = {
      number,
      date: parts(calendar.ahead(-daysAgo)).full,
      seller: '深圳安栖酒店管理有限公司',
      buyer: company,
      item: '*住宿服务*住宿费',
      net: 396.23 * nights,
      tax: 23.77 * nights,
    };
    desk.write({
      from: machines.hotel,
      to: [colleague('沈知夏')],
      at: calendar.at(daysAgo, '13:22'),
      subject: `您的住宿发票已开具（${nights} 晚）`,
      topic: 'invoice',
      bulk: true,
      body: [
        '尊敬的沈知夏：感谢入住安栖酒店深圳北站店，您的电子发票已开具。',
        { image: 'https://img.anqi-hotel.example/mail/head.jpg', alt: '安栖酒店', width: 560 },
      ],
      files: invoiceFiles(bill, `安栖酒店_住宿费_${number.slice(-8)}`),
    });
  }
  for (const [place, daysAgo] of [5, 19, 33, 61].entries()) {
    desk.write({
      from: machines.ride,
      to: [colleague(place % 2 === 0 ? '沈知夏' : '周慕云')],
      at: calendar.at(daysAgo, '22:41'),
      subject: '行程单与电子发票',
      topic: 'invoice',
      bulk: true,
      body: [`本月 ${3 + place} 次行程，合计 ¥${(64.2 + place * 21).toFixed(2)}。行程单与发票见附件。`],
      files: invoiceFiles(
        {
          number: `263120000${8_800_000 + place}`,
          date: parts(calendar.ahead(-daysAgo)).full,
          seller: '风行出行科技有限公司',
          buyer: company,
          item: '*运输服务*客运服务费',
          net: 62.33 + place * 20,
          tax: 1.87,
        },
        '风行出行电子发票及行程报销单',
      ),
    });
  }
}

function trip(desk: Desk, traveller: string, route: string, net: number, at: number, daysAgo: number): void {
  const day = parts(desk.calendar.ahead(-daysAgo));
  const tax = Math.round(net * 9) / 100;
  const total = (net + tax).toFixed(2);
  desk.write({
    from: machines.travel,
    to: [colleague(traveller)],
    at,
    subject: `电子发票：${day.tight} ${route}`,
    topic: 'invoice',
    bulk: true,
    body: [
      `合计 ¥${total}，附 OFD 与 PDF 版式文件。`,
      {
        table: [
          ['行程', '日期', '金额'],
          [route, day.tight, total],
        ],
      },
      '发票已同步到报销系统，无需重复上传。',
      { image: 'https://track.yuncheng-travel.example/open.gif?m=invoice', alt: '', width: 1 },
    ],
    files: invoiceFiles(
      {
        number: `2631200000${String(net).replace(/\D/g, '').padEnd(6, '7')}${day.compact.slice(4)}`,
        date: day.full,
        seller: '云程商旅服务（上海）有限公司',
        buyer: company,
        item: '*运输服务*铁路客票代理',
        net,
        tax,
      },
      `电子发票_${route.replaceAll(' ', '')}_${day.compact}`,
    ),
  });
}
