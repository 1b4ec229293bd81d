import type { ParsedMessage } from '../types.ts';
import { runWork } from '../workers/work.ts';
import type { WorkBudget } from '../workers/worker-pool.ts';

/** Parses hostile bytes in a worker with a budget of time and memory; past it the mail is `too_complex` to show. */
export async function parseMessage(raw: Uint8Array, budget?: WorkBudget): Promise<ParsedMessage | 'too_complex'> {
  // A copy of exactly these bytes: a view would take its whole neighbourhood along.
  const own = new Uint8Array(raw);
  return runWork('parse', { raw: own }, { transfer: [own.buffer], budget });
}
