import { isAppError } from '@hongyan/kit';
import { createLog, readConfig, runUntilSignal } from '@hongyan/server';
import { readWish } from './mode.ts';
import { resetDemo } from './reset.ts';
import { start } from './start.ts';

const usage = '用法 Usage: npm start | npx hongyan start | npx hongyan demo | npx hongyan demo reset\n';

function fail(error: unknown): never {
  if (!isAppError(error)) throw error;
  process.stderr.write(`✗ ${error.what.zh} ${error.what.en}\n  ${(error.detail ?? '').replaceAll('\n', '\n  ')}\n`);
  process.exit(1);
}

try {
  const wish = readWish(process.argv.slice(2));
  if (wish === 'help') {
    process.stderr.write(usage);
    process.exit(2);
  }
  const config = readConfig(process.env);
  if (wish === 'reset') {
    const { text, done } = await resetDemo(config);
    process.stdout.write(`${text}\n`);
    process.exit(done ? 0 : 1);
  }
  const terminal = process.stdout.isTTY === true;
  const product = createLog({ level: config.logLevel, terminal });
  // The demo's own words must be found on the screen: everyday lines only for those who ask for them.
  const demo = createLog({ level: process.env.HONGYAN_LOG_LEVEL ? config.logLevel : 'warn', terminal });
  await runUntilSignal(() => start(wish, config, { product, demo }), product);
} catch (error) {
  fail(error);
}
