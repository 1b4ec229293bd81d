import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** What the page does with the official SDK, unmodified; the outcome stands in its body. */
const entry = `
import dd from 'dingtalk-jsapi';
window.sample = dd;
const show = (name, value) => { document.body.dataset[name] = typeof value === 'string' ? value : JSON.stringify(value); };
const corpId = new URL(location.href).searchParams.get('corpId');
show('env', { platform: dd.env.platform, sub: dd.env.platformSub, version: dd.env.version, agent: navigator.userAgent });
dd.ready(async () => {
  show('ready', 'yes');
  try { show('code', (await dd.requestAuthCode({ corpId })).code); } catch (error) { show('failed', String(error)); }
  try { show('old', (await dd.runtime.permission.requestAuthCode({ corpId })).code); } catch (error) { show('failed', String(error)); }
  dd.setNavigationTitle({ title: '收件箱' }).catch(() => undefined);
  dd.biz.navigation.setRight({ show: true, control: true, text: '写信', onSuccess: () => show('right', 'clicked') }).catch(() => undefined);
  dd._invoke('made.up', {}).catch((error) => show('absent', error));
});
document.addEventListener('click', async ({ target }) => {
  const { act } = target.dataset;
  if (act === 'toast') dd.device.notification.toast({ text: '已归档 1 封', duration: 3 });
  if (act === 'confirm') show('chosen', await dd.device.notification.confirm({ title: '永久删除？', message: '不能恢复。', buttonLabels: ['取消', '永久删除'] }));
  if (act === 'panel') dd.openPageInSlidePanelForPC({ url: location.href + '&panel=1', title: '一封邮件' });
  if (act === 'push') history.pushState({}, '', location.href + '#deep');
});
addEventListener('offline', () => show('network', 'offline'));
addEventListener('online', () => show('network', 'online'));
`;

/** The page's one script, bundled as an app would bundle it. */
export async function bundleSamplePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('../../../..', import.meta.url)),
    plugins: [
      {
        name: 'sample-page',
        resolveId: (id) =>
          id === 'sample-page.js' ? fileURLToPath(new URL('./sample-page.virtual.js', import.meta.url)) : undefined,
        load: (id) => (id.endsWith('sample-page.virtual.js') ? entry : undefined),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: 'sample-page.js', output: { format: 'es' } } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('nothing was bundled');
  return first.output.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : [])).join('\n');
}

export const samplePage = (nonce: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>企业邮箱</title></head><body><h1>示例页面</h1>
<button data-act="toast">提示</button><button data-act="confirm">询问</button><button data-act="panel">面板</button><button data-act="push">深入</button>
<script type="module" nonce="${nonce}" src="/app.js"></script></body></html>`;
