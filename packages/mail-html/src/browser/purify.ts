import DOMPurify, { type Config } from 'dompurify';
import { kept } from '../elements.ts';
import { isOwnImage, isQuietCss } from './addresses.ts';

/** The mail profile: the same elements as on the server, no data attribute but the mark of a blocked image. */
export const profile: Config = {
  ALLOWED_TAGS: [...kept, '#text'],
  ALLOWED_ATTR:
    `abbr align alt aria-hidden aria-label bgcolor border bordercolor cellpadding cellspacing class clear color colspan
    data-blocked data-hy-style datetime dir face frame headers height href hspace id lang noshade nowrap open rel reversed role rowspan rules scope
    size span src start style summary target title type valign value vspace width`.split(/\s+/),
  // DOMPurify holds every value against this, widths and colours too; what is no address passes, and the hooks know the addresses.
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|data:image\/|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  // A style is no address either; the hook looks at it.
  ADD_URI_SAFE_ATTR: ['data-hy-style'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  ALLOW_SELF_CLOSE_IN_ATTR: false,
  FORCE_BODY: true,
  SANITIZE_NAMED_PROPS: false,
};

/**
 * Washes once more what the server washed, for the mail frame only. Sheets stay when every line of them is quiet: the server
 * rebuilt them from an allowlist, and phone widths of newsletters depend on them. They go past the parser, whose documents
 * stand under the page's policy; spelled in any other way than the server's they are dropped.
 */
export function purify(html: string): string {
  const sheets: string[] = [];
  const rest = html.replace(/<style>([^<]*)<\/style>/g, (_, css: string) => {
    if (isQuietCss(css)) sheets.push(`<style>${css}</style>`);
    return '';
  });
  // DOMPurify answers null for some framesets: that mail is empty.
  const clean = String(mailCleaner().sanitize(hideStyles(rest), profile) ?? '');
  return sheets.join('') + showStyles(clean);
}

/** The name under which style attributes pass through the parser. */
export const hiddenStyle = 'data-hy-style';

/**
 * The page's policy forbids inline styles, and documents of a parser stand under it too: each style attribute would be a
 * report. The server writes them all as ` style="`, so they travel under another name; any other spelling is only slower.
 */
export const hideStyles = (html: string): string => html.replaceAll(' style="', ` ${hiddenStyle}="`);
const showStyles = (html: string): string => html.replaceAll(` ${hiddenStyle}="`, ' style="');

type Cleaner = typeof DOMPurify;
let cleaner: Cleaner | undefined;

function mailCleaner(): Cleaner {
  cleaner ??= withHooks(DOMPurify(window));
  return cleaner;
}

/** Rules that a list of names cannot say: where images come from, what CSS may hold, how links open. */
export function withHooks(instance: Cleaner): Cleaner {
  instance.addHook('uponSanitizeAttribute', (node, data) => {
    const { attrName, attrValue } = data;
    if ((attrName === 'style' || attrName === hiddenStyle) && !isQuietCss(attrValue)) data.keepAttr = false;
    else if (attrName === 'src' && !(node.nodeName === 'IMG' && isOwnImage(attrValue))) data.keepAttr = false;
    else if (attrName === 'href' && !(node.nodeName === 'A' && /^(?:https?:\/\/|mailto:|tel:)/i.test(attrValue)))
      data.keepAttr = false;
  });
  instance.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName !== 'A' || !node.hasAttribute('href')) return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  return instance;
}
