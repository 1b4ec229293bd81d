import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bin, root } from './root.ts';
import { run } from './run.ts';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** Runs vitest over one configuration and counts from its own report, so that a crash of the runner is a failure too. */
export async function runSuite(config: string, filters: readonly string[] = []): Promise<Count> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hongyan-report-'));
  const report = path.join(folder, 'report.json');
  try {
    const ran = await run(
      bin('vitest'),
      ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
      {
        cwd: root,
      },
    );
    let result: VitestReport;
    try {
      result = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    } catch {
      process.stderr.write(`✗ ${config}: the test runner ended with ${ran.code} and left no report\n`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
    const count = {
      passed: result.numPassedTests,
      failed: result.numFailedTests,
      skipped: result.numPendingTests + result.numTodoTests,
    };
    // A file that cannot be loaded, or an error outside every test, fails the run without failing a test.
    if (ran.code !== 0 && count.failed === 0) count.failed = Math.max(1, result.numFailedTestSuites);
    if (count.passed + count.failed === 0) count.failed = 1;
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
