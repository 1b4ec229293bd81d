import { steps } from './check/steps.ts';

// `npm run check`: everything that can be said about the code without running it.
let failed = 0;
for (const step of steps) {
  const problems = await step.check();
  if (problems.length > 0) failed += 1;
  process.stdout.write(`${problems.length === 0 ? '✓' : '✗'} ${step.name}\n`);
  for (const problem of problems) process.stdout.write(`  ${problem.replaceAll('\n', '\n  ')}\n`);
}
process.stdout.write(`${steps.length - failed} passed, ${failed} failed, 0 skipped\n`);
process.exit(failed === 0 ? 0 : 1);
