import { bin, root } from '../lib/root.ts';
import { run } from '../lib/run.ts';
import { checkArrows } from './arrows.ts';
import { checkPaper } from './paper.ts';

/** One thing that is checked without running the product. */
interface Step {
  readonly name: string;
  /** Problems as lines for a person; empty = passed. */
  check(): Promise<string[]>;
}

function command(name: string, program: string, args: readonly string[]): Step {
  return {
    name,
    async check() {
      const ran = await run(bin(program), args, { cwd: root, quiet: true });
      return ran.code === 0 ? [] : [ran.output.trim() || `${program} ended with ${ran.code}`];
    },
  };
}

const steps: readonly Step[] = [
  command('types: node', 'tsc', ['-p', '.']),
  command('types: e2e and bench', 'tsc', ['-p', 'e2e']),
  command('types: web', 'tsc', ['-p', 'apps/web']),
  command('types: stand-in client', 'tsc', ['-p', 'packages/dingtalk-emulator/client']),
  command('format and lint', 'biome', ['ci', '--colors=off', '--diagnostic-level=error', '.']),
  { name: 'arrows between rooms', check: checkArrows },
  command('dead code and dependencies', 'knip', ['--no-progress']),
  { name: 'paper', check: checkPaper },
];

/** Runs every step and prints its verdict; answers how many passed and failed. */
export async function runSteps(): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 };
  for (const step of steps) {
    const problems = await step.check();
    if (problems.length === 0) count.passed += 1;
    else count.failed += 1;
    process.stdout.write(`${problems.length === 0 ? '✓' : '✗'} ${step.name}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem.replaceAll('\n', '\n  ')}\n`);
  }
  return count;
}
