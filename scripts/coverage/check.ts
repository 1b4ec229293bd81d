import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { trafficFile } from '../../e2e/wire/traffic.ts';
import { root } from '../lib/root.ts';
import { renderCoverage, type Seen } from './table.ts';

const page = path.join(root, 'docs/dingtalk-coverage.md');

/** Forgets the traffic of earlier runs. */
export const forgetTraffic = (): void => rmSync(trafficFile, { force: true });

/** The page that the last run's traffic makes; with `write` it replaces the one that stands. Answers whether all is well. */
export function checkCoverage({ write }: { readonly write: boolean }): boolean {
  const lines = existsSync(trafficFile) ? readFileSync(trafficFile, 'utf8').split('\n').filter(Boolean) : [];
  const { text, gaps } = renderCoverage(lines.map((line) => JSON.parse(line) as Seen));
  const stands = existsSync(page) && readFileSync(page, 'utf8') === text;
  if (write && !stands) writeFileSync(page, text);
  const well = gaps === 0 && (write || stands);
  process.stdout.write(
    well
      ? '✓ every DingTalk call in scope was seen on the wire\n'
      : `✗ docs/dingtalk-coverage.md: ${gaps} gaps${stands ? '' : ', and the page is not what this run saw: npm run coverage'}\n`,
  );
  return well;
}
