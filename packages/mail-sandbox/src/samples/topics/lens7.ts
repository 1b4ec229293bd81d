import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import { clara, colleague, outsiders } from '../parties.ts';
import { chart, csv, docx, pdf, rings, txt, xlsx, zip } from '../sample-file.ts';

/** The project that everybody is busy with: lens group 7, its price, its coating and its stray light. */
export function writeLens7(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const zhou = colleague('周慕云');
  const he = colleague('何思远');
  const delivery = parts(calendar.ahead(18));
  const valid = parts(calendar.ahead(7));
  const today = parts(calendar.now);

  desk.talk(
    '7 号镜组交期与新报价单',
    [shen, zhou, clara],
    [
      {
        from: zhou,
        at: calendar.workday(2, '16:20'),
        cc: [he],
        body: [
          '知夏，Halden 那边交期有松动，但要求我们先锁膜层公差，你看图纸是不是还按 10 月版。',
          '另外他们希望首批 300 套一次下单，不接受先 100 后 200。',
        ],
      },
      {
        from: clara,
        at: calendar.at(1, '21:04'),
        cc: [he],
        body: [
          `We can commit to ${delivery.en} for the first 300 sets if the tolerance stays as in the October drawing.`,
          'Please confirm by tomorrow, the coating chamber is reserved only until then.',
        ],
      },
      {
        from: shen,
        at: calendar.ago(296),
        cc: [he],
        body: ['公差没有变化，按 10 月版图纸。请慕云把第 2 档价格单独列出来，我今天拿去和叙白确认。'],
      },
      {
        from: he,
        at: calendar.ago(211),
        to: [shen, zhou, clara],
        body: ['膜层公差以 10 月版为准，B 面反射率不超过 0.25%，可以锁定。'],
        files: [
          pdf('7号镜组图纸-10月版.pdf', ['7 号镜组 总装图', '版本：10 月版', '比例 2:1', '未注公差按 GB/T 1804-m']),
        ],
      },
      {
        from: zhou,
        at: calendar.ago(4),
        to: [shen, clara],
        cc: [he],
        body: [
          `知夏，Halden 同意 ${delivery.zh}前交首批 300 套，阶梯报价如下，第 2 档已经按你的要求单列：`,
          {
            table: [
              ['数量（套）', '含税单价（元）', '交期'],
              ['100–299', '448.00', '6 周'],
              ['300–999', '412.00', `首批 ${delivery.tight}`],
              ['1,000 以上', '386.00', '分三批，另议'],
            ],
          },
          `报价有效期到 ${valid.zh}，请今天回复 Clara 是否按第 2 档下单。`,
        ],
        files: [
          xlsx(`7号镜组阶梯报价-${today.compact}.xlsx`, [
            ['数量（套）', '含税单价（元）', '交期'],
            ['100–299', 448, '6 周'],
            ['300–999', 412, `首批 ${delivery.tight}`],
            ['1,000 以上', 386, '分三批，另议'],
          ]),
          pdf(
            'Halden_Quotation_HQ-2611.pdf',
            [
              'Quotation HQ-2611',
              `Lens group 7, first delivery ${delivery.iso}`,
              '300 sets  CNY 412.00',
              `Valid until ${valid.iso}`,
            ],
            ['Terms and conditions', 'Payment within 30 days net. Delivery DAP Suzhou.'],
          ),
        ],
      },
    ],
    { topic: 'lens7', starred: [] },
  );

  desk.talk(
    'Coating tolerance for lens group 7',
    [shen, clara],
    [
      {
        from: clara,
        at: calendar.ago(229),
        cc: [outsiders.erik],
        body: [
          'Hi Zhixia, our lab finished the second run. Reflectance on side B is 0.21 % on average, 0.24 % at the edge, so we stay inside the 0.25 % that you asked for.',
          'Side A still shows a slight shift towards red at 940 nm. Erik suggests one more layer; it costs two days but no money.',
          'Could you tell me today whether we may go ahead?',
        ],
        files: [rings('side_B_interferogram.jpg', 3), csv('reflectance_run2.csv', reflectance(0.21))],
        read: ['沈知夏'],
      },
      {
        from: shen,
        at: calendar.ago(180),
        cc: [outsiders.erik, he],
        body: [
          'Hi Clara, please go ahead with the extra layer on side A. Siyuan will check the new curve as soon as we have it.',
        ],
      },
    ],
    { topic: 'lens7', english: true },
  );

  const stray = desk.write({
    from: he,
    to: [shen, colleague('秦越川')],
    cc: [colleague('苏砚秋')],
    at: calendar.workday(1, '16:22'),
    subject: '杂散光测试第二轮数据与结论',
    topic: 'lens7',
    read: ['沈知夏'],
    body: [
      'B 组挡光环改型后鬼像下降 41%，原始数据见附件。',
      {
        list: [
          'A 组（原结构）：鬼像强度 0.83%，与第一轮一致。',
          'B 组（挡光环改型）：0.49%，下降 41%。',
          'C 组（加消光纹）：0.52%，但良率掉了 3 个点，不建议。',
        ],
      },
      '建议按 B 组定型，模具改一处，成本每套加 0.6 元。下周一例会上我讲 5 分钟。',
    ],
    files: [
      zip('杂散光_第二轮_原始数据.zip', [
        ['A组/run1.csv', 'angle,ghost\r\n0,0.81\r\n5,0.83\r\n10,0.79\r\n'],
        ['B组/run1.csv', 'angle,ghost\r\n0,0.48\r\n5,0.49\r\n10,0.47\r\n'],
        ['说明.txt', '角度单位：度；鬼像强度单位：%\r\n'],
      ]),
      chart('三组对比.png', [83, 49, 52]),
      rings('B组_现场照片.jpg', 8),
      docx('杂散光测试报告（第二轮）.docx', [
        '杂散光测试报告（第二轮）',
        '结论：B 组挡光环改型后鬼像下降 41%。',
        '测试人：苏砚秋　审核：何思远',
      ]),
    ],
  });
  desk.write({
    from: colleague('秦越川'),
    to: [he, shen],
    at: calendar.workday(1, '18:05'),
    re: stray,
    body: ['同意 B 组。模具那边请临溪今天就把改动发给睿一，赶在下次试模前。'],
    read: ['沈知夏'],
  });

  desk.talk(
    '7 号镜组首样评审意见',
    [shen, he, colleague('赵临溪'), colleague('谢长庚')],
    [
      {
        from: colleague('谢长庚'),
        at: calendar.workday(9, '10:12'),
        body: [
          '首样 20 套已检完，18 套合格，2 套偏心超差（3.2′、3.5′，要求 ≤ 3′）。',
          '超差的两套都在同一穴，请结构和模具一起看。',
        ],
        files: [
          xlsx('首样检验记录_20套.xlsx', [
            ['序号', '偏心（分）', '判定'],
            [1, 1.8, '合格'],
            [7, 3.2, '超差'],
            [15, 3.5, '超差'],
          ]),
        ],
      },
      {
        from: colleague('赵临溪'),
        at: calendar.workday(9, '14:40'),
        body: ['查了，是 3 号穴的定位销磨损，睿一周四前换好。结构不用动。'],
      },
      {
        from: shen,
        at: calendar.workday(8, '09:18'),
        body: ['收到。换销之后请再打 10 套只检偏心，合格就放行，不再单独评审。'],
      },
      {
        from: he,
        at: calendar.workday(5, '17:31'),
        body: ['补打的 10 套全部合格，最大 2.1′，可以放行。'],
        files: [txt('补检结论.txt', '10 套全部合格，最大偏心 2.1 分。\n')],
      },
    ],
    { topic: 'lens7', starred: ['沈知夏'] },
  );

  desk.talk(
    '7 号镜组图纸 10 月版发布',
    [shen, he, colleague('赵临溪'), zhou, colleague('梁书意')],
    [
      {
        from: colleague('赵临溪'),
        at: calendar.workday(31, '15:02'),
        body: ['10 月版图纸已经走完审批。与 9 月版相比：压圈螺纹改 M18×0.5，B 面镀膜公差收到 0.25%。旧版请销毁。'],
        files: [
          pdf('7号镜组图纸-10月版.pdf', ['7 号镜组 总装图', '版本：10 月版', '压圈 M18×0.5']),
          pdf(
            '澄川精仪_七号镜组_零件图汇总（含压圈隔圈遮光环及装配公差说明）_2026年10月受控版本_内部资料请勿外传.pdf',
            ['零件图汇总', '共 12 张'],
          ),
        ],
      },
      { from: zhou, at: calendar.workday(31, '16:44'), body: ['收到，今天转给 Halden 和睿一，旧版让他们回签销毁单。'] },
    ],
    { topic: 'lens7' },
  );

  desk.talk(
    'Sample shipment, lens group 7',
    [shen, clara],
    [
      {
        from: shen,
        at: calendar.workday(24, '10:05'),
        body: [
          'Hi Clara, 20 coated samples would help us to finish the assembly test. Is the week after next possible?',
        ],
      },
      {
        from: clara,
        at: calendar.workday(23, '20:16'),
        body: ['Hi Zhixia, yes. They leave on Thursday by air, two boxes. Packing list attached.'],
        files: [
          pdf('Packing_list_HQ-2590.pdf', [
            'Packing list HQ-2590',
            '2 boxes, 20 pcs lens group 7',
            'Gross weight 3.4 kg',
          ]),
        ],
      },
      {
        from: clara,
        at: calendar.workday(20, '19:30'),
        body: ['Tracking says delivered to Suzhou this morning. Tell me if anything is scratched.'],
      },
    ],
    { topic: 'lens7', english: true },
  );
}

function reflectance(mean: number): (string | number)[][] {
  const rows: (string | number)[][] = [['wavelength_nm', 'reflectance_percent']];
  for (let nm = 800; nm <= 1000; nm += 20) rows.push([nm, Number((mean + Math.sin(nm / 30) * 0.03).toFixed(3))]);
  return rows;
}
