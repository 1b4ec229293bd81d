/** DingTalk's markdown subset (dingtalk-api.md §3.3): headings, quotes, lists, bold, italic, links, pictures. Raw HTML stays text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'quote' | 'text'; readonly spans: readonly Span[] }
  | { readonly kind: 'item'; readonly mark: string; readonly spans: readonly Span[] };

export type Span =
  | { readonly kind: 'text' | 'bold' | 'italic'; readonly text: string }
  | { readonly kind: 'link' | 'image'; readonly text: string; readonly url: string };

/** One line, one block: a line break is a line break here. */
export const readMarkdown = (markdown: string): readonly Block[] =>
  markdown
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine);

function readLine(line: string): Block {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return { kind: 'heading', level: heading[1]!.length, spans: readSpans(heading[2]!) };
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote) return { kind: 'quote', spans: readSpans(quote[1]!) };
  const item = /^([-*+]|\d{1,3}\.)\s+(.*)$/.exec(line);
  if (item) return { kind: 'item', mark: /\d/.test(item[1]!) ? item[1]! : '•', spans: readSpans(item[2]!) };
  return { kind: 'text', spans: readSpans(line) };
}

const span = /!\[([^\]]*)\]\(([^)\s]+)\)|\[([^\]]*)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*/g;

function readSpans(line: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const found of line.matchAll(span)) {
    if (found.index > from) spans.push({ kind: 'text', text: line.slice(from, found.index) });
    const [whole, alt, source, words, address, bold, italic] = found;
    if (source !== undefined) spans.push({ kind: 'image', text: alt ?? '', url: source });
    else if (address !== undefined) spans.push({ kind: 'link', text: words || address, url: address });
    else if (bold !== undefined) spans.push({ kind: 'bold', text: bold });
    else spans.push({ kind: 'italic', text: italic ?? '' });
    from = found.index + whole.length;
  }
  if (from < line.length) spans.push({ kind: 'text', text: line.slice(from) });
  return spans;
}
