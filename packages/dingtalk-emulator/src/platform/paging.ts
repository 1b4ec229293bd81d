import { type CallContext, type CallOutcome, integer, says } from './call.ts';
import { flat } from './errors.ts';
import { rules } from './rules.ts';

/** Which part of a list a call wants (dingtalk-api.md §5.3). */
export interface Page {
  readonly cursor: number;
  readonly size: number;
}

export function readPage({ body }: CallContext): Page | { readonly refusal: CallOutcome } {
  const cursor = integer(body.cursor);
  const size = integer(body.size);
  const name = cursor === undefined || cursor < 0 || cursor > 100_000 ? 'cursor' : 'size';
  if (name === 'size' && size !== undefined && size >= 1 && size <= 100) return { cursor: cursor!, size };
  const answer = flat(40035, `不合法的参数：${name}`);
  return { refusal: { answer, about: says(`${name} 不对`, `A wrong ${name}`), rule: rules.paging } };
}

/** One page of it; `next_cursor` stands there while there is more. */
export function cut<T, R>(all: readonly T[], { cursor, size }: Page, present: (one: T, place: number) => R) {
  const end = cursor + size;
  const list = all.slice(cursor, end).map((one, at) => present(one, cursor + at));
  return end < all.length ? { has_more: true, next_cursor: end, list } : { has_more: false, list };
}
