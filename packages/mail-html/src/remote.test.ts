import { expect, test } from 'vitest';
import { findFaults } from './fixtures/inspect.ts';
import { remoteVectors } from './fixtures/remote-vectors.ts';
import { washHtml } from './wash.ts';

const vectors = remoteVectors('tracker.example');
const wash = (html: string) =>
  washHtml(html, { inlineImage: (id) => `/own/${encodeURIComponent(id)}`, remoteImage: () => undefined });

test('there are at least 120 ways to call out in the set', () => {
  expect(new Set(vectors).size).toBeGreaterThanOrEqual(120);
});

test.each(vectors)('no remote reference remains of %s', (vector) => {
  expect(findFaults(wash(vector).html)).toEqual([]);
});

test('the inspector itself sees the references in unwashed mail', () => {
  expect(vectors.filter((vector) => findFaults(vector).length > 0).length).toBeGreaterThan(vectors.length * 0.8);
});

test('a blocked image is counted and leaves a box of its size', () => {
  const { html, blockedImages } = wash('<img src="http://a.example/x.png" width="600" height="200" alt="图">');
  expect(blockedImages).toBe(1);
  expect(html).toContain('data-blocked="600 × 200"');
  expect(html).toContain('width:600px;height:200px');
  expect(html).toContain('aria-label="图"');
});

test('a counting pixel is counted and leaves nothing', () => {
  expect(wash('a<img src="http://a.example/x.gif" width=1 height=1>')).toMatchObject({ html: 'a', blockedImages: 1 });
});

test('backgrounds count as images too', () => {
  const mail =
    '<table background="http://a.example/1"><tr><td style="background:#fff url(http://a.example/2) no-repeat">x</table>';
  expect(wash(mail).blockedImages).toBe(2);
});

test('shown images go through the given address and nowhere else', () => {
  const { html, blockedImages } = washHtml(
    '<img src="http://a.example/x.png"><p style="background:url(http://b.example/y)">x',
    {
      inlineImage: () => undefined,
      remoteImage: (url) => `/own/${Buffer.from(url).toString('base64url')}`,
    },
  );
  expect(blockedImages).toBe(0);
  expect(findFaults(html)).toEqual([]);
  expect(html.match(/\/own\//g)).toHaveLength(2);
});

test('an address from outside that would break out of its place is not used', () => {
  const { html } = washHtml('<p style="background:url(http://b.example/y)">x</p><img src="http://a.example/x.png">', {
    inlineImage: () => undefined,
    remoteImage: () => '/own/x") url(http://c.example',
  });
  expect(findFaults(html)).toEqual([]);
});
