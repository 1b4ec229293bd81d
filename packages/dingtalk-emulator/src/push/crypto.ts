import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An encrypted message with what its reader needs to check it. */
export interface Sealed {
  readonly encrypt: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

/** The secrets of one app's push settings; the owner of console events is the app's key (dingtalk-api.md §6.2). */
export interface PushKeys {
  readonly token: string;
  readonly aesKey: string;
  readonly owner: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Printable random text, as the platform puts before each message and sends as nonce. */
export const randomText = (length: number): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');

/** The padding is PKCS#7 with blocks of 32, which `node:crypto` does not do by itself. */
const block = 32;

const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');

/** Encrypts and signs one message; the last parameter fixes what is random, for the published vectors. */
export function seal(
  keys: PushKeys,
  message: string,
  timestamp: string,
  nonce = randomText(8),
  random = randomText(16),
): Sealed {
  const key = keyOf(keys.aesKey);
  const text = Buffer.from(message);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from(random), size, text, Buffer.from(keys.owner)]);
  const pad = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypt = Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64',
  );
  return { encrypt, signature: sign(keys.token, timestamp, nonce, encrypt), timestamp, nonce };
}

/** SHA-1 over the four parts in plain order of their text. */
export const sign = (token: string, timestamp: string, nonce: string, encrypt: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');

/** Reads a sealed message; a word for what is wrong with it otherwise. */
export function unseal(
  keys: PushKeys,
  sealed: Sealed,
): { readonly message: string } | { readonly problem: 'wrong_signature' | 'not_encrypted' | 'wrong_owner' } {
  const expected = Buffer.from(sign(keys.token, sealed.timestamp, sealed.nonce, sealed.encrypt));
  const given = Buffer.from(sealed.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { problem: 'wrong_signature' };
  const key = keyOf(keys.aesKey);
  const plain = decrypt(key, Buffer.from(sealed.encrypt, 'base64'));
  const pad = plain?.at(-1) ?? 0;
  if (!plain || pad < 1 || pad > block || plain.length < pad + 20) return { problem: 'not_encrypted' };
  const size = plain.readUInt32BE(16);
  const end = plain.length - pad;
  if (20 + size > end) return { problem: 'not_encrypted' };
  if (plain.toString('utf8', 20 + size, end) !== keys.owner) return { problem: 'wrong_owner' };
  return { message: plain.toString('utf8', 20, 20 + size) };
}

function decrypt(key: Buffer, bytes: Buffer): Buffer | undefined {
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}
