import type { Washed } from '@hongyan/mail-html';
import type { ParsedMessage } from '../types.ts';
import { type WorkBudget, WorkerPool } from './worker-pool.ts';

/** What becomes of images, as plain data: no key and no function enters a worker. */
export interface PlainImages {
  /** Addresses of inline parts by their Content-ID (without brackets). */
  readonly inline: ReadonlyMap<string, string>;
  /** Addresses for remote images by their own; the others are held back. */
  readonly remote: 'block' | 'keep' | ReadonlyMap<string, string>;
}

/** A washed mail, and the remote images that it names. */
export interface WashedAndFound extends Washed {
  readonly remoteUrls: readonly string[];
}

/** The kinds of work on hostile input, and what each answers. */
export interface Works {
  parse: { readonly given: { readonly raw: Uint8Array }; readonly answer: ParsedMessage };
  wash: { readonly given: { readonly html: string; readonly images: PlainImages }; readonly answer: WashedAndFound };
  text: { readonly given: { readonly html: string }; readonly answer: string };
}

/** One piece of work as it is sent to a worker. */
export type Work = { [Kind in keyof Works]: { readonly kind: Kind } & Works[Kind]['given'] }[keyof Works];

type Answer = Works[keyof Works]['answer'];
type Pool = WorkerPool<Work, Answer>;

const defaultBudget: WorkBudget = { cpuMs: 2000, heapMb: 64 };
const openPool = (budget: WorkBudget, most: number): Pool =>
  new WorkerPool(new URL('./worker.ts', import.meta.url), budget, most);

let shared: Pool | undefined;

/** Has it done by the process's workers, or by one of its own where it has a budget of its own. */
export async function runWork<Kind extends keyof Works>(
  kind: Kind,
  given: Works[Kind]['given'],
  { transfer, budget }: { readonly transfer?: readonly ArrayBuffer[]; readonly budget?: WorkBudget | undefined } = {},
): Promise<Works[Kind]['answer'] | 'too_complex'> {
  if (!budget) shared ??= openPool(defaultBudget, 2);
  const pool = budget ? openPool(budget, 1) : shared!;
  try {
    return await pool.run({ kind, ...given } as Work, transfer);
  } finally {
    if (budget) await pool.close();
  }
}

/** Ends the process's workers when they have done what they were given; work that comes later starts new ones. */
export async function closeMailWorkers(): Promise<void> {
  const pool = shared;
  shared = undefined;
  await pool?.close();
}
