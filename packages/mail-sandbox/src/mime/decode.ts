import iconv from 'iconv-lite';
import { type Entity, findField } from './entity.ts';

/** Bytes as text; an unknown charset is read as UTF-8 where that fits, else as GB18030, as Chinese mail most often is. */
function decodeText(bytes: Buffer, charset: string | undefined): string {
  if (charset && iconv.encodingExists(charset)) {
    // What is labelled gb2312 uses the wider tables (mail-providers.md §3.1).
    return iconv.decode(bytes, /^(gb2312|gbk|cp936|x-gbk)$/i.test(charset) ? 'gb18030' : charset);
  }
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? iconv.decode(bytes, 'gb18030') : text;
}

/** A header value with its encoded words (RFC 2047) and raw bytes decoded; neighbours are joined before decoding. */
export function decodeHeader(latin1: string): string {
  const pattern = /(?:=\?[^?\s]+\?[BbQq]\?[^?]*\?=\s*)+/g;
  let text = '';
  let at = 0;
  for (const match of latin1.matchAll(pattern)) {
    text += decodeText(Buffer.from(latin1.slice(at, match.index), 'latin1'), undefined) + decodeWords(match[0]);
    at = match.index + match[0].length;
    if (/\s$/.test(match[0]) && at < latin1.length) text += ' ';
  }
  return text + decodeText(Buffer.from(latin1.slice(at), 'latin1'), undefined);
}

function decodeWords(run: string): string {
  let text = '';
  let pending: { charset: string; bytes: Buffer[] } | undefined;
  const flush = () => {
    if (pending) text += decodeText(Buffer.concat(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const [, charset, encoding, content] of run.matchAll(/=\?([^?*\s]+)[^?]*\?([BbQq])\?([^?]*)\?=/g)) {
    if (pending && pending.charset !== charset!.toLowerCase()) flush();
    pending ??= { charset: charset!.toLowerCase(), bytes: [] };
    pending.bytes.push(
      encoding!.toUpperCase() === 'B' ? Buffer.from(content!, 'base64') : fromQuoted(content!.replaceAll('_', ' ')),
    );
  }
  flush();
  return text;
}

const fromQuoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** The text of every text part below, decoded. */
export function textOf(raw: Buffer, entity: Entity): string {
  if (entity.children.length > 0) return entity.children.map((child) => textOf(raw, child)).join('\n');
  if (entity.type !== 'text') return '';
  const bytes = raw.subarray(entity.bodyStart, entity.end);
  const encoding = findField(entity.fields, 'content-transfer-encoding')?.toLowerCase();
  const decoded =
    encoding === 'base64'
      ? Buffer.from(bytes.toString('latin1'), 'base64')
      : encoding === 'quoted-printable'
        ? fromQuoted(bytes.toString('latin1'))
        : bytes;
  return decodeText(decoded, entity.params.find(([name]) => name === 'charset')?.[1]);
}
