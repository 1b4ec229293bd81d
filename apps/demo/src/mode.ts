import { existsSync, readdirSync } from 'node:fs';
import type { Config } from '@hongyan/server';
import { hasDemo } from './memory.ts';

/** What the words on the command line ask for. */
export type Wish = 'demo' | 'reset' | 'start' | 'help';

export function readWish(words: readonly string[]): Wish {
  const [first, second] = words;
  if (first === 'demo' && second === 'reset') return 'reset';
  if (first === 'demo' && second === undefined) return 'demo';
  if ((first === undefined || first === 'start') && second === undefined) return 'start';
  return 'help';
}

/**
 * How to begin before the database could be asked. The demo is for a machine on which nothing was configured: whoever says under
 * which address others reach it, or where DingTalk is, sets up the real thing, from the console and with no app yet.
 * `look`: start the product first and see whether it has apps.
 */
export function chooseBeginning(wish: 'demo' | 'start', config: Config): 'demo' | 'product' | 'look' {
  if (wish === 'demo') return 'demo';
  if (config.dingtalk.explicit || config.publicUrl !== undefined || !config.roles.has('http')) return 'product';
  if (hasDemo(config.dataDir)) return 'demo';
  const untouched = !existsSync(config.dataDir) || readdirSync(config.dataDir).length === 0;
  return untouched && !config.databaseUrl ? 'demo' : 'look';
}
