/** A part of a message by its places in the raw bytes; nothing is decoded or copied. */
export interface Entity {
  readonly start: number;
  /** Where the body begins, after the empty line. */
  readonly bodyStart: number;
  readonly end: number;
  readonly fields: readonly HeaderField[];
  readonly type: string;
  readonly subtype: string;
  readonly params: readonly Param[];
  /** Parts of a multipart, or the one message inside message/rfc822. */
  readonly children: readonly Entity[];
}
/** A header field; text is latin1, one character for each byte, folding taken out of `value`. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
export type Param = readonly [name: string, value: string];

const maxDepth = 30;

/** Reads the structure of a whole message. */
export const parseMessage = (raw: Buffer): Entity => parseEntity(raw, 0, raw.length, 'text/plain', 0);

function parseEntity(raw: Buffer, start: number, end: number, typeByDefault: string, depth: number): Entity {
  const { fields, bodyStart } = readHeader(raw, start, end);
  const content = parseContentType(findField(fields, 'content-type') ?? typeByDefault, typeByDefault);
  const children: Entity[] = [];
  if (depth < maxDepth && content.type === 'multipart') {
    const boundary = content.params.find(([name]) => name === 'boundary')?.[1];
    const inner = content.subtype === 'digest' ? 'message/rfc822' : 'text/plain';
    for (const [from, to] of boundary ? splitParts(raw, bodyStart, end, boundary) : [])
      children.push(parseEntity(raw, from, to, inner, depth + 1));
  } else if (depth < maxDepth && content.type === 'message' && content.subtype === 'rfc822') {
    children.push(parseEntity(raw, bodyStart, end, 'text/plain', depth + 1));
  }
  return { start, bodyStart, end, fields, ...content, children };
}

/** The fields between `start` and the first empty line. */
export function readHeader(raw: Buffer, start = 0, end = raw.length): { fields: HeaderField[]; bodyStart: number } {
  const fields: HeaderField[] = [];
  let at = start;
  while (at < end) {
    const first = raw[at]!;
    if (first === 10) return { fields, bodyStart: at + 1 };
    if (first === 13 && raw[at + 1] === 10) return { fields, bodyStart: at + 2 };
    let fieldEnd = lineAfter(raw, at, end);
    while (fieldEnd < end && (raw[fieldEnd] === 32 || raw[fieldEnd] === 9)) fieldEnd = lineAfter(raw, fieldEnd, end);
    const text = raw.toString('latin1', at, fieldEnd);
    const colon = text.indexOf(':');
    if (colon > 0) {
      const value = text
        .slice(colon + 1)
        .replace(/\r?\n(?=[ \t])/g, '')
        .trim();
      fields.push({ name: text.slice(0, colon).trim().toLowerCase(), value, start: at, end: fieldEnd });
    }
    at = fieldEnd;
  }
  return { fields, bodyStart: end };
}

export const findField = (fields: readonly HeaderField[], name: string): string | undefined =>
  fields.find((field) => field.name === name)?.value;

function lineAfter(raw: Buffer, at: number, end: number): number {
  const next = raw.indexOf(10, at);
  return next < 0 || next >= end ? end : next + 1;
}

/** The ranges between the boundary lines (RFC 2046 §5.1.1); the line end before a boundary belongs to it. */
function splitParts(raw: Buffer, start: number, end: number, boundary: string): [number, number][] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const ranges: [number, number][] = [];
  let open = -1;
  for (let at = raw.indexOf(delimiter, start); at >= 0 && at < end; at = raw.indexOf(delimiter, at + 1)) {
    if (at > start && raw[at - 1] !== 10) continue;
    const line = lineAfter(raw, at, end);
    const tail = raw.toString('latin1', at + delimiter.length, line).trimEnd();
    if (tail !== '' && tail !== '--') continue;
    if (open >= 0) ranges.push([open, Math.max(open, at - (raw[at - 2] === 13 ? 2 : 1))]);
    open = line;
    if (tail === '--') return ranges;
  }
  if (open >= 0) ranges.push([open, end]);
  return ranges;
}

function parseContentType(value: string, typeByDefault: string): { type: string; subtype: string; params: Param[] } {
  const { token, params } = parseParams(value);
  const [type, subtype] = /^[^\s/]+\/[^\s/]+$/.test(token) ? token.split('/') : typeByDefault.split('/');
  return { type: type!.toLowerCase(), subtype: subtype!.toLowerCase(), params };
}

/** `token; name=value; name="value"`; RFC 2231 names keep their stars, since servers hand them on as they are. */
export function parseParams(value: string): { token: string; params: Param[] } {
  const token = value.split(';', 1)[0]!.trim();
  const params: Param[] = [];
  const pattern = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^;\s]*))/g;
  for (const match of value.slice(token.length).matchAll(pattern))
    params.push([match[1]!.toLowerCase(), match[2]?.replace(/\\([\s\S])/g, '$1') ?? match[3]!]);
  return { token, params };
}
