import { decodeHeaderText } from './header-text.ts';
import { parseHeaders } from './headers.ts';
import type { MimePart } from './tree.ts';

const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/ms-tnef': 'dat',
  'application/pkcs7-signature': 'p7s',
  'application/pgp-signature': 'asc',
};

/** The name that a part gives itself, made harmless to show; or one made of its number and type. */
export function nameOfPart(part: MimePart, partId: string): string {
  const own = part.dispositionParameters.filename ?? part.parameters.name ?? enclosedSubject(part);
  const clean = harmless(own ?? '');
  if (clean !== '') return clean;
  const [major, minor = ''] = part.mediaType.split('/');
  const extension = extensions[part.mediaType] ?? (major === 'image' && /^[a-z0-9]{2,5}$/.test(minor) ? minor : 'bin');
  return `part-${partId}.${extension}`;
}

function enclosedSubject({ mediaType, body }: MimePart): string | undefined {
  if (mediaType !== 'message/rfc822') return undefined;
  const { subject } = parseHeaders(body);
  return subject ? `${subject}.eml` : undefined;
}

/** No control or direction characters (`exe.gpj` shown as `jpg.exe`), no folders, no endless names. */
export function harmless(name: string): string {
  const plain = name
    .replace(/[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '')
    .replace(/[/\\]+/g, '_')
    .trim();
  const text = plain.includes('=?') ? decodeHeaderText(Buffer.from(plain, 'utf8')) : plain;
  if (text.length <= 200) return text;
  const dot = text.lastIndexOf('.');
  return dot > text.length - 20 ? `${text.slice(0, 180)}${text.slice(dot)}` : text.slice(0, 200);
}
