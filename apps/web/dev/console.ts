/** Serves the built console with an invented API, to look at its screens: `node apps/web/dev/console.ts [port] [scene]`. */

import { startConsole } from './console-server.ts';

const [port = '4174', scene = 'operator'] = process.argv.slice(2);
const dist = process.env.DIST ?? new URL('../dist/', import.meta.url).pathname;
const { url } = await startConsole({ scene, dist, port: Number(port) });
process.stdout.write(`${url}/admin (${scene})\n`);
