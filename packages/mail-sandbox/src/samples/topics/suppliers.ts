import { parts } from '../calendar.ts';
import type { Desk } from '../desk.ts';
import type { Party } from '../letter.ts';
import { colleague, outsiders } from '../parties.ts';
import { docx, pdf, pptx, rings, txt, xlsx, zip } from '../sample-file.ts';

/** Quotations, samples and shipments of suppliers; some write with clients that still use old encodings. */
export function writeSuppliers(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const zhou = colleague('周慕云');
  const liang = colleague('梁书意');
  const day = (daysAgo: number) => parts(calendar.ahead(-daysAgo));

  desk.talk(
    'H-ZF52 毛坯报价（2 吨起）',
    [shen, zhou, outsiders.qiao],
    [
      {
        from: outsiders.qiao,
        at: calendar.workday(6, '09:52'),
        body: ['周经理、沈经理：H-ZF52 毛坯最新报价见附件，原料回落，比上月降 4.2%。量到 2 吨再让 1 个点。'],
        files: [
          xlsx(`恒晶_H-ZF52报价单_${day(6).compact}.xlsx`, [
            ['牌号', '规格', '单价（元/公斤）'],
            ['H-ZF52', 'Φ60×20', 318],
            ['H-LAK53A', 'Φ40×15', 402],
          ]),
          pdf('恒晶光学玻璃_环保检测报告_RoHS_REACH_2026版（含有害物质清单与第三方实验室签章页）.pdf', [
            '环保检测报告',
            'RoHS、REACH 全项符合',
          ]),
        ],
      },
      {
        from: zhou,
        at: calendar.workday(6, '15:15'),
        body: ['收到。先按 2 吨锁价，交期按月 500 公斤分四批，可以吗？'],
      },
      {
        from: outsiders.qiao,
        at: calendar.workday(5, '10:08'),
        body: ['可以，合同今天寄出。'],
        files: [
          docx('购销合同_恒晶_HJ2611.docx', [
            '购销合同',
            '甲方：澄川精仪（苏州）有限公司',
            '乙方：恒晶光学玻璃有限公司',
          ]),
        ],
      },
    ],
    { topic: 'supplier' },
  );

  desk.talk(
    '3 号穴定位销更换与试模安排',
    [shen, outsiders.su, colleague('赵临溪')],
    [
      {
        from: outsiders.su,
        at: calendar.workday(7, '17:05'),
        body: ['沈经理，3 号穴定位销已换，试模照片和视频截图打包在附件，明早可以来看。'],
        files: [
          zip('试模照片_3号穴.zip', [
            ['照片/3号穴_1.txt', '照片占位：见现场\r\n'],
            ['检测记录.csv', 'no,ecc\r\n1,1.9\r\n2,2.0\r\n'],
          ]),
          rings('3号穴_首件.jpg', 5),
        ],
      },
      { from: shen, at: calendar.workday(7, '17:40'), body: ['明早 9 点临溪过去。请同时准备挡光环改型的报价。'] },
      {
        from: outsiders.su,
        at: calendar.workday(3, '11:30'),
        body: ['挡光环改型报价 8,600 元（含税），5 个工作日。'],
        files: [pdf('睿一_改模报价_RY-0931.pdf', ['改模报价 RY-0931', '挡光环改型  8,600 元'])],
      },
    ],
    { topic: 'supplier' },
  );

  quote(desk, outsiders.wei, [shen, zhou], 13, '防静电吸塑盘打样', '吸塑盘 200×150，第一版样品已寄出，顺丰到付。', [
    pdf('吸塑盘图纸_V1.pdf', ['吸塑盘 V1', '200×150×18']),
    txt('寄送信息.txt', '速通 ST8830217754\n'),
  ]);
  quote(
    desk,
    outsiders.cai,
    [zhou, shen],
    2,
    `提单确认：${day(2).compact} 哥德堡—上海 空运`,
    '两票货预计后天到浦东，请确认品名与件数，今天 17:00 前回复可赶上晚班报关。',
    [pdf('提单_草稿_YF26-1182.pdf', ['Air waybill YF26-1182', 'Gothenburg - Shanghai PVG', '2 cartons'])],
  );
  quote(
    desk,
    outsiders.cai,
    [zhou, liang],
    22,
    '运价调整通知（欧洲线）',
    '下月起燃油附加费上调 6%，已锁舱位不受影响。',
    [
      xlsx('云帆_欧洲线运价表.xlsx', [
        ['航线', '元/公斤'],
        ['GOT-PVG', 31.5],
        ['FRA-PVG', 27.8],
      ]),
    ],
  );
  quote(
    desk,
    outsiders.shi,
    [shen, colleague('何思远')],
    10,
    '车规测试报价与排期（温循、振动、盐雾）',
    '三项合计 128,000 元，7 号镜组可排在下月第二周进箱。',
    [
      xlsx('中测_车规测试报价.xlsx', [
        ['项目', '标准', '金额'],
        ['温度循环', 'AEC-Q102', 52_000],
        ['随机振动', 'ISO 16750-3', 46_000],
        ['盐雾', 'ISO 9227', 30_000],
      ]),
      pptx('中测检测_车载光学实验室介绍.pptx', [
        ['车载光学实验室', '中测检测'],
        ['能力范围', '温循、振动、盐雾、光学性能复测'],
        ['排期', '每月两批'],
      ]),
    ],
  );
  quote(
    desk,
    outsiders.ning,
    [shen, colleague('陆景明')],
    16,
    '展位确认与搭建须知',
    '贵司展位 5B-117，请于本月底前回传搭建图与用电申请。',
    [
      docx('搭建须知与用电申请表.docx', ['搭建须知', '一、展位 5B-117，面积 54 平方米', '二、用电 15 kW']),
      pdf('展馆平面图.pdf', ['5 号馆平面图', '5B-117']),
    ],
  );
  quote(desk, outsiders.qiao, [zhou], 34, '上月对账单', '上月发货 1,260 公斤，合计 398,160 元，请核对后盖章回传。', [
    xlsx('恒晶_对账单.xlsx', [
      ['日期', '数量', '金额'],
      ['3 日', 620, 195_920],
      ['17 日', 640, 202_240],
    ]),
  ]);
  quote(desk, outsiders.wei, [liang], 44, '中秋发货安排', '本厂中秋放假三天，急单请提前说。', []);
  quote(
    desk,
    outsiders.su,
    [shen, colleague('赵临溪')],
    58,
    '模具寿命报告',
    '7 号镜组前模已打 4.2 万次，建议 5 万次时换模仁。',
    [pdf('模具寿命报告.pdf', ['模具寿命报告', '前模 42,000 次'])],
  );

  writeLegacy(desk);
}

function quote(
  desk: Desk,
  from: Party,
  to: readonly Party[],
  daysAgo: number,
  subject: string,
  text: string,
  files: ReturnType<typeof pdf>[],
): void {
  desk.write({
    from,
    to,
    at: desk.calendar.workday(daysAgo, `${9 + (daysAgo % 8)}:${15 + (daysAgo % 40)}`),
    subject,
    topic: 'supplier',
    body: ['您好：', text, '如有疑问请随时联系。'],
    files,
  });
}

/** The same kind of mail in GBK, GB18030 and Big5, labelled rightly, wrongly or not at all. */
function writeLegacy(desk: Desk): void {
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const zhou = colleague('周慕云');
  desk.write({
    from: outsiders.wei,
    to: [shen],
    at: calendar.workday(1, '11:26'),
    subject: '吸塑盘第二版样品及报价，请确认',
    topic: 'supplier',
    legacy: 'gbk',
    body: ['沈经理：第二版加了 0.5 mm 圆角，堆叠不再卡滞。单价 3.85 元，MOQ 5000。'],
    files: [
      xlsx('通达包装_吸塑盘第二版报价单（含税运）.xlsx', [
        ['数量', '单价'],
        [5000, 3.85],
        [10_000, 3.6],
      ]),
      pdf('通达包装_吸塑盘第二版图纸及堆叠测试说明（客户确认稿，请签字后回传）.pdf', ['吸塑盘 V2', '圆角 R0.5']),
    ],
  });
  desk.write({
    from: { name: '仝喆', address: 'tongzhe@jinshan-coating.example', signature: '锦山镀膜 技术部' },
    to: [shen, zhou],
    at: calendar.workday(4, '10:33'),
    subject: '镀膜样片检测数据（䶮、𠮷 字号批次）',
    topic: 'supplier',
    legacy: 'gb18030',
    body: ['批次 䶮-03 与 𠮷-11 的透过率数据见附件，940 nm 处均大于 98.6%。'],
    files: [txt('检测数据_䶮-03批.txt', '940nm 98.62\n')],
  });
  desk.write({
    from: outsiders.chen,
    to: [shen],
    at: calendar.workday(5, '16:02'),
    subject: '鏡片樣品出貨通知與發票',
    topic: 'supplier',
    legacy: 'big5',
    body: ['沈經理您好：樣品 12 片今日已出貨，預計三日後送達蘇州。發票隨附，請查收。'],
    files: [pdf('樣品出貨單_聯光精密.pdf', ['出貨單', '樣品 12 片'])],
  });
  desk.write({
    from: { name: '老厂区门卫系统', address: 'gate@old.ccjy.example' },
    to: [shen],
    at: calendar.workday(11, '08:10'),
    subject: '来访登记：睿一模具 苏曼 等两人',
    topic: 'machine',
    legacy: 'raw-gbk',
    body: ['来访人：苏曼、丁师傅。车牌：苏E·D0917。事由：送模。请在两小时内确认。'],
    files: [txt('来访登记表.txt', '苏曼 等两人\n')],
  });
  desk.write({
    from: { name: '设备管理员', address: 'eam@old.ccjy.example' },
    to: [shen, colleague('何思远')],
    at: calendar.workday(17, '07:58'),
    subject: '设备点检超期提醒',
    topic: 'machine',
    legacy: 'raw-body',
    body: ['干涉仪 GPI-2 点检已超期 3 天，请安排。'],
  });
  desk.write({
    from: { name: '乔立川', address: 'qiaolc@hengjing-glass.example', signature: '恒晶光学玻璃 大客户部' },
    to: [shen, zhou],
    at: calendar.workday(28, '14:47'),
    subject: '关于四季度 H-LAK53A 供货紧张的说明及替代牌号建议',
    topic: 'supplier',
    legacy: 'gbk',
    body: ['受原料影响，H-LAK53A 四季度每月限量 300 公斤。建议 9 号镜组评估 H-LAK54，折射率差 0.0003。'],
    files: [docx('替代牌号对照表.docx', ['替代牌号对照', 'H-LAK53A → H-LAK54'])],
  });
  desk.write({
    from: outsiders.chen,
    to: [zhou],
    at: calendar.workday(25, '15:20'),
    subject: '回覆：報價有效期',
    topic: 'supplier',
    legacy: 'big5',
    body: ['周經理您好：報價有效期可延長至月底，匯率依當日為準。'],
  });
}
