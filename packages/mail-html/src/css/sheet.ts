import { type Atrule, type CssNode, generate, type Rule, type Selector } from 'css-tree';
import { limits } from '../limits.ts';
import { bodyClass, prefixName } from '../names.ts';
import type { Pass } from '../pass.ts';
import { parseCss, washDeclarations } from './style.ts';

const feature = String.raw`\((?:(?:min|max)-(?:device-)?width:\d{1,5}(?:\.\d{1,3})?(?:px|em|rem)|prefers-color-scheme:(?:dark|light))\)`;
const mediaQuery = new RegExp(`^(?:(?:only )?(?:screen|all)(?: and ${feature})*|${feature}(?: and ${feature})*)$`, 'i');
const pseudoClasses = new Set([
  'hover',
  'link',
  'active',
  'focus',
  'first-child',
  'last-child',
  'first-of-type',
  'last-of-type',
]);
const combinators = new Set([' ', '>', '+', '~']);

/**
 * A style sheet rebuilt from its tree: rules whose selectors and values are on the lists, and @media about width or the colour
 * scheme. A sheet whose structure does not parse completely is dropped whole: a browser might read the rest differently.
 */
export function washSheet(source: string, pass: Pass): string {
  if (source.length > limits.sheetCharacters) return '';
  const tree = parseCss(source, 'stylesheet');
  if (tree?.type !== 'StyleSheet') return '';
  const nodes = tree.children.toArray();
  return nodes.some((node) => node.type === 'Raw') ? '' : washRules(nodes, pass);
}

const washRules = (nodes: readonly CssNode[], pass: Pass): string =>
  nodes
    .map((node) => (node.type === 'Rule' ? washRule(node, pass) : node.type === 'Atrule' ? washMedia(node, pass) : ''))
    .join('');

function washMedia(node: Atrule, pass: Pass): string {
  if (node.name.toLowerCase() !== 'media' || !node.prelude || !node.block) return '';
  const queries = washMediaQueries(generate(node.prelude));
  const rules = queries && washRules(node.block.children.toArray(), pass);
  return rules ? `@media ${queries}{${rules}}` : '';
}

/** The queries of a media attribute or rule in our own spelling, or the empty text. */
export function washMediaQueries(text: string): string {
  const queries = text.split(',').map((query) =>
    query
      .trim()
      .replace(/\s*:\s*/g, ':')
      .replace(/\)\s*and\s*\(/gi, ') and ('),
  );
  return queries.every((query) => mediaQuery.test(query)) ? queries.join(',') : '';
}

function washRule(node: Rule, pass: Pass): string {
  if (node.prelude.type !== 'SelectorList') return '';
  const selectors = node.prelude.children
    .toArray()
    .map((selector) => (selector.type === 'Selector' ? washSelector(selector, pass) : undefined))
    .filter((selector) => selector !== undefined);
  if (selectors.length === 0) return '';
  const declarations = washDeclarations(node.block.children.toArray(), pass);
  return declarations && `${selectors.join(',')}{${declarations}}`;
}

function washSelector(selector: Selector, pass: Pass): string | undefined {
  const parts = selector.children.toArray().map((node) => washPart(node, pass));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function washPart(node: CssNode, pass: Pass): string | undefined {
  switch (node.type) {
    case 'TypeSelector':
      return washType(node.name.toLowerCase(), pass);
    case 'ClassSelector':
      return dotted('.', prefixName(node.name));
    case 'IdSelector':
      return dotted('#', prefixName(node.name));
    case 'PseudoClassSelector':
      return node.children === null && pseudoClasses.has(node.name.toLowerCase())
        ? `:${node.name.toLowerCase()}`
        : undefined;
    case 'Combinator':
      return combinators.has(node.name) ? node.name : undefined;
    default:
      // Attribute selectors can spell out what stands in an attribute; pseudo-elements bring content.
      return undefined;
  }
}

function washType(name: string, pass: Pass): string | undefined {
  if (name === 'body' || name === 'html') {
    pass.needsBody = true;
    return `.${bodyClass}`;
  }
  return /^(\*|[a-z][a-z0-9]{0,20})$/.test(name) ? name : undefined;
}

const dotted = (mark: string, name: string | undefined): string | undefined =>
  // Names that CSS would have to escape are left out; the prefix already makes the first character a letter.
  name !== undefined && /^[\w\u00a0-\uffff-]+$/.test(name) ? mark + name : undefined;
