import type { UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { type AddressRule, matchAddress } from './address.ts';
import { loadSpeller } from './pinyin.ts';
import type { Profile } from './profile.ts';

describe('the address that a person most likely has', async () => {
  const spell = await loadSpeller();
  const rule = (pattern?: string): AddressRule => ({ domains: ['corp.example', 'second.example'], pattern });
  const match = (profile: Partial<Profile>, given = rule()) =>
    matchAddress(given, { name: '曾国藩', userId: 'User01' as UserId, ...profile }, spell);

  test('is the one that the directory tells, of the corp’s own domains', () => {
    expect(match({ email: 'zeng@corp.example' })).toBe('zeng@corp.example');
    expect(match({ email: 'zeng@corp.example', orgEmail: 'z@second.example' })).toBe('z@second.example');
    expect(match({ email: 'zeng@corp.example', orgEmail: 'z@dingtalk.example' })).toBe('zeng@corp.example');
    expect(match({ email: 'private@qq.example' })).toBeUndefined();
    expect(match({ email: 'corp.example' })).toBeUndefined();
  });

  test.each([
    ['{jobNumber}@corp.example', { jobNumber: 'A-017' }, 'a-017@corp.example'],
    ['{pinyin}@corp.example', {}, 'zengguofan@corp.example'],
    ['{initials}@corp.example', {}, 'zgf@corp.example'],
    ['{userId}@corp.example', {}, 'user01@corp.example'],
    ['{name}@corp.example', {}, '曾国藩@corp.example'],
    ['{pinyin}.{jobNumber}@second.example', { jobNumber: '7' }, 'zengguofan.7@second.example'],
    ['{pinyin}@corp.example', { name: 'Anna Li' }, 'annali@corp.example'],
  ])('is made by %s where the directory tells none', (pattern, profile, address) => {
    expect(match(profile, rule(pattern))).toBe(address);
    expect(match({ ...profile, email: 'told@corp.example' }, rule(pattern))).toBe('told@corp.example');
  });

  test.each([
    ['a word is missing', '{jobNumber}@corp.example', {}],
    ['a word is unknown', '{shoeSize}@corp.example', {}],
    ['a word is a property of every object', '{constructor}@corp.example', {}],
    ['the domain is not the corp’s', '{userId}@elsewhere.example', {}],
    ['what stands there is no address', '{name}@corp.example', { name: 'a b' }],
    ['a name would end the address', '{name}@corp.example', { name: 'x@evil.example\r\n' }],
  ])('is not guessed when %s', (_why, pattern, profile) => {
    expect(match(profile, rule(pattern))).toBeUndefined();
  });
});
