import { fileURLToPath } from 'node:url';
import { build, type Plugin, type UserConfig } from 'vite';

/**
 * Builds the console's page beside the mail app, in a pass of its own: what both use is in both, so nothing of the console
 * can change what the mail app loads first.
 */
export function consolePage(settings: () => UserConfig): Plugin {
  let outDir = 'dist';
  return {
    name: 'hongyan-console',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const shared = settings();
      await build({
        ...shared,
        configFile: false,
        logLevel: 'warn',
        build: {
          ...shared.build,
          outDir,
          emptyOutDir: false,
          rolldownOptions: { input: fileURLToPath(new URL('../../admin.html', import.meta.url)) },
        },
      });
    },
  };
}
