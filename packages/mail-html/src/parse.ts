import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser, type Token, type TreeAdapter } from 'parse5';
import { limits, tooComplex } from './limits.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
type Map5 = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';

/** The value of an attribute, or undefined. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((item) => item.name === name)?.value;

/** The first child element of that name. */
export const childNamed = (parent: { childNodes: Node[] }, name: string): Element | undefined =>
  parent.childNodes.find((node): node is Element => isElement(node) && node.tagName === name);

/**
 * Parses as the HTML standard says, so that server and browser see the same tree, and stops crafted input while it is parsed:
 * the tree builder walks its stack for every tag (quadratic in depth) and the tokenizer walks the attributes for every new one.
 */
export function parseDocument(html: string): { head: Element | undefined; body: Element | undefined } {
  if (html.length > limits.characters) throw tooComplex('size');
  const parser = new Parser<Map5>({ treeAdapter: countingAdapter(), sourceCodeLocationInfo: false });
  limitAttributes(parser.tokenizer);
  parser.tokenizer.write(html, true);
  const root = childNamed(parser.document, 'html');
  return { head: root && childNamed(root, 'head'), body: root && childNamed(root, 'body') };
}

function countingAdapter(): TreeAdapter<Map5> {
  const depths = new WeakMap<object, number>();
  let elements = 0;
  const place = (parent: object, node: object): void => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > limits.depth) throw tooComplex('depth');
    depths.set(node, depth);
  };
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attrs) {
      elements += 1;
      if (elements > limits.elements) throw tooComplex('elements');
      return defaultTreeAdapter.createElement(tagName, namespace, attrs);
    },
    appendChild(parent, node) {
      place(parent, node);
      defaultTreeAdapter.appendChild(parent, node);
    },
    insertBefore(parent, node, reference) {
      place(parent, node);
      defaultTreeAdapter.insertBefore(parent, node, reference);
    },
  };
}

/** parse5 offers no hook here, so the tokenizer's own step at the start of each attribute is wrapped. */
function limitAttributes(tokenizer: Parser<Map5>['tokenizer']): void {
  const inner = tokenizer as unknown as {
    currentToken: Token.Token | null;
    _createAttr(first: string): void;
  };
  const create = inner._createAttr;
  inner._createAttr = function (first) {
    const token = this.currentToken;
    if (token && 'attrs' in token && token.attrs.length > limits.attributes) throw tooComplex('attributes');
    create.call(this, first);
  };
}
