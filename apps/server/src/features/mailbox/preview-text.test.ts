import { describe, expect, test } from 'vitest';
import { previewOf } from './preview-text.ts';

const decode = (bytes: Uint8Array, charset?: string) => new TextDecoder(charset || 'utf-8').decode(bytes);
const preview = (header: string, text: string | Buffer) =>
  previewOf({ header: Buffer.from(header), text: Buffer.from(text) }, decode);

const alternative = [
  '--a1',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  `${Buffer.from('各位好，附件是最新版合同，请在周五前回复。').toString('base64')}`,
  '--a1',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>HTML</p>',
  '--a1--',
].join('\r\n');

describe('preview of a mail whose end is missing', () => {
  test('takes the plain part of an alternative', () => {
    expect(preview('Content-Type: multipart/alternative; boundary="a1"\r\n\r\n', alternative)).toBe(
      '各位好，附件是最新版合同，请在周五前回复。',
    );
  });

  test('drops a character that the cut has split', () => {
    const cut = alternative.slice(0, alternative.indexOf('--a1', 10) - 20);
    const text = preview('Content-Type: multipart/alternative; boundary=a1\r\n\r\n', cut);
    expect(text.startsWith('各位好，附件是')).toBe(true);
    expect(text).not.toContain('\uFFFD');
  });

  test('finds the text inside nested parts', () => {
    const nested = `--out\r\nContent-Type: multipart/alternative;\r\n boundary=a1\r\n\r\n${alternative}\r\n--out--`;
    expect(preview('Content-Type: multipart/mixed; boundary=out\r\n\r\n', nested)).toContain('各位好');
  });

  test('reads HTML as a person does when there is no plain part', () => {
    expect(
      preview('Content-Type: text/html; charset=utf-8\r\n\r\n', '<style>p{}</style><p>你好&nbsp;<b>世界</b></p>'),
    ).toBe('你好 世界');
  });

  test('decodes quoted-printable in the charset of the part', () => {
    const header = 'Content-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
    expect(preview(header, '=C4=E3=\r\n=BA=C3')).toBe('你好');
  });

  test('says nothing for a mail that is only an attachment', () => {
    expect(preview('Content-Type: application/pdf\r\n\r\n', '%PDF')).toBe('');
  });
});
