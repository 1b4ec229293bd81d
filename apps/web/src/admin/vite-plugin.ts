import { fileURLToPath } from 'node:url';
import { build, type Plugin, type UserConfig } from 'vite';

/**
 * Builds the console's page beside the mail app, in a pass of its own: what both use is in both, so nothing of the console
 * can change what the mail app loads first.
 */
export function consolePage(settings: () => UserConfig): Plugin {
  return {
    name: 'hongyan-console',
    apply: 'build',
    async closeBundle() {
      const shared = settings();
      await build({
        ...shared,
        configFile: false,
        logLevel: 'warn',
        build: {
          ...shared.build,
          emptyOutDir: false,
          rolldownOptions: { input: fileURLToPath(new URL('../../admin.html', import.meta.url)) },
        },
      });
    },
  };
}
