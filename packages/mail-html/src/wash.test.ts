import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusFolder, corpusPayloads, hasCorpora } from './fixtures/corpus.ts';
import { findFaults } from './fixtures/inspect.ts';
import { officeReply, weekly } from './fixtures/newsletters.ts';
import { remoteVectors } from './fixtures/remote-vectors.ts';
import { washHtml } from './wash.ts';

const options = {
  inlineImage: (id: string) => `/own/${encodeURIComponent(id)}`,
  remoteImage: () => undefined,
  isOwn: (url: string) => url.startsWith('/own/'),
};
const wash = (html: string) => washHtml(html, options);

if (hasCorpora) {
  test('nothing that runs or loads remains of the public payloads', () => {
    const payloads = corpusPayloads();
    expect(payloads.length).toBeGreaterThan(700);
    const faulty = payloads.filter((payload) => findFaults(wash(payload).html).length > 0);
    expect(faulty).toEqual([]);
  });
} else {
  console.warn(`LEFT OUT: washing the public payloads, because ${corpusFolder} is absent`);
}

test('washing twice gives the same as washing once, for every vector and payload', () => {
  for (const payload of [...corpusPayloads(), ...remoteVectors('t.example'), weekly, officeReply]) {
    const once = wash(payload).html;
    expect(wash(once).html).toBe(once);
  }
});

test('washing twice gives the same as washing once, for generated nests of every kind of element', () => {
  const names =
    'a b p div table tr td form button select option svg math mtext mglyph style title template noscript li ul h1 font body pre textarea foreignObject desc annotation-xml caption col nobr'.split(
      ' ',
    );
  const token = fc.oneof(
    fc.constantFrom(...names).map((name) => `<${name}>`),
    fc.constantFrom(...names).map((name) => `</${name}>`),
    fc
      .constantFrom(...names)
      .map(
        (name) =>
          `<${name} id=x class="a b" style="color:red;background:url(http://t.example)" href=http://t.example bgcolor=red>`,
      ),
    fc.constantFrom(
      'x',
      ' ',
      '\n',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&amp;lt;',
      '<img src=x onerror=alert(1)>',
      '<img src="http://t.example" width=5 height=5>',
      '</p>',
      '</br>',
      '\u0000',
      '"',
      "'",
      'p{color:red}',
      '@media screen{b{color:blue}}',
    ),
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      const once = wash(tokens.join('')).html;
      expect(findFaults(once)).toEqual([]);
      expect(wash(once).html).toBe(once);
    }),
    { numRuns: 1500 },
  );
});

test('a Chinese newsletter keeps its look', () => {
  const { html, designed, blockedImages } = wash(weekly);
  expect(designed).toBe(true);
  expect(blockedImages).toBe(3);
  for (const part of [
    '.hy-wrap{width:640px;font-family:"微软雅黑","PingFang SC",Arial,sans-serif}',
    '@media only screen and (max-width:640px){.hy-wrap{width:100%!important}',
    '@media (prefers-color-scheme:dark){',
    '.hy-btn:hover{background-color:#0b3d66!important}',
    'color="#cc0000" size="4" face="宋体"',
    'border-bottom:2px solid #0b5394',
    'cellpadding="0"',
    'href="https://weekly.example/46?utm=a&amp;b=c"',
    'data-blocked="576 × 240"',
  ]) {
    expect(html).toContain(part);
  }
});

test('a hidden preheader stays hidden and out of the text', () => {
  const { html, text } = wash(weekly);
  expect(html).toContain('<div style="display:none;max-height:0;overflow:hidden">本期看点');
  expect(text).not.toContain('本期看点');
});

test('the black of an office program is no design', () => {
  expect(wash(officeReply).designed).toBe(false);
});

test.each([
  ['<p style="color:#cc0000">x', true],
  ['<table bgcolor="#eeeeee"><tr><td>x', true],
  ['<body bgcolor=white text=black>x', false],
  ['<p style="background:#fff none repeat scroll 0 0;color:rgb(51, 51, 51)">x', false],
  ['<style>.a{background:#123456}</style><p class=a>x', true],
  ['<font color="#0000ff">x</font>', false],
])('tells whether a mail brings colours of its own: %s', (html, designed) => {
  expect(wash(html).designed).toBe(designed);
});

test('a style sheet whose structure does not parse is dropped whole', () => {
  expect(wash('<style>p{color:red} } }} div{color:blue</style><p>x</p>').html).not.toContain('color:red} }');
});

test('names of the mail cannot meet names of ours', () => {
  expect(wash('<style>#app .x{color:red}</style><p id=app class="x y">z</p>').html).toBe(
    '<style>#hy-app .hy-x{color:red}</style><p id="hy-app" class="hy-x hy-y">z</p>',
  );
});

test('links keep only web, mail and telephone addresses and open apart', () => {
  expect(
    wash(
      '<a href="java\nscript:alert(1)">a</a><a href="https://例子.example/路">b</a><a href="mailto:a@b.example?subject=您 好">c</a>',
    ).html,
  ).toBe(
    '<a>a</a><a href="https://xn--fsqu00a.example/%E8%B7%AF" target="_blank" rel="noopener noreferrer">b</a>' +
      '<a href="mailto:a@b.example?subject=您%20好" target="_blank" rel="noopener noreferrer">c</a>',
  );
});

test('inline images that the mail shows are named', () => {
  const { html, usedContentIds } = wash('<img src="cid:logo%40x">');
  expect(html).toBe('<img src="/own/logo%40x">');
  expect([...usedContentIds]).toEqual(['logo@x']);
});

test('no box can be laid over the rest of the letter', () => {
  const { html } = wash(
    '<div style="position:fixed;top:0;z-index:9999;margin-left:-9999px;width:99999px;color:#333">x</div>',
  );
  expect(html).toBe('<div style="color:#333">x</div>');
});
