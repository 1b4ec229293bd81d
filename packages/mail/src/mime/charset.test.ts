import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeText } from './charset.ts';

const sentences = [
  '关于第三季度销售报价单的回复，请查收附件。',
  '您好，会议改到周五下午三点，地点不变。谢谢！',
  '测试',
  '張先生您好，附件是本季度的報價單，請查收。謝謝',
];
const encode = (text: string, charset: string) => iconv.encode(text, charset);

test.each(sentences)('%s is read in every charset with its label', (text) => {
  for (const charset of ['utf-8', 'gb18030']) expect(decodeText(encode(text, charset), charset)).toBe(text);
});

test.each(sentences)('%s is read from UTF-8 and GB18030 without a label, or with an empty one', (text) => {
  for (const label of [undefined, '', 'us-ascii', 'unknown-8bit', 'x-unknown', '"default"']) {
    for (const charset of ['utf-8', 'gb18030']) expect(decodeText(encode(text, charset), label)).toBe(text);
  }
});

test('Big5 without a label is told from GB18030', () => {
  for (const text of ['張先生您好，附件是本季度的報價單，請查收。', '關於會議時間的變更通知', '您好']) {
    expect(decodeText(encode(text, 'big5'))).toBe(text);
    expect(decodeText(encode(text, 'big5'), 'big5')).toBe(text);
  }
});

test.each(['gb2312', 'GBK', 'cp936', 'x-gbk', 'ms936', 'gb_2312-80', ' "GB2312" '])('%s means GB18030', (label) => {
  const text = '朱镕基、喆、㐀𠀀€';
  expect(decodeText(encode(text, 'gb18030'), label)).toBe(text);
});

test('a label that lies is not believed', () => {
  for (const text of sentences) {
    expect(decodeText(encode(text, 'utf-8'), 'gb2312')).toBe(text);
    expect(decodeText(encode(text, 'gb18030'), 'utf-8')).toBe(text);
    expect(decodeText(encode(text, 'gb18030'), 'no-such-charset')).toBe(text);
  }
});

test('HZ and UTF-7, which Node does not know, are read', () => {
  expect(decodeText(Buffer.from('hi ~{<:Ky2;S{~} ~~ ~{#,~}.'), 'hz-gb-2312')).toBe('hi 己所不欲 ~ ，.');
  expect(decodeText(Buffer.from('Hi Mom -+Jjo--!'), 'utf-7')).toBe('Hi Mom -☺-!');
  expect(decodeText(encode('日本語メール', 'shift_jis'), 'shift_jis')).toBe('日本語メール');
});

test('western text stays western', () => {
  for (const text of ['Café crème à Genève', 'Müller & Söhne, Straße', 'naïve façade']) {
    expect(decodeText(encode(text, 'latin1'))).toBe(text);
    expect(decodeText(encode(text, 'latin1'), 'iso-8859-1')).toBe(text);
  }
});

test('text that was cut inside a character keeps all the rest', () => {
  const cut = encode('请查收附件中的报价单', 'utf-8').subarray(0, -1);
  expect(decodeText(cut)).toBe('请查收附件中的报价\ufffd');
  expect(decodeText(cut, 'utf-8')).toBe('请查收附件中的报价\ufffd');
});
