import { runSteps } from './check/steps.ts';
import { checkCoverage, forgetTraffic } from './coverage/check.ts';
import { buildBundles } from './lib/build.ts';
import { type Count, runSuite } from './lib/suites.ts';
import { installSystemPackages } from './lib/system.ts';

// `npm test`: all set-up, every check, every test, and one closing line.
await installSystemPackages();
await buildBundles();

forgetTraffic();
const total: Count = { ...(await runSteps()), skipped: 0 };
for (const config of ['vitest.config.ts', 'e2e/vitest.config.ts']) {
  const count = await runSuite(config);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
total[checkCoverage({ write: false }) ? 'passed' : 'failed'] += 1;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 ? 0 : 1);
