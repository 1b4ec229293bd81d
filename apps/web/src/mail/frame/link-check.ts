/** What is odd about a link: its words name another place, its host has look-alike letters, or it hides the host behind a name. */
export type LinkDoubt =
  | { readonly kind: 'mismatch'; readonly shown: string; readonly host: string }
  | { readonly kind: 'foreign' | 'user'; readonly host: string };

const shownAddress = /^(?:(?:https?:)?\/\/)?((?:[\p{L}\p{N}_-]+\.)+[\p{L}]{2,24})(?::\d+)?(?:[/?#].*)?$/iu;

/** Compares what a link says with where it leads; undefined when there is nothing to ask about. */
export function doubtLink(href: string, text: string): LinkDoubt | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const host = url.hostname;
  if (url.username || url.password) return { kind: 'user', host };
  const shown = shownHost(text);
  if (shown && !isSameSite(shown, host)) return { kind: 'mismatch', shown, host };
  // The host is shown in its ASCII form, where look-alike letters can no longer hide.
  if (/(?:^|\.)xn--/.test(host)) return { kind: 'foreign', host };
  return undefined;
}

function shownHost(text: string): string | undefined {
  const plain = text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim();
  const named = shownAddress.exec(plain)?.[1]?.toLowerCase();
  // File names look like hosts: 报价.xlsx, notes.md.
  if (!named || /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|png|jpe?g|gif|txt|md|ofd|html?)$/.test(named)) return undefined;
  return URL.canParse(`http://${named}`) ? new URL(`http://${named}`).hostname : named;
}

/** Same registered domain, as far as that can be told without a list: newsletters link `www.` to `click.`. */
const isSameSite = (one: string, other: string): boolean => siteOf(one) === siteOf(other);

function siteOf(host: string): string {
  const labels = host.split('.');
  const isSecondLevel =
    /^(?:com|net|org|gov|edu|co|ac|mil|or|ne|go)$/.test(labels.at(-2) ?? '') && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}
