import { createCipheriv, createHash } from 'node:crypto';
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

  test('accepts none of 2,000 mutations of a genuine push: signature, time, nonce, cipher text', () => {
    const crypto = createCallbackCrypto(official.secrets);
    const fields = { ...official.query, encrypt: official.encrypt };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(fields) as (keyof typeof fields)[])),
        fc.nat(),
        fc.constantFrom('flip', 'cut', 'double', 'drop', 'case', 'space'),
        (name, at, how) => {
          const changed = { ...fields, [name]: mutate(fields[name], at % fields[name].length, how) };
          fc.pre(changed[name] !== fields[name]);
          const { encrypt, ...query } = changed;
          expect(crypto.decrypt(query, { encrypt }).ok).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('accepts nothing under another token, key or owner, however near', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('token', 'aesKey', 'ownerKey'),
        fc.nat(),
        fc.constantFrom('flip', 'cut', 'double', 'case'),
        (name, at, how) => {
          const genuine = name === 'aesKey' ? own.aesKey.reveal() : own[name];
          // The key's last character holds two bits that nobody uses.
          const where = at % (genuine.length - 1);
          const changed = mutate(genuine, where, name === 'aesKey' ? 'flip' : how) ?? '';
          fc.pre(changed !== genuine);
          const secrets = { ...own, [name]: name === 'aesKey' ? new Secret(changed) : changed };
          const { encrypt, signature } = ownVectors[0]!;
          const opened = createCallbackCrypto(secrets).decrypt({ ...ownQuery, signature }, { encrypt });
          expect(opened.ok).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('says the same of 10,000 tampered blocks, and never looks inside them', () => {
    const crypto = createCallbackCrypto(own);
    const { encrypt, signature } = ownVectors[0]!;
    const bytes = Buffer.from(encrypt, 'base64');
    for (let at = 0; at < 10_000; at += 1) {
      const tampered = Buffer.from(bytes);
      tampered[at % bytes.length]! ^= 1 + (Math.floor(at / bytes.length) % 255);
      const opened = crypto.decrypt({ ...ownQuery, signature }, { encrypt: tampered.toString('base64') });
      expect(opened).toEqual({ ok: false, error: { code: '900005' } });
    }
  });

  test('takes padding of 1 to 32 bytes and of no other length, when the signature is right', () => {
    const crypto = createCallbackCrypto(own);
    for (let pad = 0; pad <= 64; pad += 1) {
      // A message as long as makes the whole text end on a block with this much padding.
      const length = 128 - pad - 20 - own.ownerKey.length;
      const encrypt = sealWith(Buffer.alloc(length, 'x'), Buffer.alloc(pad, pad));
      const opened = crypto.decrypt({ ...ownQuery, signature: signed(encrypt) }, { encrypt });
      expect([pad, opened.ok]).toEqual([pad, pad >= 1 && pad <= 32]);
    }
    for (const tail of [[2, 1], [0], [33], [255], [3, 2, 3]].map((end) => [
      ...Buffer.alloc(32 - end.length, 9),
      ...end,
    ])) {
      const encrypt = sealWith(Buffer.alloc(128 - 32 - 20 - own.ownerKey.length, 'x'), Buffer.from(tail));
      const opened = crypto.decrypt({ ...ownQuery, signature: signed(encrypt) }, { encrypt });
      expect(opened.ok).toBe(false);
    }
  });

  test.each([
    ['a length past its end', 2 ** 31],
    ['a length of all ones', 2 ** 32 - 1],
    ['a length that swallows the owner', 25 + own.ownerKey.length],
  ])('refuses %s', (_, length) => {
    const encrypt = sealWith(Buffer.from(ownVectors[0]!.text), undefined, length);
    const opened = createCallbackCrypto(own).decrypt({ ...ownQuery, signature: signed(encrypt) }, { encrypt });
    expect(opened.ok).toBe(false);
  });

  test.each([
    ['line breaks', (text: string) => `${text.slice(0, 20)}\n${text.slice(20)}`],
    ['the other alphabet', (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')],
    ['no padding', (text: string) => text.replace(/=+$/, '')],
    ['words after it', (text: string) => `${text}AAAA====`],
    ['nothing in it', () => '===='],
  ])('refuses base64 with %s, even signed', (_, spoil) => {
    const encrypt = spoil(ownVectors[0]!.encrypt);
    const opened = createCallbackCrypto(own).decrypt({ ...ownQuery, signature: signed(encrypt) }, { encrypt });
    expect(opened.ok).toBe(false);
  });

  test('takes either name of the signature, and the first of them when both are there', () => {
    const crypto = createCallbackCrypto(own);
    const { encrypt, signature } = ownVectors[0]!;
    const opens = (query: object) => crypto.decrypt({ ...ownQuery, ...query }, { encrypt }).ok;
    expect([{ signature }, { msg_signature: signature }, { msg_signature: signature, signature }].map(opens)).toEqual([
      true,
      true,
      true,
    ]);
    expect(opens({ msg_signature: 'x', signature })).toBe(false);
    expect(opens({ signature: [signature, signature] })).toBe(false);
    expect(opens({ signature: signature.toUpperCase() })).toBe(false);
  });

  test.each(['short', `${'a'.repeat(42)}-`, 'a'.repeat(44), ''])('cannot be made with the key %j', (aesKey) => {
    expect(() => createCallbackCrypto({ ...own, aesKey: new Secret(aesKey) })).toThrow(/43 characters/);
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
  if (how === 'space') return `${value.slice(0, at)} ${value.slice(at)}`;
  const other = value[at] === value[at]?.toLowerCase() ? value[at]?.toUpperCase() : value[at]?.toLowerCase();
  return `${value.slice(0, at)}${how === 'case' ? other : value[at] === 'a' ? 'b' : 'a'}${value.slice(at + 1)}`;
}

function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

const signed = (encrypt: string): string => sign(own.token, ownQuery.timestamp, ownQuery.nonce, encrypt);

/** What somebody who knows the key would send: any padding, any length field. Written anew from §6.2. */
function sealWith(message: Buffer, padding?: Buffer, length = message.length): string {
  const key = Buffer.from(`${own.aesKey.reveal()}=`, 'base64');
  const head = Buffer.concat([Buffer.from('0123456789abcdef'), Buffer.alloc(4)]);
  head.writeUInt32BE(length, 16);
  const plain = Buffer.concat([head, message, Buffer.from(own.ownerKey)]);
  const pad = 32 - (plain.length % 32);
  const whole = Buffer.concat([plain, padding ?? Buffer.alloc(pad, pad)]);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(whole), cipher.final()]).toString('base64');
}
