import type { BodyPart } from '@hongyan/mail';
import { textOfHtml } from '@hongyan/mail-html';

const maxCharacters = 200;
const maxParts = 20;
/** So much was asked for; a server that sends more must not have the event loop parse it. */
const maxParsed = 4096;

interface PartHead {
  readonly mediaType: string;
  readonly charset?: string;
  readonly encoding: string;
  readonly boundary?: string;
  readonly attached: boolean;
}

/**
 * A line or two of what the mail says, from its header fields and the first bytes of its text. The end may be missing
 * anywhere: in the middle of a part, of a base64 group, of a character.
 */
export function previewOf(
  message: { header: Uint8Array; text: Uint8Array; structure?: BodyPart },
  decodeText: (bytes: Uint8Array, charset?: string) => string,
): string {
  // latin1 keeps every byte, so that slices of the text can be turned back into the bytes they were.
  const head = rootHead(readHead(Buffer.from(message.header).toString('latin1')), message.structure);
  const texts = collectTexts(head, Buffer.from(message.text).toString('latin1'));
  for (const part of [...texts.filter((one) => one.head.mediaType === 'text/plain'), ...texts]) {
    const bytes = decodeTransfer(part.body, part.head.encoding);
    const decoded = decodeText(bytes, part.head.charset);
    const text = part.head.mediaType === 'text/html' ? textOfHtml(decoded.slice(0, maxParsed)) : decoded;
    const line = tidy(text);
    if (line) return line;
  }
  return '';
}

/** A mail of one part: the list's header fields leave out what BODYSTRUCTURE tells. */
const rootHead = (head: PartHead, structure: BodyPart | undefined): PartHead =>
  structure && !structure.mediaType.startsWith('multipart/')
    ? {
        ...head,
        mediaType: structure.mediaType,
        charset: structure.charset,
        encoding: structure.encoding.toLowerCase(),
      }
    : head;

function collectTexts(root: PartHead, text: string): readonly { head: PartHead; body: string }[] {
  if (!root.mediaType.startsWith('multipart/')) {
    return root.mediaType.startsWith('text/') || root.mediaType === '' ? [{ head: root, body: text }] : [];
  }
  const found: { head: PartHead; body: string }[] = [];
  const boundaries = new Set(root.boundary ? [root.boundary] : []);
  let at = 0;
  for (let count = 0; count < maxParts; count += 1) {
    const start = nextDelimiter(text, at, boundaries);
    if (!start) break;
    const headEnd = /\r?\n\r?\n/g;
    headEnd.lastIndex = start.after;
    const blank = headEnd.exec(text);
    if (!blank) break;
    const head = readHead(text.slice(start.after, blank.index));
    at = blank.index + blank[0].length;
    if (head.boundary) boundaries.add(head.boundary);
    if (head.attached || !/^text\/(plain|html)$/.test(head.mediaType)) continue;
    const end = nextDelimiter(text, at, boundaries);
    found.push({ head, body: text.slice(at, end?.before ?? text.length) });
  }
  return found;
}

/** The next line that is one of the boundaries (RFC 2046 §5.1.1); any `--` line counts while none is known. */
function nextDelimiter(
  text: string,
  from: number,
  boundaries: ReadonlySet<string>,
): { before: number; after: number } | undefined {
  let at = from;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, lineEnd < 0 ? text.length : lineEnd).trimEnd();
    if (line.startsWith('--')) {
      const name = line.slice(2);
      const known = boundaries.has(name) || boundaries.has(name.replace(/--$/, ''));
      if (known || (boundaries.size === 0 && name.length > 0))
        return { before: Math.max(from, at - 1), after: lineEnd < 0 ? text.length : lineEnd };
    }
    if (lineEnd < 0) return undefined;
    at = lineEnd + 1;
  }
  return undefined;
}

function readHead(block: string): PartHead {
  const unfolded = block.replace(/\r?\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  const type = field('content-type');
  const parameter = (name: string) => {
    const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(type);
    return match?.[1] ?? match?.[2];
  };
  const disposition = field('content-disposition');
  return {
    mediaType: /^[^\s;]+/.exec(type)?.[0]?.toLowerCase() ?? 'text/plain',
    charset: parameter('charset'),
    boundary: parameter('boundary'),
    encoding: field('content-transfer-encoding').toLowerCase(),
    attached: /^attachment/i.test(disposition),
  };
}

function decodeTransfer(body: string, encoding: string): Buffer {
  if (encoding === 'base64') {
    const digits = body.replace(/[^A-Za-z0-9+/]/g, '');
    return Buffer.from(digits.slice(0, digits.length - (digits.length % 4)), 'base64');
  }
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replace(/[ \t]+(\r?\n|$)/g, '$1').replace(/=\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function tidy(text: string): string {
  const line = text
    // What the cut left of a last character, and characters that nobody sees.
    .replace(/\uFFFD+$/u, '')
    .replace(/\u034F|[\u0000-\u001F\u007F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
}
