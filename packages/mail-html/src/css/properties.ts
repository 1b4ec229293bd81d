/** Properties that a mail may set: they dress its own boxes and reach nothing outside. No position, content, transform, animation. */
const allowed = new Set(
  `align-content align-items align-self aspect-ratio
  background background-clip background-color background-image background-origin background-position background-repeat background-size
  border border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width
  border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius border-right
  border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color
  border-top-left-radius border-top-right-radius border-top-style border-top-width border-width box-shadow box-sizing
  caption-side clear color color-scheme column-gap direction display empty-cells flex flex-basis flex-direction flex-flow flex-grow
  flex-shrink flex-wrap float font font-family font-size font-stretch font-style font-variant font-weight gap height hyphens
  justify-content letter-spacing line-break line-height list-style list-style-position list-style-type margin margin-bottom
  margin-inline-end margin-inline-start margin-left margin-right margin-top max-height max-width min-height min-width object-fit
  opacity order outline outline-color outline-style outline-width overflow overflow-wrap overflow-x overflow-y padding
  padding-bottom padding-left padding-right padding-top row-gap tab-size table-layout text-align text-align-last text-decoration
  text-decoration-color text-decoration-line text-decoration-style text-emphasis text-indent text-justify text-overflow
  text-shadow text-size-adjust -webkit-text-size-adjust text-transform unicode-bidi vertical-align visibility white-space width
  word-break word-spacing word-wrap writing-mode`.split(/\s+/),
);

/** May the mail set this property? */
export const isAllowedProperty = (name: string): boolean => allowed.has(name);

/** Functions without an address in them. `var` and `env` are missing because they carry values past this list. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla calc min max clamp linear-gradient radial-gradient repeating-linear-gradient'.split(' '),
);

/** May an address stand in this property? Everywhere else one is only a way to call out. */
export const mayHoldImage = (name: string): boolean => name === 'background' || name === 'background-image';
