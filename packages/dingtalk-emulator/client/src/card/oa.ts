import type { FeedCard } from '../../../src/model.ts';

/** The parts of a message that DingTalk draws, whatever its kind; a message comes from outside, so nothing is taken for granted. */
export interface CardView {
  readonly title: string;
  readonly rows: readonly { readonly key: string; readonly value: string }[];
  readonly rich: { readonly num: string; readonly unit: string } | undefined;
  readonly content: string;
  readonly author: string;
  readonly files: string;
  readonly phoneUrl: string;
  readonly pcUrl: string;
}

type Fields = Readonly<Record<string, unknown>>;

export function viewCard({ msg }: FeedCard): CardView {
  const part = fields(msg[msg.msgtype]);
  if (msg.msgtype !== 'oa') return plainView(part);
  const body = fields(part.body);
  const rich = fields(body.rich);
  const phoneUrl = text(part.message_url);
  return {
    title: text(body.title),
    // More than six rows are not shown (dingtalk-api.md §3.3).
    rows: (Array.isArray(body.form) ? body.form : [])
      .slice(0, 6)
      .map(fields)
      .map((row) => ({ key: text(row.key), value: text(row.value) })),
    rich: text(rich.num) ? { num: text(rich.num), unit: text(rich.unit) } : undefined,
    content: text(body.content),
    author: text(body.author),
    files: text(body.file_count),
    phoneUrl,
    pcUrl: text(part.pc_message_url) || phoneUrl,
  };
}

/** Text, markdown, link and action cards: a title, a text and one address. */
function plainView(part: Fields): CardView {
  const url = text(part.messageUrl) || text(part.single_url);
  return {
    title: text(part.title),
    rows: [],
    rich: undefined,
    content: text(part.content) || text(part.text) || text(part.markdown),
    author: '',
    files: '',
    phoneUrl: url,
    pcUrl: url,
  };
}

/** `0xFF0070D1` as a colour of a page; DingTalk's own grey for anything else. */
export function barColour(argb: string): string {
  const hex = /^(?:0x)?[0-9a-f]{2}([0-9a-f]{6})$/i.exec(argb)?.[1];
  return hex ? `#${hex}` : '#646b72';
}

const fields = (value: unknown): Fields => (value !== null && typeof value === 'object' ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
