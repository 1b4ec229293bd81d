import { describe, expect, test } from 'vitest';
import { fold, toPieces, toQueryPieces, toTerms } from './search-words.ts';

const found = (text: string, query: string): boolean => {
  const pieces = toPieces(fold(text));
  return toTerms(query).every((term) => [...toQueryPieces(term)].every((piece) => pieces.has(piece)));
};

describe('the pieces that search is made of', () => {
  test.each([
    ['关于光学镜组的报价', '镜组'],
    ['关于光学镜组的报价', '学'],
    ['Invoice No. 2026-11', 'voice'],
    ['ＩＮＶＯＩＣＥ', 'invoice'],
    ['𠮷野家订单', '𠮷野'],
    ['shen.zhixia@ccjy.example', 'zhixia@ccjy'],
  ])('every substring of %s is a candidate: %s', (text, query) => {
    expect(found(text, query)).toBe(true);
  });

  test('text without the pair is no candidate', () => {
    expect(found('光学镜组', '组镜')).toBe(false);
  });

  test('a single letter narrows nothing and so excludes nothing', () => {
    expect(toQueryPieces('a').size).toBe(0);
  });
});
