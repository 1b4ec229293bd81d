import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/root.ts';
import { run } from '../lib/run.ts';
import { checkLockfile } from './lockfile.ts';

/** Things that must not stand in the repository: a lockfile that is torn or tied to one mirror, dead links between its own pages. */
export async function checkPaper(): Promise<string[]> {
  const problems = checkLockfile();
  const listed = await run('git', ['ls-files', '*.md'], { cwd: root, quiet: true });
  for (const page of listed.output.split('\n').filter(Boolean)) {
    if (!existsSync(path.join(root, page))) continue;
    for (const [, target] of readFileSync(path.join(root, page), 'utf8').matchAll(
      /\]\((?!https?:|#|mailto:)([^)#\s]+)/g,
    )) {
      if (target && !existsSync(path.join(root, path.dirname(page), decodeURI(target)))) {
        problems.push(`${page}: the link to ${target} leads nowhere`);
      }
    }
  }
  return problems;
}
