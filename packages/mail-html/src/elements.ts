const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Elements that stay. SVG and MathML are not among them on purpose: their attributes alone would be hundreds of rules. */
export const kept = names(`
  a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir
  div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p pre q rp rt ruby
  s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`);

/** Elements that go with everything inside them. Whatever stands in neither list goes alone, and its children stay. */
export const dropped = names(`
  applet audio base basefont bgsound canvas command datalist embed frame frameset head iframe input isindex keygen link math meta
  meter noembed noframes noscript object optgroup option output param plaintext portal progress script select slot source style
  svg template textarea title track video xmp`);

export const voids = names('br col hr img wbr');

/** Elements that stand on lines of their own in plain text. */
export const blocks = names(`
  address article aside blockquote caption center dd details dir div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
  header hr li main menu nav ol p pre section summary table tbody tfoot thead tr ul`);

const size = /^\d{1,4}(\.\d{1,3})?(px|%)?$/;
const integer = /^-?\d{1,5}$/;
const colour = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|[0-9a-f]{6}|rgba?\([\d.,%\s]{5,40}\))$/i;
const word = /^[a-z0-9 -]{1,40}$/i;
const language = /^[a-z0-9-]{1,35}$/i;
const phrase = /^[\s\S]{0,1000}$/;
const faces = /^[\p{L}\p{N}\s,'"_-]{1,200}$/u;

const everywhere: Readonly<Record<string, RegExp>> = {
  dir: /^(ltr|rtl|auto)$/i,
  lang: language,
  title: phrase,
  align: word,
  'aria-hidden': /^(true|false)$/,
  'aria-label': phrase,
  role: /^(presentation|none|img|article|heading|list|listitem|separator)$/,
};

const box = { width: size, height: size, bgcolor: colour, valign: word } as const;

const byElement: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  img: { alt: phrase, width: size, height: size, border: integer, hspace: integer, vspace: integer },
  table: { ...box, border: size, cellpadding: size, cellspacing: size, bordercolor: colour, rules: word, frame: word },
  thead: box,
  tbody: box,
  tfoot: box,
  tr: box,
  td: { ...box, colspan: integer, rowspan: integer, nowrap: word, scope: word, abbr: phrase },
  th: { ...box, colspan: integer, rowspan: integer, nowrap: word, scope: word, abbr: phrase },
  col: { ...box, span: integer },
  colgroup: { ...box, span: integer },
  font: { color: colour, size: /^[+-]?[1-7]$/, face: faces },
  hr: { width: size, size: integer, color: colour, noshade: word },
  ol: { start: integer, type: /^[1aAiI]$/, reversed: word },
  ul: { type: word },
  li: { value: integer, type: word },
  blockquote: { type: /^cite$/i },
  br: { clear: word },
  time: { datetime: /^[\d\-:+.TZPWHMSDY ]{1,40}$/ },
  details: { open: /^$|^open$/i },
  span: { 'data-blocked': /^(\d{1,5} × \d{1,5})?$/ },
};

/** The shape that an attribute's value must have, or undefined when the attribute may not stay. */
export const shapeOf = (element: string, name: string): RegExp | undefined =>
  (Object.hasOwn(byElement, element) && Object.hasOwn(byElement[element]!, name)
    ? byElement[element]![name]
    : undefined) ?? (Object.hasOwn(everywhere, name) ? everywhere[name] : undefined);
