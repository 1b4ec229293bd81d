import { globSync } from 'node:fs';
import path from 'node:path';
import { bin, root } from '../lib/root.ts';
import { run } from '../lib/run.ts';

/** One broken rule of the import table. */
interface Violation {
  readonly rule: string;
  readonly advice: string;
  readonly from: string;
  readonly to: string;
}
interface Cruise {
  readonly modules: number;
  readonly violations: readonly Violation[];
}

interface CruiserOutput {
  modules: { source: string; coreModule?: boolean; couldNotResolve?: boolean; followable?: boolean }[];
  summary: {
    violations: { from: string; to: string; rule: { name: string }; comment?: string; cycle?: { name: string }[] }[];
    ruleSetUsed?: { forbidden?: { name: string; comment?: string }[] };
  };
}

const rooms = ['packages', 'apps', 'e2e', 'bench'];
const isSource = (file: string) => /[.](ts|tsx)$/.test(file) && !file.endsWith('.d.ts');

async function cruise(folder: string, targets: readonly string[]): Promise<Cruise> {
  const ran = await run(
    bin('depcruise'),
    ['--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...targets],
    {
      cwd: folder,
      quiet: true,
    },
  );
  const start = ran.output.indexOf('{');
  if (start < 0) throw new Error(`dependency-cruiser printed no result:\n${ran.output.slice(0, 2000)}`);
  const output = JSON.parse(ran.output.slice(start)) as CruiserOutput;
  const advice = new Map(output.summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment ?? '']));
  return {
    modules: output.modules.filter((module) => isSource(module.source) && !module.source.includes('node_modules'))
      .length,
    violations: output.summary.violations.map((violation) => ({
      rule: violation.rule.name,
      advice: advice.get(violation.rule.name) ?? '',
      from: violation.from,
      to: violation.cycle ? violation.cycle.map((step) => step.name).join(' → ') : violation.to,
    })),
  };
}

/** The problems of the import table, as lines for a person; empty when there are none. */
export async function checkArrows(): Promise<string[]> {
  const problems: string[] = [];

  // First that the check can see at all: a fixture with one cycle and one forbidden arrow must fail.
  const fixture = await cruise(path.join(root, 'scripts/check/fixtures/house'), ['packages']);
  for (const rule of ['no-cycle', 'kit-is-a-leaf']) {
    if (!fixture.violations.some((violation) => violation.rule === rule)) {
      problems.push(`the check is blind: the fixture breaks ${rule} and nothing was reported`);
    }
  }

  const present = rooms.filter(
    (room) => globSync(`${room}/**/*.ts`, { cwd: root, exclude: (name) => name === 'node_modules' }).length > 0,
  );
  const files = globSync(
    present.map((room) => `${room}/**/*.{ts,tsx}`),
    { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' },
  ).filter(isSource);
  const whole = await cruise(root, present);
  if (whole.modules < files.length) {
    problems.push(
      `the check saw ${whole.modules} modules, but there are ${files.length} files: it does not read all of them`,
    );
  }
  for (const violation of whole.violations) {
    problems.push(`${violation.rule}: ${violation.from} → ${violation.to}\n    ${violation.advice}`);
  }
  return problems;
}
