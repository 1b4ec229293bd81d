import { cpus, loadavg } from 'node:os';
import { buildBundles } from '../scripts/lib/build.ts';

// `npm run bench -- NAME`: measures, prints a table for people, the machine's load, and one JSON object as its last line.
const benches: Record<string, () => Promise<{ default(args: readonly string[]): Promise<Record<string, number>> }>> = {
  arrival: () => import('./arrival.ts'),
  dingtalk: () => import('./dingtalk.ts'),
  size: () => import('./size.ts'),
};

const name = process.argv[2] ?? '';
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!load) {
  process.stderr.write(`npm run bench -- NAME   (${Object.keys(benches).join(', ')})\n`);
  process.exit(2);
}
await buildBundles();
const { default: measure } = await load();
const figures = await measure(process.argv.slice(3));
process.stdout.write(
  `\nload ${loadavg()
    .map((value) => value.toFixed(2))
    .join(' ')} on ${cpus().length} cores\n`,
);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);
