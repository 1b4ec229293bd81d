const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const ellipsis = '…';

/** How many UTF-8 bytes this text takes inside a JSON string, without its quotes. */
export const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/** The text, or its beginning and `…`, in at most `bytes` of JSON; no visible character is cut in two. Empty when nothing fits. */
export function cutToBytes(text: string, bytes: number): string {
  if (jsonBytes(text) <= bytes) return text;
  const room = bytes - jsonBytes(ellipsis);
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    used += jsonBytes(segment);
    if (used > room) break;
    end = index + segment.length;
  }
  const kept = text.slice(0, end).trimEnd();
  return kept === '' ? '' : kept + ellipsis;
}

/** The text, or its beginning and `…`, in at most `units` UTF-16 units. */
export function cutToLength(text: string, units: number): string {
  if (text.length <= units) return text;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, units + 1))) {
    if (index + segment.length > units - 1) break;
    end = index + segment.length;
  }
  const kept = text.slice(0, end).trimEnd();
  return kept === '' ? '' : kept + ellipsis;
}

/** Text fit to be shown: no lone surrogates, no control characters, nothing that turns the reading direction around. */
export const showable = (text: string): string =>
  text
    .slice(0, 4096)
    .toWellFormed()
    .replace(/[ \u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
