import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { toEvent } from '../event.ts';
import type { Party } from '../letter.ts';
import { colleague, department, everyone } from '../parties.ts';
import { docx, pdf, pptx, xlsx } from '../sample-file.ts';

const leads = ['沈知夏', '陆景明', '秦越川', '韩松年', '郑其琛', '许南乔', '周慕云', '林晚舟'] as const;

/** Meetings, invitations and notices inside the company. */
export function writeCompany(desk: Desk): void {
  const { calendar } = desk;
  const cheng = colleague('程叙白');
  const xu = colleague('许南乔');
  const gu = colleague('顾行之');
  const all = leads.map(colleague);

  desk.write({
    from: cheng,
    to: all,
    at: calendar.ago(321),
    subject: '下周一经营例会议程，请补充产品线部分',
    starred: ['沈知夏'],
    read: ['沈知夏'],
    body: [
      '各位，周一 10:00 例会改在三楼雁荡厅，请于周日晚 20:00 前把各自部分补进附件。',
      { list: ['7 号镜组交付节奏（知夏）', '四季度回款（其琛）', '模具产能与外协（松年）', '2027 校招名额（南乔）'] },
      '每人不超过 8 分钟，只讲变化和需要决定的事。',
    ],
  });
  for (const weeks of [1, 2, 4, 6, 9]) {
    const day = parts(calendar.workday(weeks * 7, '09:00'));
    const minutes = desk.write({
      from: cheng,
      to: all,
      at: calendar.workday(weeks * 7, '17:45'),
      subject: `经营例会纪要（${day.tight}）`,
      body: [
        '纪要见附件，三条待办请各自认领：',
        {
          list: desk.pick([
            ['7 号镜组首批数量定 300 套', '外协厂审核提前到月内', '差旅标准下月起执行新表'],
            ['车规测试先做 7 号镜组', '展会名额压到 6 人', '仓库盘点延到下周三'],
          ]),
        },
      ],
      files: [
        docx(`经营例会纪要_${day.compact}.docx`, ['经营例会纪要', `时间：${day.full} 10:00`, '地点：三楼雁荡厅']),
      ],
    });
    if (weeks === 2) {
      desk.write({
        from: colleague('沈知夏'),
        to: [cheng],
        at: calendar.workday(13, '09:20'),
        re: minutes,
        body: ['第一条我来跟，周三给出排产表。'],
      });
    }
  }

  invite(
    desk,
    xu,
    ['沈知夏', '何思远', '秦越川'].map(colleague),
    '2027 校招宣讲复盘',
    calendar.next(2) + 15 * 3_600_000,
    calendar.workday(1, '17:40'),
  );
  invite(
    desk,
    colleague('宋以宁'),
    ['沈知夏', '何思远', '赵临溪', '周慕云'].map(colleague),
    '7 号镜组试产排期',
    calendar.next(3) + 10 * 3_600_000,
    calendar.workday(2, '11:15'),
  );
  invite(
    desk,
    colleague('陆景明'),
    department('产品部'),
    '产品部双周会',
    calendar.next(4) + 14 * 3_600_000,
    calendar.workday(6, '09:30'),
  );
  invite(desk, cheng, all, '四季度经营复盘', calendar.next(5) + 9.5 * 3_600_000, calendar.workday(3, '18:20'));

  desk.write({
    from: xu,
    to: everyone(),
    at: calendar.workday(4, '10:00'),
    subject: '关于年度体检安排的通知',
    body: [
      '各位同事：年度体检安排在下月第一、二周，请在系统里选择时间。空腹，带身份证。',
      '有既往病史或在孕期的同事请直接和我联系。',
    ],
    files: [
      xlsx('体检套餐与时间表.xlsx', [
        ['套餐', '对象', '时间'],
        ['A', '全体', '周一至周五 7:30'],
        ['B', '40 岁以上', '周二、周四 7:30'],
      ]),
    ],
  });
  desk.write({
    from: gu,
    to: everyone(),
    at: calendar.workday(15, '16:00'),
    subject: '【通知】周六 22:00–24:00 邮件与 OA 停机维护',
    body: ['机房更换核心交换机，周六 22:00 至 24:00 邮件、OA、VPN 不可用。已排队的邮件会在恢复后送达，不会丢失。'],
  });
  desk.write({
    from: colleague('唐棠'),
    to: everyone(),
    at: calendar.workday(40, '14:30'),
    subject: '关于国庆假期值班与快递代收的安排',
    body: ['值班表见附件。假期快递统一由前台晓星代收，生鲜请填自己家的地址。'],
    files: [pdf('国庆值班表.pdf', ['国庆值班表', '10 月 1 日　邓南星', '10 月 2 日　罗一舟', '10 月 3 日　白露'])],
  });

  desk.talk(
    '2027 校招名额与面试官',
    [xu, colleague('沈知夏'), colleague('秦越川')],
    [
      {
        from: xu,
        at: calendar.workday(18, '10:26'),
        body: ['今年产品部 2 个、研发 5 个名额。请各给我两位面试官，下周三前。'],
      },
      { from: colleague('秦越川'), at: calendar.workday(18, '11:50'), body: ['研发这边若谷和听澜，时间随时。'] },
      {
        from: colleague('沈知夏'),
        at: calendar.workday(17, '15:08'),
        to: [xu],
        cc: [colleague('秦越川')],
        body: ['产品部我和清禾。我 26 日、27 日出差，避开就行。'],
      },
      {
        from: xu,
        at: calendar.workday(16, '09:40'),
        body: ['排好了，题本见附件，请勿外传。'],
        files: [
          pptx('校招面试题本_产品岗.pptx', [
            ['产品岗面试题本', '2027 届'],
            ['题一', '描述一次需求冲突，你怎么取舍'],
            ['题二', '镜组成本下降 10%，先看哪里'],
          ]),
        ],
      },
    ],
  );
  for (const [place, name] of ['曹见山', '唐棠', '马闻笛', '潘晓星', '傅听澜'].entries()) {
    desk.write({
      from: colleague(name),
      to: [xu],
      at: calendar.workday(2 + place * 9, `15:1${place}`),
      subject: desk.pick(['转正材料', '请假申请补充说明', '社保增员名单', '培训签到表']),
      body: [desk.pick(['材料在附件，请查收。', '原件已交前台，电子版先发您。', '如需补充请告诉我，今天都在工位。'])],
      files: [docx(`${name}_材料.docx`, ['材料', `提交人：${name}`])],
    });
  }
}

function invite(desk: Desk, from: Party, guests: readonly Party[], title: string, start: number, at: number): void {
  const to = guests.filter((guest) => guest.address !== from.address);
  const day = parts(start);
  desk.write({
    from,
    to,
    at,
    subject: `邀请：${title}`,
    read: ['沈知夏'],
    body: [
      `${day.tight} ${day.weekday} ${day.time}–${parts(start + 3_600_000).time}，雁荡厅`,
      '请准时参加，不能来的请在日程里说明。',
    ],
    event: toEvent({
      uid: `${day.compact}-${to.length}-${title.length}@ccjy.example`,
      title,
      place: '雁荡厅',
      start,
      minutes: 60,
      organizer: from,
      guests: to,
      stamp: at,
    }),
  });
}
