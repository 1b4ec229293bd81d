#!/usr/bin/env node
// `npx hongyan …`: a shim that Node 20 can start; the command line itself runs on Node 24.
process.argv.splice(2, 0, 'hongyan');
await import('./boot.mjs');
