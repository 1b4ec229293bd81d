import { runSteps } from './check/steps.ts';

// `npm run check`: everything that can be said about the code without running it.
const { passed, failed } = await runSteps();
process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
process.exit(failed === 0 ? 0 : 1);
