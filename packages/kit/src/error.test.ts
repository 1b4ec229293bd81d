import { expect, test } from 'vitest';
import { AppError, errorCodes, toAppError } from './error.ts';

test('every code says in both languages what stopped', () => {
  for (const [code, { what }] of Object.entries(errorCodes)) {
    expect(what.zh, code).toMatch(/[。]$/);
    expect(what.en, code).toMatch(/[.]$/);
  }
});

test('what nobody foresaw becomes an internal error that shows nothing of its cause', () => {
  const error = toAppError(new Error('password=hunter2'));
  expect(error.code).toBe('internal.error');
  expect(error.message).not.toContain('hunter2');
  expect((error.cause as Error).message).toBe('password=hunter2');
});

test('an error of ours passes as it is', () => {
  const error = new AppError('mail.gone', { detail: 'x' });
  expect(toAppError(error)).toBe(error);
  expect(error.status).toBe(410);
});
