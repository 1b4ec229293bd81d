import iconv from 'iconv-lite';
import { toText } from './blocks.ts';
import type { Legacy, Letter, Party } from './letter.ts';
import type { SampleFile } from './sample-file.ts';

/**
 * A letter as old Chinese clients write it. `raw-gbk` puts bare GBK bytes into headers and file names, `raw-body` names no
 * charset for its GBK text: both are wrong and both arrive every day.
 */
export function composeLegacy(letter: Letter, legacy: Legacy): Buffer {
  const charset = legacy === 'big5' ? 'big5' : legacy === 'gb18030' ? 'gb18030' : 'gbk';
  const bare = legacy === 'raw-gbk';
  const word = (text: string) => toHeaderText(text, charset, bare);
  const party = ({ name, address }: Party) => `${/^[\x20-\x7e]*$/.test(name) ? `"${name}"` : word(name)} <${address}>`;
  const sign = letter.from.signature ? `\n\n${letter.from.name}\n${letter.from.signature}` : '';
  const label = legacy === 'raw-body' || bare ? '' : `; charset="${charset === 'gbk' ? 'gb2312' : charset}"`;
  const encoded = iconv.encode(`${toText(letter.body)}${sign}\n`.replaceAll('\n', '\r\n'), charset);
  const eightBit = bare || legacy === 'raw-body';
  const body = eightBit ? encoded.toString('latin1') : `${toLines(encoded.toString('base64'))}\r\n`;
  const bodyHead = `Content-Type: text/plain${label}\r\nContent-Transfer-Encoding: ${eightBit ? '8bit' : 'base64'}\r\n`;
  const head = [
    `Message-ID: ${letter.id}`,
    `Date: ${toDate(letter.at)}`,
    `From: ${party(letter.from)}`,
    `To: ${letter.to.map(party).join(',\r\n\t')}`,
    `Subject: ${word(letter.subject)}`,
    'X-Mailer: Foxmail 6, 15, 201, 26 [cn]',
    'MIME-Version: 1.0',
    '',
  ].join('\r\n');
  if (letter.files.length === 0) return Buffer.from(`${head}${bodyHead}\r\n${body}`, 'latin1');
  const boundary = `=====${letter.id.replace(/\W/g, '')}_=====`;
  const files = letter.files.map((file, place) => toPart(file, charset, bare, place));
  const all = [`${bodyHead}\r\n${body}`, ...files].map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return Buffer.from(
    `${head}Content-Type: multipart/mixed;\r\n\tboundary="${boundary}"\r\n\r\n${all}--${boundary}--\r\n`,
    'latin1',
  );
}

/** The three ways in which old clients write a file name: encoded words in quotes, RFC 2231 in pieces, and bare bytes. */
function toPart(file: SampleFile, charset: string, bare: boolean, place: number): string {
  const bytes = iconv.encode(file.name, charset);
  const quoted = bare ? bytes.toString('latin1') : toWord(bytes, charset);
  const disposition =
    place % 2 === 0
      ? `attachment;\r\n\tfilename="${quoted}"`
      : `attachment;${toPieces(bytes, charset)
          .map((piece, i) => `\r\n\tfilename*${i}*=${piece}`)
          .join(';')}`;
  return [
    `Content-Type: ${file.type.split(';')[0]};\r\n\tname="${quoted}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: ${disposition}`,
    '',
    toLines(file.content.toString('base64')),
  ].join('\r\n');
}

function toPieces(bytes: Buffer, charset: string): string[] {
  const escaped = [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`);
  const pieces: string[] = [];
  for (let at = 0; at < escaped.length; at += 18) pieces.push(escaped.slice(at, at + 18).join(''));
  pieces[0] = `${charset}''${pieces[0] ?? ''}`;
  return pieces;
}

function toHeaderText(text: string, charset: string, bare: boolean): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  if (bare) return iconv.encode(text, charset).toString('latin1');
  // Words of at most 75 characters, never cut inside a character (RFC 2047 §5).
  const words: string[] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at += 16)
    words.push(toWord(iconv.encode(characters.slice(at, at + 16).join(''), charset), charset));
  return words.join('\r\n\t');
}

const toWord = (bytes: Buffer, charset: string): string => `=?${charset}?B?${bytes.toString('base64')}?=`;
const toLines = (text: string): string => text.replace(/.{76}(?=.)/g, '$&\r\n');
const toDate = (at: number): string => `${new Date(at + 8 * 3_600_000).toUTCString().replace(' GMT', '')} +0800`;
