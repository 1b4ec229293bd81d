import { textOfHtml, type Washed } from '@hongyan/mail-html';
import { washHere } from './wash-here.ts';
import { type PlainImages, runWork } from './work.ts';
import type { WorkBudget } from './worker-pool.ts';

/** Where the images of a mail come from once it is washed. */
export interface WashImages {
  /** Addresses of inline parts by their Content-ID (without brackets). */
  readonly inline: ReadonlyMap<string, string>;
  /** Remote images are held back, left as they are, or shown under the address that this answers (undefined blocks it). */
  readonly remote: 'block' | 'keep' | ((url: string) => string | undefined);
}

/** The worst that we could write in so many characters keeps the caller for under 5 ms, less than the way to a worker and back. */
const smallCharacters = 4096;

/**
 * Washes a mail without keeping the event loop: past the washer's limits, or past the budget of time and memory, it is
 * `too_complex`. Signing stays with the caller: the worker tells which remote images there are and is given their addresses.
 */
export async function washInWorker(
  html: string,
  { inline, remote }: WashImages,
  budget?: WorkBudget,
): Promise<Washed | 'too_complex'> {
  const wash = (images: PlainImages) =>
    html.length <= smallCharacters && !budget ? washHere(html, images) : runWork('wash', { html, images }, { budget });
  if (typeof remote !== 'function') return wash({ inline, remote });
  const found = await wash({ inline, remote: 'block' });
  if (found === 'too_complex' || found.remoteUrls.length === 0) return found;
  const shown = found.remoteUrls.flatMap((url) => {
    const address = remote(url);
    return address === undefined ? [] : [[url, address] as const];
  });
  return wash({ inline, remote: new Map(shown) });
}

/** `textOfHtml` without keeping the event loop; undefined past the budget. */
export async function textInWorker(html: string, budget?: WorkBudget): Promise<string | undefined> {
  if (html.length <= smallCharacters && !budget) return textOfHtml(html);
  const text = await runWork('text', { html }, { budget });
  return text === 'too_complex' ? undefined : text;
}
