import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Half of a start is reading TypeScript: kept from one start to the next, in a folder that only we write to.
enableCompileCache(path.resolve(import.meta.dirname, '../../../node_modules/.cache/hongyan-compile'));
// `hongyan … | head`: whoever closed the pipe has read enough; what the command does, it still does to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
});
const { runCommandLine } = await import('./cli.ts');

process.exitCode = await runCommandLine(process.argv.slice(2));
