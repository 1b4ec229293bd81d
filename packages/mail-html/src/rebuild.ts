import { joinStyles, washAttributes, writeAttributes } from './attributes.ts';
import { washMediaQueries, washSheet } from './css/sheet.ts';
import { washStyle } from './css/style.ts';
import { dropped, kept, voids } from './elements.ts';
import { escapeHtml } from './escape.ts';
import { resolveImage } from './images.ts';
import { limits, tooComplex } from './limits.ts';
import { bodyClass, prefixClasses } from './names.ts';
import { attribute, type Element, isElement, isText, type Node, parseDocument } from './parse.ts';
import type { Pass } from './pass.ts';

/** One walk: parses and writes anew what is on the lists, so nothing unknown can pass by being overlooked. */
export function rebuild(html: string, pass: Pass): string {
  const { head, body } = parseDocument(html);
  if (head) for (const node of head.childNodes) if (isElement(node)) collectSheet(node, pass);
  const out: string[] = [];
  if (body) for (const node of body.childNodes) write(node, out, pass, 1);
  // Blanks at the very beginning belong to no element when parsed again.
  const content = out.join('').replace(/^[ \t\n\f\r]+/, '');
  const boxed = body ? boxBody(body, content, pass) : content;
  const sheet = pass.sheets.join('');
  return sheet === '' ? boxed : `<style>${sheet}</style>${boxed}`;
}

function write(node: Node, out: string[], pass: Pass, depth: number): void {
  if (depth > limits.depth) throw tooComplex('depth');
  if (isText(node)) out.push(escapeHtml(node.value));
  else if (isElement(node)) writeElement(node, out, pass, depth);
}

function writeElement(node: Element, out: string[], pass: Pass, depth: number): void {
  const name = node.tagName;
  if (name === 'style') collectSheet(node, pass);
  if (node.namespaceURI !== 'http://www.w3.org/1999/xhtml' || dropped.has(name)) return;
  if (name === 'img') writeImage(node, out, pass);
  else if (kept.has(name)) writeKept(node, out, pass, depth);
  else writeChildren(node, out, pass, depth);
}

function writeKept(node: Element, out: string[], pass: Pass, depth: number): void {
  const name = node.tagName;
  out.push(`<${name}${writeAttributes(washAttributes(node, pass))}>`);
  if (voids.has(name)) return;
  // The parser swallows one line break after <pre>.
  if (name === 'pre') out.push('\n');
  writeChildren(node, out, pass, depth);
  out.push(`</${name}>`);
}

function writeChildren(element: Element, out: string[], pass: Pass, depth: number): void {
  for (const child of element.childNodes) write(child, out, pass, depth + 1);
}

function writeImage(element: Element, out: string[], pass: Pass): void {
  const attributes = washAttributes(element, pass);
  const source =
    attribute(element, 'src') ??
    attribute(element, 'srcset')
      ?.trim()
      .split(/[\s,]+/)[0] ??
    '';
  const image = resolveImage(source, pass);
  if (image.kind === 'show') {
    attributes.set('src', image.url);
    out.push(`<img${writeAttributes(attributes)}>`);
  } else if (image.kind === 'blocked') out.push(placeholder(attributes, pass));
  else out.push(escapeHtml(attributes.get('alt') ?? ''));
}

/** A box of the same size where an image was held back; nothing at all for a counting pixel. */
function placeholder(attributes: Map<string, string>, pass: Pass): string {
  const width = attributes.get('width') ?? '';
  const height = attributes.get('height') ?? '';
  const style = attributes.get('style') ?? '';
  if (
    [width, height].some((side) => /^[0-3](px)?$/.test(side)) ||
    /(?:^|;)(?:width|height):[0-3](?:px)?(?:;|$)/.test(style)
  )
    return '';
  const plain = [width, height].map((side) => /^\d+(?:px)?$/.test(side) && Number.parseInt(side, 10));
  const box = new Map<string, string>();
  for (const name of ['dir', 'lang', 'title', 'align', 'id', 'class']) {
    const value = attributes.get(name);
    if (value !== undefined) box.set(name, value);
  }
  box.set('role', 'img');
  box.set('aria-label', attributes.get('alt') ?? '');
  box.set('data-blocked', plain[0] && plain[1] ? `${plain[0]} × ${plain[1]}` : '');
  const sides = [lengthOf('width', width), lengthOf('height', height)];
  box.set('style', washStyle(joinStyles('display:inline-block', ...sides, style), pass));
  return `<span${writeAttributes(new Map([...box].sort(byOrder)))}></span>`;
}

// The order in which washAttributes writes: plain ones as they come, then id, class, style.
const last = ['id', 'class', 'style'];
const byOrder = ([a]: [string, string], [b]: [string, string]): number => last.indexOf(a) - last.indexOf(b);

const lengthOf = (side: string, value: string): string =>
  value === '' || Number.parseFloat(value) === 0 ? '' : `${side}:${/[%x]$/.test(value) ? value : `${value}px`}`;

function collectSheet(element: Element, pass: Pass): void {
  if (element.tagName !== 'style') return;
  const source = element.childNodes.map((node) => (isText(node) ? node.value : '')).join('');
  const sheet = washSheet(source, pass);
  const media = attribute(element, 'media')?.trim() ?? '';
  if (media === '' || /^(all|screen)$/i.test(media)) pass.sheets.push(sheet);
  else if (sheet !== '' && washMediaQueries(media)) pass.sheets.push(`@media ${washMediaQueries(media)}{${sheet}}`);
}

/** The mail's body element as a box of ours: its colours and margins count for the letter, never for our page. */
function boxBody(body: Element, content: string, pass: Pass): string {
  const attributes = washAttributes(body, pass);
  const colours = [
    ['background-color', attribute(body, 'bgcolor')],
    ['color', attribute(body, 'text')],
  ].map(([property, value]) =>
    value ? washStyle(`${property}:${/^[0-9a-f]{6}$/i.test(value) ? `#${value}` : value}`, pass) : '',
  );
  const style = joinStyles(...colours, attributes.get('style') ?? '');
  if (style) attributes.set('style', style);
  if (attributes.size === 0 && !pass.needsBody) return content;
  const classes = prefixClasses(`${bodyClass} ${attribute(body, 'class') ?? ''}`);
  attributes.set('class', classes);
  return `<div${writeAttributes(new Map([...attributes].sort(byOrder)))}>${content}</div>`;
}
