import { checkCoverage, forgetTraffic } from './coverage/check.ts';
import { runSuite } from './lib/suites.ts';

// `npm run coverage`: runs what speaks DingTalk's wire and writes docs/dingtalk-coverage.md from what was seen.
forgetTraffic();
const { failed } = await runSuite('e2e/vitest.config.ts', ['wire']);
process.exit(checkCoverage({ write: true }) && failed === 0 ? 0 : 1);
