import DOMPurify from 'dompurify';
import { hiddenStyle, hideStyles, profile, withHooks } from './purify.ts';

let cleaner: typeof DOMPurify | undefined;

/**
 * Washes what is put into the editor: a paste, a restored draft. No style elements, ids or classes (they would meet those of the
 * page), no images (files are attached), and none of the marks that Word and WPS leave behind: their elements and comments are
 * unknown to the profile, their `mso-` styles to the browser.
 */
export function purifyPaste(html: string): DocumentFragment {
  cleaner ??= withHooks(DOMPurify(window));
  const answer: unknown = cleaner.sanitize(hideStyles(html), {
    ...profile,
    FORBID_TAGS: ['details', 'summary', 'img'],
    FORBID_ATTR: ['class', 'id', 'role', 'title', 'lang', 'data-blocked'],
    RETURN_DOM_FRAGMENT: true,
  });
  // DOMPurify answers null for some framesets: nothing was pasted.
  const fragment = answer instanceof DocumentFragment ? answer : document.createDocumentFragment();
  for (const element of fragment.querySelectorAll<HTMLElement>(`[style],[${hiddenStyle}]`)) tidyStyle(element);
  return document.importNode(fragment, true);
}

const kept = [
  'font-weight',
  'font-style',
  'text-decoration-line',
  'color',
  'background-color',
  'text-align',
  'width',
  'height',
];

/** Pasted styles keep emphasis and colour, not the sizes and fonts of the page they came from. */
function tidyStyle(element: HTMLElement): void {
  // Set from script, which the page's policy allows.
  const hidden = element.getAttribute(hiddenStyle);
  if (hidden !== null) element.style.cssText = hidden;
  element.removeAttribute(hiddenStyle);
  const values = kept.map((name) => [name, element.style.getPropertyValue(name)] as const);
  element.removeAttribute('style');
  for (const [name, value] of values) if (value !== '') element.style.setProperty(name, value);
}
