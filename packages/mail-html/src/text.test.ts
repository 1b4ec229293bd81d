import { expect, test } from 'vitest';
import { htmlOfText } from './html-of-text.ts';
import { linkify } from './linkify.ts';
import { textOfHtml } from './text.ts';

test.each([
  ['<p>一</p><p>二</p>', '一\n\n二'],
  ['a<br>b<div>c</div>d', 'a\nb\nc\nd'],
  ['<ul><li>a<li>b</ul>', '- a\n- b'],
  ['<table><tr><td>a<td>b<tr><td>c<td>d</table>', 'a\tb\nc\td'],
  ['<pre>a\n  b</pre>', 'a\n  b'],
  ['<p>x<span style="font-size:0">暗</span><i hidden>暗</i><b style="opacity:0;">暗</b></p>', 'x'],
  ['<style>p{}</style><script>1</script><title>t</title>x', 'x'],
  ['<img alt="图">&nbsp;x', '图 x'],
  ['您好&#8203;\u200c', '您好\u200c'],
])('reads %s', (html, text) => {
  expect(textOfHtml(html).trim()).toBe(text.trim());
});

test.each([
  ['见https://a.example/b，谢谢', 'https://a.example/b'],
  ['(https://a.example/b_(c)).', 'https://a.example/b_(c)'],
  ['请看 www.a.example/x?y=1。', 'https://www.a.example/x?y=1'],
  ['写信给 li.lei@ccjy.example。', 'mailto:li.lei@ccjy.example'],
  ['"http://a.example/<b>"', 'http://a.example/'],
])('finds the link in %s', (text, href) => {
  expect(
    linkify(text)
      .filter((segment) => segment.kind === 'link')
      .map((segment) => segment.href),
  ).toEqual([href]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'ftp://a.example',
  'https://',
  'a@b',
  'jAvascript://%0aalert(1)',
])('makes no link of %s', (text) => {
  expect(linkify(text).some((segment) => segment.kind === 'link')).toBe(false);
});

test('the segments are the whole text again', () => {
  const text = '一 https://a.example 二 b@c.example 三';
  expect(
    linkify(text)
      .map((segment) => segment.text)
      .join(''),
  ).toBe(text);
});

test('text as HTML is escaped and keeps lines and spaces', () => {
  expect(htmlOfText('<b> & "x"\r\n  y')).toBe('&lt;b&gt; &amp; &quot;x&quot;<br>\n&nbsp; y');
});
