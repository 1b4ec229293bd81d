import { describe, expect, test } from 'vitest';
import { flagField, idField, numberField, numbersField, textsField, userIdsField } from './fields.ts';

describe('a value is read as the platform may print it', () => {
  test('numbers and truth also as text, lists also as the text of one', () => {
    expect(numberField({ dept_id: '37001' }, 'dept_id')).toBe(37001);
    expect(numberField({ DeptId: 37001 }, 'dept_id')).toBe(37001);
    expect(flagField({ sys: 'true' }, 'sys')).toBe(true);
    expect(flagField({ sys: 1 }, 'sys')).toBe(true);
    expect(numbersField({ dept_id_list: '[2,3,4]' }, 'dept_id_list')).toEqual([2, 3, 4]);
    expect(numbersField({ dept_id_list: ['2', 3] }, 'dept_id_list')).toEqual([2, 3]);
    expect(userIdsField({ userid_list: '["a", "b"]' }, 'userid_list')).toEqual(['a', 'b']);
    expect(idField({ userid: 4711 }, 'userid')).toBe('4711');
  });

  test.each([[[]], [[0]], [{}], [null], [true], [''], [' '], ['0x10'], ['1e3'], [1.5]])('%j is no number', (value) => {
    expect(numberField({ contact_type: value }, 'contact_type')).toBeUndefined();
  });

  test('an id that JSON has rounded names nobody', () => {
    const rounded = JSON.parse('{"userid":176318668975061513}') as Record<string, unknown>;
    expect(idField(rounded, 'userid')).toBeUndefined();
    expect(textsField({ list: [rounded.userid, 'a'] }, 'list')).toEqual(['a']);
  });

  test('what cannot be printed is nothing, and never a reason to throw', () => {
    const odd = { toString: 1, valueOf: 1 };
    expect([flagField({ a: odd }, 'a'), flagField({ a: [true] }, 'a')]).toEqual([false, false]);
    expect([idField({ a: odd }, 'a'), numberField({ a: odd }, 'a')]).toEqual([undefined, undefined]);
    expect([textsField({ a: [odd, null, 'x'] }, 'a'), numbersField({ a: [odd, null, []] }, 'a')]).toEqual([['x'], []]);
  });
});
