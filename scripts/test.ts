import { steps } from './check/steps.ts';
import { buildBundles } from './lib/build.ts';
import { type Count, runSuite } from './lib/suites.ts';
import { installSystemPackages } from './lib/system.ts';

// `npm test`: all set-up, every check, every test, and one closing line.
await installSystemPackages();
await buildBundles();

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps) {
  const problems = await step.check();
  if (problems.length === 0) total.passed += 1;
  else total.failed += 1;
  process.stdout.write(`${problems.length === 0 ? '✓' : '✗'} ${step.name}\n`);
  for (const problem of problems) process.stdout.write(`  ${problem.replaceAll('\n', '\n  ')}\n`);
}
for (const config of ['vitest.config.ts', 'e2e/vitest.config.ts']) {
  const count = await runSuite(config);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 ? 0 : 1);
