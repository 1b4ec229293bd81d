import type { MessageSummary } from '@hongyan/contract';
import { daysBetween } from '../../i18n/dates.ts';

/** Under which head a mail stands. */
export type Span =
  | { readonly kind: 'today' | 'yesterday' | 'thisWeek' | 'lastWeek' | 'thisMonth' }
  | { readonly kind: 'month'; readonly date: Date };

/** The head of a mail received at `date`. A week begins on Monday. */
export function spanOf(date: Date, now: Date): Span {
  const days = daysBetween(date, now);
  if (days <= 0) return { kind: 'today' };
  if (days === 1) return { kind: 'yesterday' };
  const weekday = (now.getDay() + 6) % 7;
  if (days <= weekday) return { kind: 'thisWeek' };
  if (days <= weekday + 7) return { kind: 'lastWeek' };
  if (date.getMonth() === now.getMonth() && date.getFullYear() === now.getFullYear()) return { kind: 'thisMonth' };
  return { kind: 'month', date };
}

export type ListRow =
  | { readonly kind: 'day'; readonly key: string; readonly span: Span }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageSummary;
      readonly index: number;
      /** First and last of a white group carry its corners. */
      readonly first: boolean;
      readonly last: boolean;
    };

/** The list with its heads, in the order of drawing. */
export function withDays(messages: readonly MessageSummary[], now: Date): readonly ListRow[] {
  const rows: ListRow[] = [];
  let before = '';
  messages.forEach((message, index) => {
    const span = spanOf(new Date(message.receivedAt), now);
    const key = span.kind === 'month' ? `month ${span.date.getFullYear()}-${span.date.getMonth()}` : span.kind;
    const first = key !== before;
    if (first) rows.push({ kind: 'day', key, span });
    before = key;
    rows.push({ kind: 'message', key: message.id, message, index, first, last: false });
  });
  return rows.map((row, at) => {
    const next = rows[at + 1];
    return row.kind === 'message' && (!next || next.kind === 'day') ? { ...row, last: true } : row;
  });
}
