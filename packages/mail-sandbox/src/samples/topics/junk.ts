import type { Desk } from '../desk.ts';
import { colleague } from '../parties.ts';
import { zip } from '../sample-file.ts';

/** What the filter caught; the last one imitates the company's own mail system. */
export function writeJunk(desk: Desk): void {
  const { calendar } = desk;
  const to = [colleague('沈知夏')];
  const junk = (name: string, address: string, daysAgo: number, subject: string, ...body: string[]) =>
    desk.write({
      from: { name, address },
      to,
      at: calendar.at(daysAgo, `02:3${daysAgo % 10}`),
      subject,
      topic: 'spam',
      body,
    });
  junk(
    '财税顾问小陈',
    'c8831@tax-fast.example',
    2,
    '代开各类发票 点数低 可验证',
    '本公司可代开，先验后付。联系人小陈。',
  );
  junk(
    'Global SEO Team',
    'rank@seo-first.example',
    6,
    'Your website is losing 73% of its visitors',
    'Dear owner, we can bring you to page one in two weeks.',
  );
  junk(
    '展会名录',
    'sale@buyer-list.example',
    12,
    '出售 2026 光电展买家名录 3.8 万条',
    '含手机、职务、采购意向，实时更新。',
  );
  junk('Prize Office', 'winner@lucky-mail.example', 25, 'You have been selected', 'Claim your reward within 24 hours.');
  desk.write({
    from: { name: '邮件系统管理员', address: 'admin@ccjy-mail.example' },
    to,
    at: calendar.at(4, '06:18'),
    subject: '【紧急】您的邮箱将于今日停用，请立即验证',
    topic: 'spam',
    body: ['系统升级，未验证的邮箱将被停用。', '立即验证：https://ccjy-mail.example/verify?user=shen.zhixia'],
    html: '<p>系统升级，未验证的邮箱将被停用。</p><p><a href="https://ccjy-mail.example/verify?user=shen.zhixia">https://mail.ccjy.example/verify</a></p><form action="https://ccjy-mail.example/post"><input name="password" type="password"><button>验证</button></form><script>document.title="x"</script>',
    files: [zip('验证工具.zip', [['请阅读.txt', '样本文件，无害。\r\n']])],
  });
}
