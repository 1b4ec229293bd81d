import type { ParsedMessage } from '../types.ts';
import { defaultBudget, type ParseBudget, ParserPool } from './parser-pool.ts';

let shared: ParserPool | undefined;

/** Parses hostile bytes in a worker with a budget of time and memory; past it the mail is `too_complex` to show. */
export async function parseMessage(raw: Uint8Array, budget?: ParseBudget): Promise<ParsedMessage | 'too_complex'> {
  if (!budget) {
    shared ??= new ParserPool(defaultBudget);
    return shared.parse(raw);
  }
  const own = new ParserPool(budget, 1);
  try {
    return await own.parse(raw);
  } finally {
    await own.close();
  }
}
