import { cutToBytes, cutToLength, jsonBytes, showable } from './cut.ts';
import type { OaCard } from './message/types.ts';

/** The whole `msg` object, as UTF-8 (dingtalk-api.md §3.1). */
export const maxMessageBytes = 2048;
/** A longer title is answered with 45002 (§3.3). */
const maxTitle = 64;
/** Three lines are shown (§3.3); more only takes bytes from the rest. */
const maxContent = 300;
const maxRows = 6;

type Draft = {
  headText: string;
  title: string;
  rows: { key: string; value: string }[];
  content: string;
  author: string;
};

/**
 * The JSON text of an OA message, never above 2,048 bytes: the content is shortened first, then the title, then the rest.
 * The same card gives the same bytes. Throws RangeError only when the links alone leave no room.
 */
export function buildOaMessage(card: OaCard): string {
  const draft: Draft = {
    headText: cutToLength(showable(card.headText), 20),
    title: cutToLength(showable(card.title).replaceAll('\n', ' '), maxTitle),
    rows: card.form.slice(0, maxRows).map(({ key, value }) => ({ key: showable(key), value: showable(value) })),
    content: cutToLength(showable(card.content ?? ''), maxContent),
    author: cutToLength(showable(card.author ?? ''), 40),
  };
  for (const slot of slots(draft)) {
    const over = Buffer.byteLength(write(card, draft)) - maxMessageBytes;
    if (over <= 0) break;
    const text = slot.get();
    slot.set(cutToBytes(text, Math.max(slot.least, jsonBytes(text) - over)));
  }
  const message = write(card, draft);
  if (Buffer.byteLength(message) > maxMessageBytes)
    throw new RangeError('the links of an OA card leave no room for it');
  return message;
}

interface Slot {
  get(): string;
  set(text: string): void;
  /** Bytes that are kept while something after it can still give way. */
  readonly least: number;
}

/** What is shortened, in this order. */
function slots(draft: Draft): Slot[] {
  return [
    slot(draft, 'content'),
    slot(draft, 'title', 60),
    ...draft.rows.map((row) => slot(row, 'value', 60)),
    slot(draft, 'author'),
    ...draft.rows.toReversed().flatMap((row) => [slot(row, 'value'), slot(row, 'key')]),
    slot(draft, 'title'),
    slot(draft, 'headText'),
  ];
}

function slot<K extends string>(owner: Record<K, string>, name: K, least = 0): Slot {
  return {
    get: () => owner[name],
    set: (text) => {
      owner[name] = text;
    },
    least,
  };
}

function write(card: OaCard, draft: Draft): string {
  const rows = draft.rows.filter(({ key, value }) => key !== '' && value !== '');
  return JSON.stringify({
    msgtype: 'oa',
    oa: {
      message_url: card.messageUrl,
      pc_message_url: card.pcMessageUrl,
      head: { bgcolor: 'FF0070D1', text: draft.headText },
      ...(card.status ? { status_bar: { status_value: card.status.value, status_bg: card.status.background } } : {}),
      body: {
        ...(draft.title ? { title: draft.title } : {}),
        ...(rows.length > 0 ? { form: rows } : {}),
        ...(card.rich ? { rich: card.rich } : {}),
        ...(draft.content ? { content: draft.content } : {}),
        ...(card.image ? { image: card.image } : {}),
        ...(card.fileCount === undefined ? {} : { file_count: String(card.fileCount) }),
        ...(draft.author ? { author: draft.author } : {}),
      },
    },
  });
}
