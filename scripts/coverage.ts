import { checkCoverage, forgetTraffic } from './coverage/check.ts';
import { runSuite } from './lib/suites.ts';

// `npm run coverage`: runs what speaks DingTalk's wire and writes docs/dingtalk-coverage.md from what was seen.
forgetTraffic();
const recorded = await runSuite('vitest.config.ts', [
  'packages/dingtalk/src/recordings',
  'packages/dingtalk/src/calls',
  'packages/dingtalk/src/stream',
]);
const wire = await runSuite('e2e/vitest.config.ts', ['wire']);
process.exit(checkCoverage({ write: true }) && recorded.failed + wire.failed === 0 ? 0 : 1);
