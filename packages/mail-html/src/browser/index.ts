/** The second wash, in the engine that will render: nothing here knows the server's washer. */
export { linkify, type Segment } from '../linkify.ts';
export { purifyPaste } from './paste.ts';
export { purify } from './purify.ts';
