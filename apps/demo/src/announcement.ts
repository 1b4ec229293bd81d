import { sampleCompany } from '@hongyan/mail-sandbox';
import type { Demo } from './start-demo.ts';

/** Who a newcomer meets first, with what they are in English. */
const shown: Readonly<Record<string, string>> = {
  沈知夏: 'product manager',
  林晚舟: 'accountant',
  周慕云: 'purchasing manager',
  何思远: 'optical engineer',
  程叙白: 'general manager',
  顾行之: 'administrator',
};

/** What the terminal says when the demo can be used. */
export function announce({ server, stage }: Demo): string {
  const people = sampleCompany.people.filter(({ name }) => Object.hasOwn(shown, name));
  const rows = people.map(({ name, title, address, password }) => [name, `${title} ${shown[name]}`, address, password]);
  const rule = '─'.repeat(78);
  return [
    '',
    rule,
    '  鸿雁演示可以用了  The Hongyan demo is ready',
    '',
    `  在浏览器里打开  Open in a browser   ${stage.emulator.clientUrl}`,
    `  管理控制台      Console             ${server.publicUrl}/admin   （顾行之是管理员  顾行之 is an administrator）`,
    '',
    '  页面是钉钉的替身，里面是虚构的公司“澄川精仪”。点“企业邮箱”，填邮箱和密码绑定，再点“来一封新邮件”。',
    '  The page is a stand-in for DingTalk with an invented company inside. Choose 企业邮箱, bind a mailbox',
    '  with its address and password, then press 来一封新邮件 to receive a mail.',
    '',
    ...toTable([['谁是谁 Who is who', '', '邮箱 Mailbox', '密码 Password'], ...rows]),
    `  共 ${sampleCompany.people.length} 人，密码都是“名的拼音-2026”。  ${sampleCompany.people.length} people; each password is the given name in pinyin, then -2026.`,
    '',
    `  停止 Stop     Ctrl+C`,
    `  清空 Reset    npx hongyan demo reset`,
    `  本机地址 Product ${server.publicUrl}   收信 ${stage.sandbox.imapUrl}   发信 ${stage.sandbox.smtpUrl}`,
    '  接入真实的钉钉：见 docs/admin-guide.zh.md。  To connect the real DingTalk: docs/admin-guide.en.md.',
    rule,
    '',
  ].join('\n');
}

function toTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_cell, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)));
    return `  ${cells.join('   ').trimEnd()}`;
  });
}

/** Chinese characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
