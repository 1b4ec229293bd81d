import { isAppError } from '@hongyan/kit';
import { washHtml } from '@hongyan/mail-html';
import type { PlainImages, WashedAndFound } from './work.ts';

/** More pictures than any letter shows; each is an address that somebody signs. */
const mostRemote = 2000;

/** Washes in the thread that calls it. */
export function washHere(html: string, { inline, remote }: PlainImages): WashedAndFound | 'too_complex' {
  const found = new Set<string>();
  const remoteImage = (url: string): string | undefined => {
    if (remote === 'keep') return url;
    if (found.size < mostRemote) found.add(url);
    return remote === 'block' ? undefined : remote.get(url);
  };
  try {
    const washed = washHtml(html, { inlineImage: (contentId) => inline.get(contentId), remoteImage });
    return { ...washed, remoteUrls: [...found] };
  } catch (thrown) {
    if (!isAppError(thrown)) throw thrown;
    return 'too_complex';
  }
}
