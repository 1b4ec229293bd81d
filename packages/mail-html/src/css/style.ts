import { type CssNode, parse } from 'css-tree';
import { limits } from '../limits.ts';
import type { Pass } from '../pass.ts';
import { washDeclaration } from './values.ts';

/** A style attribute with only what is on the list; the empty text when nothing remains. */
export function washStyle(source: string, pass: Pass): string {
  if (source.length > limits.styleCharacters) return '';
  const known = pass.styles.get(source);
  if (known !== undefined) return known;
  const tree = parseCss(source, 'declarationList');
  const washed = tree?.type === 'DeclarationList' ? washDeclarations(tree.children.toArray(), pass) : '';
  // A style that held images is counted each time it is used.
  if (!/url/i.test(source)) pass.styles.set(source, washed);
  return washed;
}

/** The declarations of one block, joined. */
export const washDeclarations = (nodes: readonly CssNode[], pass: Pass): string =>
  nodes
    .map((node) => (node.type === 'Declaration' ? washDeclaration(node, pass) : undefined))
    .filter((declaration) => declaration !== undefined)
    .join(';');

/** The tree, or undefined for input on which the parser itself gives up (its recursion follows the brackets). */
export function parseCss(
  source: string,
  context: 'declarationList' | 'stylesheet',
  onError?: () => void,
): CssNode | undefined {
  try {
    return parse(source, { context, parseCustomProperty: false, ...(onError && { onParseError: onError }) });
  } catch {
    return undefined;
  }
}
