import { decodeText } from './charset.ts';
import { decodeHeaderText } from './header-text.ts';

interface Segment {
  readonly index: number;
  readonly encoded: boolean;
  readonly text: string;
}

/**
 * MIME parameters by name, decoded: plain, raw 8-bit, RFC 2047 inside (not allowed, but what all Chinese clients write) and
 * RFC 2231 with continuations. Values come in as latin1, one character per byte. RFC 2231 wins where both are given.
 */
export function decodeParameters(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const plain = new Map<string, string>();
  const extended = new Map<string, Segment[]>();
  for (const [key, text] of pairs.slice(0, 200)) {
    const match = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(key.toLowerCase());
    if (!match) continue;
    const name = match[1]!;
    if (match[2] === undefined && !match[3]) {
      if (!plain.has(name)) plain.set(name, decodeHeaderText(Buffer.from(text, 'latin1')));
      continue;
    }
    const segments = extended.get(name) ?? [];
    segments.push({ index: Number(match[2] ?? 0), encoded: match[3] === '*', text });
    extended.set(name, segments);
  }
  for (const [name, segments] of extended) plain.set(name, joinSegments(segments));
  return Object.fromEntries([...plain].filter(([name]) => name !== '__proto__'));
}

function joinSegments(segments: Segment[]): string {
  segments.sort((a, b) => a.index - b.index);
  let charset: string | undefined;
  const bytes = segments.map(({ encoded, text }, at) => {
    if (!encoded) return Buffer.from(text, 'latin1');
    let value = text;
    const head = at === 0 ? /^([^']*)'[^']*'/.exec(text) : null;
    if (head) {
      charset = head[1] || undefined;
      value = text.slice(head[0].length);
    }
    return percentBytes(value);
  });
  const joined = Buffer.concat(bytes);
  return charset === undefined ? decodeHeaderText(joined) : decodeText(joined, charset);
}

function percentBytes(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
