import { createHmac } from 'node:crypto';
import type { CorpId, MemberId, MessageId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import type { CorpVault } from '../../platform/vault/types.ts';
import { type ContentClaim, readClaim, signClaim } from './token.ts';

const keysOf = (key: string): CorpVault => ({
  seal: () => Buffer.alloc(0),
  open: () => Buffer.alloc(0),
  mac: (purpose, data) => createHmac('sha256', key).update(purpose).update('\0').update(data).digest(),
});
const keys = keysOf('k');
const claim: ContentClaim = {
  kind: 'attachment',
  corpId: 'dingtoken' as CorpId,
  memberId: '01890000-0000-7000-8000-000000000001' as MemberId,
  messageId: '01890000-0000-7000-8000-000000000002' as MessageId,
  what: '2',
  expires: 1_800_000_000,
};

describe('signed addresses', () => {
  test('prove what they say', () => {
    const read = readClaim(signClaim(keys, claim));
    expect(read?.claim).toEqual(claim);
    expect(read?.prove(keys)).toBe(true);
  });

  test('prove nothing under another corp’s key', () => {
    expect(readClaim(signClaim(keys, claim))?.prove(keysOf('other'))).toBe(false);
  });

  test('lose their proof with any change', () => {
    const [body, proof] = signClaim(keys, claim).split('.') as [string, string];
    const forged = Buffer.from(
      JSON.stringify([claim.kind, claim.corpId, claim.memberId, claim.messageId, '3', claim.expires]),
    ).toString('base64url');
    expect(readClaim(`${forged}.${proof}`)?.prove(keys)).toBe(false);
    expect(readClaim(`${body}.${proof.slice(0, -2)}`)?.prove(keys)).toBe(false);
    expect(readClaim(`${body}.AAAA`)?.prove(keys)).toBe(false);
  });

  test('are refused when they are not what we make', () => {
    const junk = (value: unknown) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}.AAAA`;
    for (const token of [
      '',
      '.',
      'a',
      'a.b',
      'a.b.c',
      junk(null),
      junk([]),
      junk({ kind: 'attachment' }),
      junk([1, 2, 3, 4, 5, 6]),
    ])
      expect(readClaim(token)).toBeUndefined();
  });
});
