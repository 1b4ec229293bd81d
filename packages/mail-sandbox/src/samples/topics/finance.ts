import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { colleague } from '../parties.ts';
import { invoiceFiles, pdf, xlsx } from '../sample-file.ts';

const company = '澄川精仪（苏州）有限公司';

/** What the finance department and the others write to each other: settlements, budgets, reimbursements. */
export function writeFinance(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const lin = colleague('林晚舟');
  const he = colleague('何思远');
  const { month } = parts(calendar.now);
  const sampling = {
    number: '26322000001894406217',
    date: parts(calendar.ahead(-3)).full,
    seller: '睿一精密模具（昆山）有限公司',
    buyer: company,
    item: '*模具*7 号镜组打样费',
    net: 11_044.25,
    tax: 1435.75,
  };

  const first = desk.write({
    from: he,
    to: [lin],
    cc: [shen],
    at: calendar.workday(1, '17:20'),
    subject: `${month} 月打样费单独列示`,
    read: ['沈知夏'],
    body: ['打样费请按 7 号镜组单独列示，发票抬头用苏州公司，税号没有变。验收单我明天补给你。'],
  });
  desk.write({
    from: lin,
    to: [shen, he, colleague('周慕云'), colleague('陆景明')],
    at: calendar.ago(38),
    subject: `${month} 月差旅与采购结算，请今日确认`,
    re: first,
    body: [
      '知夏，产品部本月结算明细如下。有出入直接回复这封邮件，今天 18:00 后按此入账。',
      {
        table: [
          ['项目', '金额（元）', '状态'],
          ['差旅：上海、深圳', '3,268.50', '已审'],
          ['打样费：7 号镜组', '12,480.00', '待确认'],
          ['展会物料', '1,960.00', '已审'],
          ['合计', '17,708.50', ''],
        ],
      },
      { image: 'https://static.ccjy.example/finance/seal-notice.png', alt: '报销流程', width: 480 },
    ],
    files: [
      xlsx(`产品部${month}月结算明细（含差旅）.xlsx`, [
        ['项目', '金额（元）', '状态'],
        ['差旅：上海、深圳', 3268.5, '已审'],
        ['打样费：7 号镜组', 12_480, '待确认'],
        ['展会物料', 1960, '已审'],
        ['合计', 17_708.5, ''],
      ]),
      invoiceFiles(sampling, '打样费发票')[0]!,
      pdf(
        '报销制度.pdf',
        [
          '费用报销制度（2026 年修订）',
          '第一条　差旅费按实报销，发票抬头须为公司全称。',
          '第二条　单笔超过 5,000 元须附审批单。',
        ],
        ['第三条　次月 10 日前提交上月票据。'],
      ),
    ],
  });

  for (const [back, days] of [
    [1, 30],
    [2, 60],
  ] as const) {
    const past = parts(calendar.ahead(-days)).month;
    desk.talk(
      `${past} 月差旅与采购结算`,
      [lin, shen, he],
      [
        {
          from: lin,
          at: calendar.workday(days - 2, '14:10'),
          body: [`各位，${past} 月结算单见附件，明天 12:00 前没有回复视为确认。`],
          files: [
            xlsx(`产品部${past}月结算明细.xlsx`, [
              ['项目', '金额（元）'],
              ['差旅', 2140 + back * 315],
              ['打样费', 4800],
            ]),
          ],
        },
        {
          from: shen,
          at: calendar.workday(days - 2, '16:32'),
          to: [lin],
          body: ['差旅少了一张 10 日的高铁票，发票已补到报销系统，其余没有问题。'],
        },
        { from: lin, at: calendar.workday(days - 3, '09:06'), to: [shen], body: ['已补入，按新合计入账。'] },
      ],
      { topic: 'invoice' },
    );
  }

  desk.talk(
    '2027 年产品部预算初稿',
    [shen, lin, colleague('陆景明'), colleague('郑其琛')],
    [
      {
        from: colleague('郑其琛'),
        at: calendar.workday(12, '11:20'),
        body: ['各部门预算初稿请在本周五前交晚舟汇总。模板不变，新增“认证与检测”一栏，按项目填。'],
        files: [
          xlsx('2027年部门预算模板（产品部）.xlsx', [
            ['科目', '一季度', '二季度', '三季度', '四季度'],
            ['差旅', 0, 0, 0, 0],
            ['认证与检测', 0, 0, 0, 0],
          ]),
        ],
      },
      {
        from: shen,
        at: calendar.workday(8, '19:12'),
        to: [lin, colleague('陆景明')],
        body: ['初稿见附件。认证与检测按 7 号、9 号两个镜组各一次车规测试估的，共 26 万，数字等中测的正式报价。'],
        files: [
          xlsx('2027年预算_产品部_初稿.xlsx', [
            ['科目', '全年（万元）'],
            ['差旅', 18],
            ['认证与检测', 26],
            ['展会', 12],
          ]),
        ],
      },
      {
        from: lin,
        at: calendar.workday(7, '10:41'),
        to: [shen],
        body: ['收到。展会那一项去年实际花了 15.3 万，12 万够吗？确认后我锁定。'],
        starred: ['沈知夏'],
      },
    ],
  );

  const requests = ['何思远', '周慕云', '韩松年', '宋以宁', '温若谷', '唐棠', '邓南星'] as const;
  for (const [place, name] of requests.entries()) {
    desk.write({
      from: colleague(name),
      to: [lin],
      at: calendar.workday(3 + place * 6, `${10 + (place % 6)}:2${place}`),
      subject: desk.pick(['报销单据补充', '付款申请：请本周安排', '发票抬头确认', '预付款核销']),
      topic: 'invoice',
      body: [
        desk.pick([
          '票据已经补齐，原件明天放到您桌上。',
          '合同和验收单都在审批里，麻烦这周安排付款。',
          '供应商问抬头是苏州公司还是上海分公司，请确认。',
        ]),
      ],
      files:
        place % 2 === 0 ? invoiceFiles({ ...sampling, number: `2632200000190${1000 + place}` }, `发票_${name}`) : [],
    });
  }
}
