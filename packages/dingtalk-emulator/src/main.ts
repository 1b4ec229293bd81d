import { announce } from './standalone/announce.ts';
import { startStandalone } from './standalone/start.ts';
import { readWish, usage, type Words } from './standalone/wish.ts';

// `npm run emulator`: the stand-in alone, for people and for products that are started elsewhere.
function leave(problems: readonly Words[], code: number): never {
  for (const { zh, en } of problems) process.stderr.write(`✗ ${zh}  ${en}\n`);
  process.stderr.write(`\n${usage}`);
  process.exit(code);
}

const wish = readWish(process.argv.slice(2));
if (!wish.ok) leave(wish.problems, 2);
const started = await startStandalone(wish.value, (message, fields) =>
  process.stderr.write(`${message} ${fields?.error instanceof Error ? fields.error.message : ''}\n`),
);
if (!started.ok) leave(started.problems, 1);
process.stdout.write(announce(started.value, wish.value));
const stop = () => void started.value.emulator.stop().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
