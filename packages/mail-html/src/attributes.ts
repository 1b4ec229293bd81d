import { isChosenGround, isChosenInk } from './css/colour.ts';
import { washStyle } from './css/style.ts';
import { shapeOf } from './elements.ts';
import { escapeHtml } from './escape.ts';
import { resolveImage } from './images.ts';
import { washHref } from './links.ts';
import { prefixClasses, prefixName } from './names.ts';
import { attribute, type Element } from './parse.ts';
import type { Pass } from './pass.ts';

/** Attributes ready to be written, in a fixed order so that a second wash writes the same. */
export type Attributes = Map<string, string>;

/** What may stay of an element's attributes; image sources are the caller's business. */
export function washAttributes(element: Element, pass: Pass): Attributes {
  const kept: Attributes = new Map();
  for (const { name, value, prefix } of element.attrs) {
    if (prefix) continue;
    const shape = shapeOf(element.tagName, name);
    if (shape?.test(value)) keepPlain(kept, name, value, pass);
  }
  const id = prefixName(attribute(element, 'id') ?? '');
  if (id) kept.set('id', id);
  const classes = prefixClasses(attribute(element, 'class') ?? '');
  if (classes) kept.set('class', classes);
  const style = styleOf(element, pass);
  if (style) kept.set('style', style);
  if (element.tagName === 'a') keepLink(kept, attribute(element, 'href'));
  return kept;
}

function keepPlain(kept: Attributes, name: string, value: string, pass: Pass): void {
  kept.set(name, value);
  if (name === 'bgcolor') pass.designed ||= isChosenGround(value);
  else if (name === 'color') pass.designed ||= isChosenInk(value);
}

function keepLink(kept: Attributes, href: string | undefined): void {
  const address = href === undefined ? undefined : washHref(href);
  if (address === undefined) return;
  kept.set('href', address);
  kept.set('target', '_blank');
  kept.set('rel', 'noopener noreferrer');
}

/** The style attribute, with the old `background` attribute turned into a declaration. */
function styleOf(element: Element, pass: Pass): string {
  const style = washStyle(attribute(element, 'style') ?? '', pass);
  const background = attribute(element, 'background');
  if (background === undefined) return style;
  const image = resolveImage(background, pass);
  if (image.kind !== 'show') return style;
  return joinStyles(washStyle(`background-image:url("${image.url}")`, pass), style);
}

export const joinStyles = (...styles: readonly string[]): string => styles.filter((style) => style !== '').join(';');

export const writeAttributes = (attributes: Attributes): string =>
  [...attributes].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
