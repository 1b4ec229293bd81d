import { isAppError } from '@hongyan/kit';
import { blocks, dropped } from './elements.ts';
import { attribute, type Element, isElement, isText, type Node, parseDocument } from './parse.ts';

const hidden =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$))/i;

/** What a person reads in the HTML, as plain text with line breaks. Text hidden by style attributes is left out. Never throws. */
export function textOfHtml(html: string): string {
  try {
    const { body } = parseDocument(html);
    const out: string[] = [];
    if (body) for (const node of body.childNodes) collect(node, out, false);
    return tidy(out.join(''));
  } catch (thrown) {
    if (isAppError(thrown) || thrown instanceof RangeError) return tidy(stripTags(html));
    throw thrown;
  }
}

function collect(node: Node, out: string[], verbatim: boolean): void {
  if (isText(node)) {
    const text = verbatim ? node.value : node.value.replace(/[ \t\n\f\r]+/g, ' ');
    out.push(!verbatim && /[\s]$/.test(out.at(-1) ?? '\n') ? text.replace(/^ /, '') : text);
  } else if (isElement(node) && isShown(node)) collectElement(node, out, verbatim);
}

function collectElement(element: Element, out: string[], verbatim: boolean): void {
  const name = element.tagName;
  if (name === 'img') out.push(attribute(element, 'alt') ?? '');
  if (name === 'br') out.push('\n');
  const lines = name === 'p' ? 2 : blocks.has(name) ? 1 : 0;
  breakLine(out, lines);
  if (name === 'li') out.push('- ');
  for (const child of element.childNodes) collect(child, out, verbatim || name === 'pre');
  if (name === 'td' || name === 'th') out.push('\t');
  breakLine(out, lines);
}

/** Makes the text end with at least so many line breaks. */
function breakLine(out: string[], lines: number): void {
  let present = 0;
  for (let at = out.length - 1; at >= 0 && present < lines && /^\n+$/.test(out[at]!); at -= 1)
    present += out[at]!.length;
  if (present < lines) out.push('\n'.repeat(lines - present));
}

const isShown = (element: Element): boolean =>
  !dropped.has(element.tagName) &&
  attribute(element, 'hidden') === undefined &&
  !hidden.test(attribute(element, 'style') ?? '');

/** For input that the parser must not see: everything between angle brackets goes, in one pass. */
function stripTags(html: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      out.push(html.slice(at));
      break;
    }
    out.push(html.slice(at, open));
    const close = html.indexOf('>', open);
    if (close < 0) break;
    if (/^<\/?(?:p|div|br|tr|li|h[1-6])\b/i.test(html.slice(open, open + 6))) out.push('\n');
    at = close + 1;
  }
  return out.join('');
}

// Zero-width and soft-hyphen runs are padding behind preheaders; a single joiner may be part of an emoji.
const tidy = (text: string): string =>
  text
    .replace(/\u00a0/g, ' ')
    .replace(/[\u034f\u00ad\u200b\u2060\ufeff]+/g, '')
    .replace(/[ ]*\t[ \t]*/g, '\t')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
