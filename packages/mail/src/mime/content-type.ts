import { isUtf8 } from 'node:buffer';
import { decodeText } from './charset.ts';
import { decodeParameters } from './parameters.ts';

/** `text/plain; charset=gbk; name="…"` or `attachment; filename="…"`, read. */
export interface Parametered {
  readonly value: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * A Content-Type or Content-Disposition. Raw 8-bit values become UTF-8 first: the second half of a GBK character may be
 * a backslash, which would otherwise escape the closing quote.
 */
export function parseParametered(raw: Uint8Array): Parametered {
  const bytes = isUtf8(raw) ? Buffer.from(raw) : Buffer.from(decodeText(raw), 'utf8');
  const text = bytes.toString('latin1');
  const semicolon = text.indexOf(';');
  const value = (semicolon < 0 ? text : text.slice(0, semicolon))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase();
  return { value, parameters: semicolon < 0 ? {} : decodeParameters(splitPairs(text.slice(semicolon + 1))) };
}

const MOST_PAIRS = 200;

function splitPairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  let name = '';
  let value: string | undefined;
  let quoted = false;
  const push = () => {
    if (value !== undefined && name.trim() !== '') pairs.push([name.trim().toLowerCase(), value.trim()]);
    name = '';
    value = undefined;
  };
  for (let at = 0; at < text.length && pairs.length < MOST_PAIRS; at++) {
    const c = text[at]!;
    if (quoted) {
      if (c === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) value += text[++at]!;
      else if (c === '"') quoted = false;
      else value += c;
    } else if (c === ';') push();
    else if (value === undefined) {
      if (c === '=') value = '';
      else name += c;
    } else if (c === '"' && value.trim() === '') quoted = true;
    else value += c;
  }
  push();
  return pairs;
}
