import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { consolePage } from './src/admin/vite-plugin.ts';
import { mailFrame } from './src/mail/frame/vite-plugin.ts';

/** Writes `.br` (quality 11) beside each asset, so that the server never compresses while someone waits. */
function brotli(): Plugin {
  return {
    name: 'hongyan-brotli',
    apply: 'build',
    async writeBundle(options) {
      const folder = join(options.dir ?? 'dist', 'assets');
      const names = await readdir(folder);
      for (const name of names) {
        // The console's pass finds what the mail app's has done.
        if (!/\.(js|css|svg)$/.test(name) || names.includes(`${name}.br`)) continue;
        const file = join(folder, name);
        const bytes = await readFile(file);
        if ((await stat(file)).size < 512) continue;
        await writeFile(
          `${file}.br`,
          brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
        );
      }
    },
  };
}

// DingTalk for Android is Chromium 100, iOS and macOS are WebKit (frontend.md §5.1).
const target = ['chrome100', 'safari15.4'];

/** What holds for both pages: the mail app and the console. */
const shared = (): UserConfig => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/static/dingding/',
  resolve: {
    alias: [
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
    ],
  },
  plugins: [brotli()],
  build: {
    target,
    cssTarget: target,
    outDir: 'dist',
    assetsInlineLimit: 0,
    // The page's policy is `script-src 'self'`: the polyfill for old engines would be one more script.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

const common = shared();

export default defineConfig({
  ...common,
  plugins: [mailFrame(), brotli(), consolePage(shared)],
  build: {
    ...common.build,
    emptyOutDir: true,
    rolldownOptions: {
      preserveEntrySignatures: false,
      output: {
        // What the first screen needs is one file, whatever the later chunks share with it.
        codeSplitting: { groups: [{ name: 'app', tags: ['$initial'] }] },
      },
    },
  },
});
