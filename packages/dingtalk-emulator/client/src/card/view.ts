import type { FeedCard } from '../../../src/model.ts';

/** Where a press leads, on either device; a link of one form only is the same on both. */
export interface CardLink {
  readonly phone: string;
  readonly pc: string;
}

/** The parts of a message that DingTalk draws (dingtalk-api.md §3.3). A message comes from outside: nothing is taken for granted. */
export interface CardView {
  readonly kind: 'oa' | 'text' | 'image' | 'voice' | 'file' | 'link' | 'markdown' | 'action_card' | 'unknown';
  readonly title: string;
  readonly rows: readonly { readonly key: string; readonly value: string }[];
  readonly rich: { readonly num: string; readonly unit: string } | undefined;
  /** Plain text, or markdown for the two kinds that have it. */
  readonly content: string;
  readonly author: string;
  readonly files: string;
  /** An uploaded file, or a picture. */
  readonly mediaId: string;
  readonly seconds: string;
  readonly link: CardLink | undefined;
  readonly buttons: readonly { readonly title: string; readonly link: CardLink }[];
  readonly sideBySide: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const bare: CardView = {
  kind: 'unknown',
  title: '',
  rows: [],
  rich: undefined,
  content: '',
  author: '',
  files: '',
  mediaId: '',
  seconds: '',
  link: undefined,
  buttons: [],
  sideBySide: false,
};

export function viewCard({ msg }: FeedCard): CardView {
  const part = fields(msg[msg.msgtype]);
  switch (msg.msgtype) {
    case 'oa':
      return viewOa(part);
    case 'text':
      return { ...bare, kind: 'text', content: text(part.content) };
    case 'image':
    case 'file':
      return { ...bare, kind: msg.msgtype, mediaId: text(part.media_id) };
    case 'voice':
      return { ...bare, kind: 'voice', mediaId: text(part.media_id), seconds: text(part.duration) };
    case 'link':
      return {
        ...bare,
        kind: 'link',
        title: text(part.title),
        content: text(part.text),
        mediaId: text(part.picUrl),
        link: both(text(part.messageUrl)),
      };
    case 'markdown':
      return { ...bare, kind: 'markdown', title: text(part.title), content: text(part.text) };
    case 'action_card':
      return viewActionCard(part);
    default:
      return bare;
  }
}

function viewOa(part: Fields): CardView {
  const body = fields(part.body);
  const rich = fields(body.rich);
  const phone = text(part.message_url);
  return {
    ...bare,
    kind: 'oa',
    title: text(body.title),
    // More than six rows are not shown (dingtalk-api.md §3.3).
    rows: list(body.form)
      .slice(0, 6)
      .map((row) => ({ key: text(row.key), value: text(row.value) })),
    rich: text(rich.num) ? { num: text(rich.num), unit: text(rich.unit) } : undefined,
    content: text(body.content),
    author: text(body.author),
    files: text(body.file_count),
    mediaId: text(body.image),
    link: phone === '' ? undefined : { phone, pc: text(part.pc_message_url) || phone },
  };
}

/** One button over the whole card, or several of their own; `btn_orientation` 1 puts them side by side. */
function viewActionCard(part: Fields): CardView {
  const single = text(part.single_title);
  const buttons = single
    ? [{ title: single, link: both(text(part.single_url)) }]
    : list(part.btn_json_list).map((one) => ({ title: text(one.title), link: both(text(one.action_url)) }));
  return {
    ...bare,
    kind: 'action_card',
    title: text(part.title),
    content: text(part.markdown),
    buttons: buttons.flatMap(({ title, link }) => (link ? [{ title, link }] : [])),
    sideBySide: text(part.btn_orientation) === '1',
  };
}

/** What the list of conversations and the phone's announcement say of a message. */
export function previewOf(view: CardView, at: 0 | 1): string {
  const words = { image: ['[图片]', '[Image]'], voice: ['[语音]', '[Voice]'], file: ['[文件]', '[File]'] } as const;
  if (view.kind === 'image' || view.kind === 'voice' || view.kind === 'file') return words[view.kind][at];
  return view.title || view.content;
}

/** `0xFF0070D1` as a colour of a page; DingTalk's own grey for anything else. */
export function barColour(argb: string): string {
  const hex = /^(?:0x)?[0-9a-f]{2}([0-9a-f]{6})$/i.exec(argb)?.[1];
  return hex ? `#${hex}` : '#646b72';
}

const both = (url: string): CardLink | undefined => (url === '' ? undefined : { phone: url, pc: url });
const fields = (value: unknown): Fields => (value !== null && typeof value === 'object' ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A list, or the list inside a JSON string, as form bodies have it. */
function list(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.map(fields);
  if (typeof value !== 'string') return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.map(fields) : [];
  } catch {
    return [];
  }
}
