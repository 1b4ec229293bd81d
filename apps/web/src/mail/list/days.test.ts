import type { MessageSummary } from '@hongyan/contract';
import { expect, test } from 'vitest';
import { spanOf, withDays } from './days.ts';

// A Friday.
const now = new Date(2026, 10, 20, 14, 36);
const at = (...parts: [number, number, number, number?, number?]) => new Date(...(parts as [number, number, number]));

test('the head of a mail follows the calendar, not the hours that have passed', () => {
  expect(spanOf(at(2026, 10, 20, 0, 1), now).kind).toBe('today');
  expect(spanOf(at(2026, 10, 19, 23, 59), now).kind).toBe('yesterday');
  expect(spanOf(at(2026, 10, 16), now).kind).toBe('thisWeek');
  expect(spanOf(at(2026, 10, 15), now).kind).toBe('lastWeek');
  expect(spanOf(at(2026, 10, 9), now).kind).toBe('lastWeek');
  expect(spanOf(at(2026, 10, 8), now).kind).toBe('thisMonth');
  expect(spanOf(at(2026, 9, 31), now).kind).toBe('month');
  expect(spanOf(at(2025, 10, 20), now).kind).toBe('month');
});

test('a clock that is ahead does not put mail into the future', () => {
  expect(spanOf(at(2026, 10, 21, 3), now).kind).toBe('today');
});

test('each group knows its first and last row', () => {
  const mail = (id: string, date: Date) => ({ id, receivedAt: date.toISOString() }) as MessageSummary;
  const rows = withDays(
    [mail('a', at(2026, 10, 20, 9)), mail('b', at(2026, 10, 20, 8)), mail('c', at(2026, 10, 19, 8))],
    now,
  );
  expect(
    rows.map((row) =>
      row.kind === 'day' ? row.key : `${row.key}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`,
    ),
  ).toEqual(['today', 'a first', 'b last', 'yesterday', 'c first last']);
});
