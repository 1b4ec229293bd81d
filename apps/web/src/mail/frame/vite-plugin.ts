import { build, type Plugin } from 'vite';
import { framePage } from './page.ts';

/** Emits `mail-frame.html` beside the app and serves it while developing, under the policy that the server gives it. */
export function mailFrame(): Plugin {
  return {
    name: 'hongyan-mail-frame',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'mail-frame.html', source: framePage(await bundleBridge()) });
    },
    configureServer(server) {
      server.middlewares.use('/static/dingding/mail-frame', (_request, response) => {
        void bundleBridge().then((script) => {
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.setHeader(
            'content-security-policy',
            `sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' http://${server.config.server.host ?? 'localhost'}:* data:`,
          );
          response.end(framePage(script));
        });
      });
    },
  };
}

/** The frame's script as one classic script for the oldest engine we serve. */
export async function bundleBridge(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2019',
      minify: true,
      modulePreload: false,
      rollupOptions: {
        input: decodeURIComponent(new URL('./bridge.ts', import.meta.url).pathname),
        output: { format: 'iife' },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    const chunk = output.output[0];
    const code = chunk.code.trim();
    // A closing tag inside the script would end it early, and the hash would fit nothing.
    if (/<\/script|<!--/i.test(code)) throw new Error('the mail frame script must not hold a tag');
    return code;
  }
  throw new Error('the mail frame script was not built');
}
