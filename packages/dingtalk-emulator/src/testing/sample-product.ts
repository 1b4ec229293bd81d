import type { Emulator, EmulatorOptions } from '../types.ts';
import { app, buildEmulator, callOld, sendBody, sendPath } from './build.ts';
import { serveProduct } from './product.ts';
import { bundleSamplePage, samplePage } from './sample-page.ts';

let bundled: Promise<string> | undefined;

/**
 * A product that allows nobody to frame it, runs scripts only under a nonce, and keeps its session in a `__Host-` cookie:
 * what the passage through the emulator has to cope with.
 */
export async function buildWithProduct(
  options: Partial<EmulatorOptions> = {},
): Promise<{ emulator: Emulator; origin: string; cookies: string[] }> {
  bundled ??= bundleSamplePage();
  const script = await bundled;
  const cookies: string[] = [];
  let visits = 0;
  const { origin } = await serveProduct((asked, response) => {
    if (asked.url === '/app.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      return;
    }
    if (asked.url?.startsWith('/static/')) cookies.push(asked.headers.cookie ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; frame-ancestors 'none'",
      'set-cookie': `__Host-s=${++visits}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    });
    response.end(samplePage('n1'));
  });
  const emulator = await buildEmulator({ upstream: () => origin, ...options });
  const home = `${origin}/static/dingding/?corpId=$CORPID$`;
  emulator.registerApp({ ...app, homeUrl: home, pcHomeUrl: home });
  return { emulator, origin, cookies };
}

/** Sends a card that leads to the product, as the product would. */
export async function sendCard(
  emulator: Emulator,
  origin: string,
  title: string,
  userid_list = 'zhixia',
): Promise<void> {
  const url = `${origin}/static/dingding/?corpId=dingcorp01&n=${encodeURIComponent(title)}`;
  const msg = {
    msgtype: 'oa',
    oa: {
      message_url: url,
      pc_message_url: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(url)}&pc_slide=true`,
      head: { bgcolor: 'FF0070D1', text: '企业邮箱' },
      status_bar: { status_value: '未读', status_bg: '0xFF0070D1' },
      body: {
        title,
        form: [{ key: '发件人：', value: '周慕云' }],
        rich: { num: '2', unit: '个附件' },
        content: '报价见附件。',
      },
    },
  };
  await callOld(emulator, sendPath, sendBody({ userid_list, msg }));
}
