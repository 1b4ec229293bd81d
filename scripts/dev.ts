import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildBundles } from './lib/build.ts';
import { bin, root } from './lib/root.ts';

// `npm run dev`: the product restarted by Node at every change of its code, and the web app rebuilt at every change of its own.
await buildBundles();
const children = [
  spawn(process.execPath, ['--watch', path.join(root, 'apps/demo/src/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  }),
  spawn(bin('vite'), ['build', '--watch', '--logLevel', 'warn'], {
    cwd: path.join(root, 'apps/web'),
    stdio: 'inherit',
  }),
];
const stop = (signal: NodeJS.Signals) => {
  for (const child of children) child.kill(signal);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
