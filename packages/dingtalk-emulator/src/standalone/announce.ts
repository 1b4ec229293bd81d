import type { Standalone } from './start.ts';
import type { Wish } from './wish.ts';

/** What the terminal says when the stand-in can be used: where to look, and what the product has to be told. */
export function announce({ emulator, company }: Standalone, wish: Wish): string {
  const rule = '─'.repeat(78);
  const { clientUrl } = emulator;
  return [
    '',
    rule,
    '  钉钉替身可以用了  The stand-in for DingTalk is ready',
    '',
    `  设备 Devices            ${clientUrl}`,
    `  开发者后台 Console      ${clientUrl}#/console`,
    `  通讯录 Organisation     ${clientUrl}#/contacts`,
    `  平台状态 Wire           ${clientUrl}#/wire`,
    '',
    `  企业 Organisation       ${company.name}，CorpId ${company.corpId}`,
    `  成员与部门 People       ${company.people.length.toLocaleString('en-US')} / ${company.departments.length.toLocaleString('en-US')}`,
    `  被测产品 Product        ${wish.upstream}`,
    ...wish.apps.map(({ appKey }) => `  应用 App                ${appKey}`),
    '',
    '  让产品连到这里 Point the product here:',
    `    HONGYAN_DINGTALK_OAPI_URL=${emulator.oapiUrl}`,
    `    HONGYAN_DINGTALK_API_URL=${emulator.apiUrl}`,
    `    HONGYAN_DINGTALK_LOGIN_URL=${emulator.loginUrl}`,
    '',
    '  停止 Stop               Ctrl+C',
    rule,
    '',
  ].join('\n');
}
