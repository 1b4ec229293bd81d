/** Hostile HTML mail in, safe HTML and a list of what was blocked out. Pure: no network, no files, no clock. */
export { htmlOfText } from './html-of-text.ts';
export { linkify, type Segment } from './linkify.ts';
export { textOfHtml } from './text.ts';
export type { Washed, WashOptions } from './types.ts';
export { washHtml } from './wash.ts';
