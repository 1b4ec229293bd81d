import { type CssNode, type Declaration, generate, type List } from 'css-tree';
import { resolveImage } from '../images.ts';
import type { Pass } from '../pass.ts';
import { isChosenGround, isChosenInk } from './colour.ts';
import { allowedFunctions, isAllowedProperty, mayHoldImage } from './properties.ts';

const identifier = /^-?[\p{L}_][\p{L}\p{N}_-]*$/u;
const text = /^[\p{L}\p{N}\s.,_+-]{0,200}$/u;
// Not the viewport's: the frame is as high as the letter, and the letter would then be as high as the frame.
const units = /^(px|pt|pc|in|cm|mm|em|rem|ex|ch|deg|fr)$/i;
// Past these a length no longer lays out a letter but hides or covers it.
const largest = 5_000;
const mostNegative = -500;

/** One declaration in our own spelling, or undefined when any part of it is not on the list. */
export function washDeclaration(node: Declaration, pass: Pass): string | undefined {
  const property = node.property.toLowerCase();
  if (!isAllowedProperty(property) || node.value.type !== 'Value') return undefined;
  if (node.important !== true && node.important !== false) return undefined;
  if (!washNodes(node.value.children, property, pass) || node.value.children.isEmpty) return undefined;
  const value = generate(node.value);
  if (/[<>\\{};@]/.test(value)) return undefined;
  noteColours(property, value, pass);
  return `${property}:${value}${node.important ? '!important' : ''}`;
}

function washNodes(nodes: List<CssNode>, property: string, pass: Pass): boolean {
  let clean = true;
  nodes.forEach((node, item, list) => {
    if (!clean) return;
    if (node.type === 'Url' && mayHoldImage(property)) {
      const image = resolveImage(node.value, pass);
      if (image.kind === 'show') node.value = image.url;
      else list.remove(item);
    } else clean = isCleanNode(node, property, pass);
  });
  // A layer list that lost its first or last address would begin or end with a comma.
  return clean && !isOperator(nodes.first) && !isOperator(nodes.last);
}

const isOperator = (node: CssNode | null): boolean => node?.type === 'Operator';

function isCleanNode(node: CssNode, property: string, pass: Pass): boolean {
  switch (node.type) {
    case 'Identifier':
      return identifier.test(node.name);
    case 'Number':
    case 'Percentage':
      return isSaneSize(Number(node.value));
    case 'Dimension':
      return units.test(node.unit) && isSaneSize(Number(node.value));
    case 'Hash':
      return /^[0-9a-f]{3,8}$/i.test(node.value);
    case 'String':
      return (property === 'font-family' || property === 'font') && text.test(node.value);
    case 'Operator':
      return /^[,/*+-]$/.test(node.value.trim());
    case 'Function':
      return allowedFunctions.has(node.name.toLowerCase()) && washNodes(node.children, 'function', pass);
    case 'Parentheses':
      return washNodes(node.children, 'function', pass);
    default:
      return false;
  }
}

const isSaneSize = (value: number): boolean => value >= mostNegative && value <= largest;

function noteColours(property: string, value: string, pass: Pass): void {
  if (property === 'color') pass.designed ||= isChosenInk(value);
  else if (property === 'background-color') pass.designed ||= isChosenGround(value);
  else if (property === 'background-image') pass.designed ||= value !== 'none';
  else if (property === 'background') pass.designed ||= paintsGround(value);
}

const paintsGround = (value: string): boolean =>
  /url\(|gradient/i.test(value) ||
  value
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .some((part) => (/^(#|rgb|hsl)/i.test(part) ? isChosenGround(part) : isColourName(part) && isChosenGround(part)));

const isColourName = (part: string): boolean =>
  /^[a-z]+$/i.test(part) &&
  !/^(no-repeat|repeat|scroll|fixed|local|top|left|right|bottom|center|cover|contain|repeat-[xy])$/i.test(part);
