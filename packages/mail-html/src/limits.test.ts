import { isAppError } from '@hongyan/kit';
import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import { textOfHtml } from './text.ts';
import { washHtml } from './wash.ts';

const options = { inlineImage: () => undefined, remoteImage: () => undefined };
const codeOf = (html: string): string => {
  try {
    washHtml(html, options);
    return 'washed';
  } catch (thrown) {
    return isAppError(thrown) ? thrown.code : 'other';
  }
};

test.each([
  ['too long', 'x'.repeat(limits.characters + 1)],
  ['nested too deep', '<div>'.repeat(100_000)],
  ['nested too deep in formatting', Array.from({ length: 2_000 }, (_, index) => `<font size=${index}>`).join('<p>')],
  ['of too many elements', '<br>'.repeat(limits.elements + 1)],
  ['of too many attributes', `<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}`).join(' ')}>`],
])('a mail %s is refused as too complex, and its text can still be had', (_, html) => {
  expect(codeOf(html)).toBe('mail.too_complex');
  expect(textOfHtml(`${html}<p>正文`)).toEqual(expect.any(String));
});

test('brackets without end in CSS cost the style, not the mail', () => {
  expect(washHtml(`<p style="width:${'('.repeat(8_000)}">x</p>`, options).html).toBe('<p>x</p>');
  expect(washHtml(`<style>p{width:${'calc('.repeat(40_000)}</style><p>x</p>`, options).html).toBe('<p>x</p>');
});

test('a long chain of quoted replies is not too complex', () => {
  expect(codeOf(`${'<blockquote><div>'.repeat(90)}x`)).toBe('washed');
});

test('the text of a mail past the limits keeps its words', () => {
  expect(textOfHtml(`${'<div>'.repeat(1_000)}您好<br>世界`)).toBe('您好\n世界');
});
