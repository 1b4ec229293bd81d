import { parts } from '../calendar.ts';
import { toNewsletter } from '../designed.ts';
import type { Desk } from '../desk.ts';
import { colleague, machines } from '../parties.ts';

const headlines = [
  ['车载激光雷达镜头开始放量', '本期看点：三家供应商扩产、玻塑混合方案成本拆解'],
  ['玻璃非球面模压良率突破 90%', '本期看点：模仁寿命实测、两家设备商报价对比'],
  ['AR 光波导镀膜进入小批量', '本期看点：纳米压印与刻蚀路线之争、年度展会预告'],
  ['镧系玻璃原料价格连跌三周', '本期看点：库存周期、长约与现货怎么选'],
  ['安防镜头去库存接近尾声', '本期看点：四季度订单回暖、车载替代安防产能'],
  ['国产干涉仪进入头部厂产线', '本期看点：测量不确定度对比、售后网络地图'],
] as const;

const digests = [
  ['Ghost analysis before you cut metal', 'A practical order of steps, with numbers from three automotive lenses.'],
  ['Tolerancing side by side', 'Monte Carlo against sensitivity tables: where they disagree and why.'],
  ['Coatings at 940 nm', 'What one more layer really buys you in a narrow band.'],
] as const;

/** Newsletters in Chinese and English, with remote pictures. */
export function writeNews(desk: Desk): void {
  const { calendar } = desk;
  const readers = ['沈知夏', '陆景明', '何思远'].map(colleague);
  for (let weeks = 0; weeks < 12; weeks += 1) {
    const at = calendar.at(1 + weeks * 7, '08:00');
    const issue = parts(at).week;
    const [title, lead] = weeks === 0 ? headlines[0] : headlines[weeks % headlines.length]!;
    for (const reader of weeks < 6 ? readers : readers.slice(0, 1)) {
      desk.write({
        from: machines.weekly,
        to: [reader],
        at,
        subject: `第 ${issue} 期：${title}`,
        topic: 'news',
        bulk: true,
        read: weeks % 4 === 3 ? [] : ['沈知夏'],
        unread: weeks % 4 === 3 ? ['沈知夏'] : [],
        body: [lead, `在线阅读：https://www.optoweekly.example/${issue}`],
        html: toNewsletter({
          host: 'static.optoweekly.example',
          title: `光电周报 第 ${issue} 期`,
          lead,
          colour: '#0b5394',
          stories: [0, 1, 2].map((place) => {
            const [heading, text] = headlines[(weeks + place) % headlines.length]!;
            return {
              title: heading,
              text,
              link: `${issue}-${place + 1}`,
              ...(place < 2 && { image: `${issue}-${place}.jpg` }),
            };
          }),
          footer: '您收到这封邮件是因为订阅了光电周报。',
        }),
      });
    }
  }
  for (const [place, [title, text]] of digests.entries()) {
    desk.write({
      from: machines.digest,
      to: [readers[0]!],
      at: calendar.at(11 + place * 28, '03:12'),
      subject: `Lens Design Digest: ${title}`,
      topic: 'news',
      bulk: true,
      english: true,
      body: [text, 'Read it in your browser: https://lensdesign.example/digest'],
      html: toNewsletter({
        host: 'cdn.lensdesign.example',
        title: 'Lens Design Digest',
        lead: text,
        colour: '#1c7474',
        stories: digests.map(([heading, body], i) => ({
          title: heading,
          text: body,
          link: `d${i}`,
          image: `d${i}.png`,
        })),
        footer: 'You subscribed at lensdesign.example.',
      }),
    });
  }
  for (const [place, daysAgo] of [3, 36, 64].entries()) {
    desk.write({
      from: machines.cloud,
      to: [readers[0]!],
      at: calendar.at(daysAgo, '09:00'),
      subject: ['您的团队空间已使用 82%', '新功能：图纸在线批注', '账单提醒：年费将于 30 天后到期'][place]!,
      topic: 'news',
      bulk: true,
      body: [
        [
          '团队空间 500 GB 已使用 411 GB。清理回收站可立即释放 37 GB。',
          '现在可以直接在 PDF 图纸上圈点并 @ 同事，无需下载。',
          '年费 ¥2,980.00 将自动续订，如需变更请在到期前操作。',
        ][place]!,
      ],
      html: toNewsletter({
        host: 'img.shimo-disk.example',
        title: '石墨云盘',
        lead: ['空间提醒', '产品更新', '账单提醒'][place]!,
        colour: '#45723a',
        stories: [{ title: '查看详情', text: '登录网页端查看。', link: 'home', image: 'banner.png' }],
        footer: '此为系统邮件，请勿回复。',
      }),
    });
  }
}
