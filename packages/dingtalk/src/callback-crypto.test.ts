import { createHash } from 'node:crypto';
import { Secret } from '@hongyan/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCallbackCrypto } from './callback-crypto.ts';

// The platform's own published vector (dingtalk-api.md §6.2).
const official = {
  secrets: {
    token: '123456',
    aesKey: new Secret('1234567890123456789012345678901234567890123'),
    ownerKey: 'dingsnotzck6pm5veliw',
  },
  query: {
    signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
    timestamp: '1614767836',
    nonce: 'A7Co0cJLMzIDtMMI',
  },
  encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
};

// Vectors cross-checked with two other implementations (same section).
const own = {
  token: 'mailtoken01',
  aesKey: new Secret('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'),
  ownerKey: 'dingmailapp0001',
};
const ownQuery = { timestamp: '1700000000', nonce: 'n0nce123' };
const ownVectors = [
  {
    text: '{"EventType":"check_url"}',
    encrypt: 'Q3stYC6hdFzMh9T8HCvyDLV8JeomtQuxZLosYEI28mjzSD5UpK2hp0QUc4H6M/N5Q0woCfqXETuWDzSfPBQPQA==',
    signature: '10c235479d0cd175646e1d286003088f6ab74af7',
  },
  {
    text: 'success',
    encrypt: 'DpQeJfnf/MGZ/+GTIspwVNT+mvPbBXn+SicRAuhcyjXRMbSKvATKpsJkTBSMS8ArTyIVowm1NqI3wPWa6lpm3g==',
    signature: '0d258fcfe8222f59939db02da21b73593bc552f0',
  },
];

describe('the encryption of event pushes', () => {
  test("opens the platform's published vector", () => {
    const opened = createCallbackCrypto(official.secrets).decrypt(official.query, { encrypt: official.encrypt });
    expect(opened).toEqual({
      ok: true,
      value: { text: 'success', timestamp: '1614767836', nonce: 'A7Co0cJLMzIDtMMI' },
    });
  });

  test.each(ownVectors)('opens $text from the JSON text of a body, signed as msg_signature', (vector) => {
    const query = { ...ownQuery, msg_signature: vector.signature, signature: 'ignored' };
    const opened = createCallbackCrypto(own).decrypt(query, JSON.stringify({ encrypt: vector.encrypt }));
    expect(opened).toMatchObject({ ok: true, value: { text: vector.text } });
  });

  test('an answer opens again with its own timestamp and nonce, also in Chinese and of every length', () => {
    const crypto = createCallbackCrypto(own);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (words) => {
        const text = `${words.toWellFormed()}鸿雁`;
        const { encrypt, ...query } = crypto.encryptReply(text);
        expect(crypto.decrypt(query, { encrypt })).toMatchObject({ ok: true, value: { text } });
        expect(Buffer.from(encrypt, 'base64').length % 32).toBe(0);
      }),
    );
  });

  test('refuses a push meant for another app', () => {
    const opened = createCallbackCrypto({ ...official.secrets, ownerKey: 'dingsomebodyelse' }).decrypt(official.query, {
      encrypt: official.encrypt,
    });
    expect(opened).toEqual({ ok: false, error: { code: '900010' } });
  });

  test('refuses padding that is not whole, once the signature is right', () => {
    const crypto = createCallbackCrypto(own);
    const bytes = Buffer.from(ownVectors[0]!.encrypt, 'base64');
    bytes[bytes.length - 17]! ^= 1; // flips the last byte of the plaintext's last block
    const encrypt = bytes.toString('base64');
    const signed = sign(own.token, ownQuery.timestamp, ownQuery.nonce, encrypt);
    const opened = crypto.decrypt({ ...ownQuery, signature: signed }, { encrypt });
    expect(opened).toEqual({ ok: false, error: { code: '900008' } });
  });

  test('accepts none of 1,000 mutations of a genuine push', () => {
    const crypto = createCallbackCrypto(official.secrets);
    const fields = { ...official.query, encrypt: official.encrypt };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(fields) as (keyof typeof fields)[])),
        fc.nat(),
        fc.constantFrom('flip', 'cut', 'double', 'drop'),
        (name, at, how) => {
          const value = fields[name];
          const changed = { ...fields, [name]: mutate(value, at % value.length, how) };
          const { encrypt, ...query } = changed;
          expect(crypto.decrypt(query, { encrypt }).ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([undefined, null, 'no json', '[]', {}, { encrypt: 7 }, { encrypt: ['a'] }])(
    'refuses the body %j',
    (body) => {
      expect(createCallbackCrypto(official.secrets).decrypt(official.query, body)).toEqual({
        ok: false,
        error: { code: 'shape' },
      });
    },
  );
});

function mutate(value: string, at: number, how: string): string | undefined {
  if (how === 'drop') return undefined;
  if (how === 'cut') return value.slice(0, at);
  if (how === 'double') return value + value;
  return `${value.slice(0, at)}${value[at] === 'a' ? 'b' : 'a'}${value.slice(at + 1)}`;
}

function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}
