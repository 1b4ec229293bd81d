import { expect, test } from 'vitest';
import { newId, parseCorpId, parseUuid, randomToken } from './ids.ts';

test('ids sort by the moment they were made', () => {
  const ids = [3_000, 1_000, 2_000].map((now) => newId<string>(now));
  expect([...ids].sort()).toEqual([ids[1], ids[2], ids[0]]);
});

test('an id is a uuid of version 7', () => {
  expect(newId<string>()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('what is no uuid is refused', () => {
  for (const text of ['', 'x', `${newId<string>()} `, newId<string>().toUpperCase(), "' or 1=1 --"]) {
    expect(parseUuid(text)).toBeUndefined();
  }
});

test('a corp id has letters, digits, dash and underscore only', () => {
  expect(parseCorpId('dingcorp01')).toBe('dingcorp01');
  for (const text of ['ding corp', 'ding\r\ncorp', '../etc', '', undefined, 7, 'd'.repeat(65)]) {
    expect(parseCorpId(text)).toBeUndefined();
  }
});

test('a token has the bits that were asked for', () => {
  expect(Buffer.from(randomToken(16), 'base64url').length).toBe(16);
  expect(randomToken()).not.toBe(randomToken());
});
