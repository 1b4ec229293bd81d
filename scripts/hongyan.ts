import { buildBundles } from './lib/build.ts';

// `npx hongyan …`: `start` and `demo` run the product; everything else is the server's own command line.
const word = process.argv[2];
if (word === undefined || word === 'start' || word === 'demo') {
  if (process.argv[3] !== 'reset') await buildBundles();
  await import('../apps/demo/src/main.ts');
} else {
  await import('../apps/server/src/main.ts');
}
