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
  await page.getByRole('button', { name: '来一封新邮件' }).waitFor();
  await page.screenshot({ path: path.join(folder, 'simulator.png') });
  process.stdout.write(`docs/pictures/simulator.png\n`);
} finally {
  await browser.close();
  await demo.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(0);
