import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../e2e/browser.ts';
import { startChild } from '../e2e/servers/child.ts';
import { until } from '../e2e/wait.ts';
import { buildBundles } from './lib/build.ts';
import { root } from './lib/root.ts';
import { installSystemPackages } from './lib/system.ts';

// `npm run pictures`: starts the demo, walks the main path as a newcomer would, and keeps what it saw for the README.
const folder = path.join(root, 'docs/pictures');

await installSystemPackages();
await buildBundles();
mkdirSync(folder, { recursive: true });
const data = mkdtempSync('/tmp/hy-pictures-');
chmodSync(data, 0o755);
const demo = startChild(process.execPath, [path.join(root, 'apps/demo/src/main.ts'), 'demo'], {
  ...process.env,
  HONGYAN_DATA_DIR: path.join(data, 'data'),
});
const browser = await launchBrowser();
try {
  const clientUrl = await until('the demo', () => /http:\/\/emu\.localhost:\d+\/?/.exec(demo.output())?.[0], 120_000);
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await page.goto(clientUrl);
  await page
    .getByRole('region', { name: '电脑' })
    .getByText('企业邮箱', { exact: true })
    .filter({ visible: true })
    .first()
    .click();
  const pc = page.frameLocator('[data-frame="pc-tab"]');
  await pc.getByLabel('密码或授权码', { exact: true }).fill('zhixia-2026');
  await pc.getByRole('button', { name: '绑定' }).click();
  await pc.getByText('7 号镜组交期与新报价单').first().click();
  await page.getByRole('button', { name: '来一封新邮件' }).click();
  const phone = page.getByRole('region', { name: '手机' });
  await phone
    .getByRole('button', { name: /^查看详情/ })
    .first()
    .waitFor();
  await pc.getByText(/^已绑定/).waitFor({ state: 'hidden' });
  // The picture is of a screen at rest.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: path.join(folder, 'simulator.png') });
  process.stdout.write(`docs/pictures/simulator.png\n`);

  const consoleUrl = /http:\/\/\S+\/admin/.exec(demo.output())?.[0] ?? '';
  const desk = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await desk.goto(consoleUrl);
  await desk.getByText('用钉钉登录').click();
  await desk.getByRole('button', { name: /顾行之/ }).click();
  await desk.getByRole('button', { name: '同意' }).click();
  await desk.getByText('打开设置与体检').click();
  const run = desk.getByRole('button', { name: /开始体检|重新体检/ });
  await run.click();
  await desk.getByText(/用时 .* 秒/).waitFor();
  await desk.waitForTimeout(1500);
  await desk.screenshot({ path: path.join(folder, 'console.png') });
  process.stdout.write(`docs/pictures/console.png\n`);
} finally {
  await browser.close();
  await demo.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(0);
