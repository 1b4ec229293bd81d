/** A run of plain text, or a link that stands in it as written. */
export type Segment = { readonly kind: 'text' | 'link'; readonly text: string; readonly href: string };

// Only ASCII, so that a link ends where Chinese text goes on and no look-alike letter can hide in it.
const candidate =
  /\bhttps?:\/\/[!-~]{1,2048}|\bwww\.[a-z0-9-]{1,63}\.[!-~]{1,1024}|\bmailto:[!-~]{3,320}|[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

/** Splits text at its links: http, https and mail addresses, nothing else. */
export function linkify(text: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = trimEnd(match[0]);
    const href = toHref(shown);
    if (href === undefined) continue;
    if (match.index > at) segments.push(plain(text.slice(at, match.index)));
    segments.push({ kind: 'link', text: shown, href });
    at = match.index + shown.length;
  }
  if (at < text.length) segments.push(plain(text.slice(at)));
  return segments;
}

const plain = (text: string): Segment => ({ kind: 'text', text, href: '' });

/** Marks that end the sentence, not the address; a closing bracket stays when the address opened it. */
function trimEnd(raw: string): string {
  let text = raw.replace(/[<>"'`{}|\\^].*$/, '');
  for (;;) {
    const last = text.at(-1) ?? '';
    const opens = { ')': '(', ']': '[' }[last];
    if (/[.,;:!?*_~]/.test(last) || (opens && count(text, last) > count(text, opens))) text = text.slice(0, -1);
    else return text;
  }
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

function toHref(shown: string): string | undefined {
  if (/^https?:/i.test(shown)) return URL.canParse(shown) ? new URL(shown).href : undefined;
  if (/^www\./i.test(shown)) return URL.canParse(`https://${shown}`) ? new URL(`https://${shown}`).href : undefined;
  const address = shown.replace(/^mailto:/i, '');
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? `mailto:${address}` : undefined;
}
