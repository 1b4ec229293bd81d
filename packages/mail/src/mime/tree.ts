import { parseParametered } from './content-type.ts';
import { HEADER_BLOCK_BYTES, type HeaderField, ONE_HEADER_BYTES, splitFields } from './header-fields.ts';

const MOST_PARTS = 1000;
const MOST_DEPTH = 32;

/** The message is past what honest mail looks like. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex';
}

/** One MIME part, still encoded. */
export interface MimePart {
  readonly mediaType: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly disposition: string;
  readonly dispositionParameters: Readonly<Record<string, string>>;
  readonly encoding: string;
  readonly contentId: string | undefined;
  readonly fields: readonly HeaderField[];
  readonly body: Buffer;
  readonly children: readonly MimePart[];
}

/** Cuts a message into its parts without decoding any. Work grows with its size times its depth, and both are bounded. */
export function parseTree(raw: Uint8Array): MimePart {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return parsePart(bytes, 0, { parts: 0 }, 'text/plain');
}

function parsePart(bytes: Buffer, depth: number, count: { parts: number }, defaultType: string): MimePart {
  if (++count.parts > MOST_PARTS) throw new TooComplex('too many parts');
  if (depth > MOST_DEPTH) throw new TooComplex('parts nested too deep');
  const { header, body } = splitPart(bytes);
  if (header.length > HEADER_BLOCK_BYTES) throw new TooComplex('header block too large');
  const fields = splitFields(header);
  if (fields.some(({ value }) => value.length >= ONE_HEADER_BYTES)) throw new TooComplex('header too large');
  const field = (name: string) => fields.find((candidate) => candidate.name === name)?.value;
  const type = parseParametered(field('content-type') ?? Buffer.alloc(0));
  const disposition = parseParametered(field('content-disposition') ?? Buffer.alloc(0));
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : defaultType;
  const boundary = type.parameters.boundary ?? '';
  const multipart = mediaType.startsWith('multipart/') && boundary !== '';
  const inner = mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return {
    mediaType: mediaType.startsWith('multipart/') && !multipart ? 'text/plain' : mediaType,
    parameters: type.parameters,
    disposition: disposition.value,
    dispositionParameters: disposition.parameters,
    encoding: (field('content-transfer-encoding')?.toString('latin1') ?? '').replace(/[;\s].*$/s, '').toLowerCase(),
    contentId:
      field('content-id')
        ?.toString('latin1')
        .replace(/^\s*<|>\s*$/g, '') || undefined,
    fields,
    body,
    children: multipart ? cutAt(body, boundary).map((part) => parsePart(part, depth + 1, count, inner)) : [],
  };
}

/** A part whose first line is empty has no header at all. */
function splitPart(bytes: Buffer): { header: Buffer; body: Buffer } {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    const stop = end < 0 ? bytes.length : end;
    if (stop === at || (stop === at + 1 && bytes[at] === 0x0d)) {
      return { header: bytes.subarray(0, at), body: bytes.subarray(Math.min(bytes.length, stop + 1)) };
    }
    at = stop + 1;
    if (at > HEADER_BLOCK_BYTES + 1) break;
  }
  return { header: bytes.subarray(0, at), body: bytes.subarray(at) };
}

/** The stretches between the lines `--boundary` (RFC 2046 §5.1.1); a missing end line is forgiven. */
function cutAt(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'utf8');
  const parts: Buffer[] = [];
  let open = -1;
  for (let at = findMark(body, mark, 0); at >= 0; at = findMark(body, mark, at + mark.length)) {
    if (open >= 0) parts.push(body.subarray(open, beforeLineEnd(body, at, open)));
    if (parts.length > MOST_PARTS) throw new TooComplex('too many parts');
    const after = at + mark.length;
    if (body[after] === 0x2d && body[after + 1] === 0x2d) return parts;
    const lineEnd = body.indexOf(0x0a, after);
    open = lineEnd < 0 ? body.length : lineEnd + 1;
  }
  if (open >= 0 && open < body.length) parts.push(body.subarray(open));
  return parts;
}

/** The next place where the mark begins a line and is not the beginning of a longer boundary. */
function findMark(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const next = body[at + mark.length];
    if (next === undefined || next === 0x0d || next === 0x0a || next === 0x2d || next === 0x20 || next === 0x09)
      return at;
  }
  return -1;
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(body: Buffer, at: number, open: number): number {
  let end = at;
  if (end > open && body[end - 1] === 0x0a) end -= 1;
  if (end > open && body[end - 1] === 0x0d) end -= 1;
  return end;
}
