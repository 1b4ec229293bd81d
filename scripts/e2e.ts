import { buildBundles } from './lib/build.ts';
import { runSuite } from './lib/suites.ts';
import { installSystemPackages } from './lib/system.ts';

// `npm run e2e [-- name]`: the user stories in a real browser against real servers.
await installSystemPackages();
await buildBundles();
const count = await runSuite('e2e/vitest.config.ts', process.argv.slice(2));
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exit(count.failed === 0 ? 0 : 1);
