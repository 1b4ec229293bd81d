import { buildBundles } from './lib/build.ts';

// `npm start`: build what changed, then become the product. The demo decides by itself whether it is needed.
await buildBundles();
await import('../apps/demo/src/main.ts');
