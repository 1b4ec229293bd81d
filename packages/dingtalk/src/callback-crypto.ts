import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, err, ok, type Result, type Secret, systemClock } from '@hongyan/kit';

/** What the developer console and we agreed on for event pushes (dingtalk-api.md §6). */
export interface CallbackSecrets {
  readonly token: string;
  /** 43 characters; base64 of 32 bytes without its `=`. */
  readonly aesKey: Secret;
  /** The app's AppKey for events set up in the console (§6.2). */
  readonly ownerKey: string;
}

/** A push whose origin is proven. The handler still has to refuse old timestamps and repeated event ids. */
export interface CallbackMessage {
  readonly text: string;
  readonly timestamp: string;
  readonly nonce: string;
}

/** Why a push was refused, in the numbers of DingTalk's own library. For the log; the caller must answer all alike. */
export interface CallbackRefusal {
  readonly code: 'shape' | '900005' | '900008' | '900009' | '900010';
}

export interface CallbackReply {
  readonly msg_signature: string;
  /** Capital S, as the platform reads it (§6.3). */
  readonly timeStamp: string;
  readonly nonce: string;
  readonly encrypt: string;
}

export interface CallbackCrypto {
  /** `body` is the JSON text or its parsed object. The signature is checked before a byte is decrypted. */
  decrypt(query: Readonly<Record<string, unknown>>, body: unknown): Result<CallbackMessage, CallbackRefusal>;
  /** The answer that the platform expects: usually of the word `success`. */
  encryptReply(text: string): CallbackReply;
}

/** PKCS#7 with blocks of 32, not AES's own 16: Node's automatic padding cannot be used. */
const block = 32;
const randomLength = 16;
const headLength = randomLength + 4;

export function createCallbackCrypto(
  { token, aesKey, ownerKey }: CallbackSecrets,
  ports: { clock?: Clock; random?: (bytes: number) => Buffer } = {},
): CallbackCrypto {
  const { clock = systemClock, random = randomBytes } = ports;
  // Not canonical base64: the last of 43 characters holds two bits that nobody uses.
  if (!/^[A-Za-z0-9+/]{43}$/.test(aesKey.reveal()))
    throw new RangeError('the aes key of a callback must be 43 characters of base64');
  const key = Buffer.from(`${aesKey.reveal()}=`, 'base64');
  const iv = key.subarray(0, 16);
  const owner = Buffer.from(ownerKey);

  const sign = (timestamp: string, nonce: string, encrypted: string): string =>
    createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex');

  return {
    decrypt(query, body) {
      const signature = text(query.msg_signature) ?? text(query.signature);
      const timestamp = text(query.timeStamp) ?? text(query.timestamp);
      const nonce = text(query.nonce);
      const encrypted = readEncrypted(body);
      if (!signature || !timestamp || !nonce || !encrypted) return err({ code: 'shape' });
      if (!sameBytes(Buffer.from(signature), Buffer.from(sign(timestamp, nonce, encrypted))))
        return err({ code: '900005' });
      const bytes = strictBase64(encrypted);
      if (!bytes || bytes.length % 16 !== 0) return err({ code: '900008' });
      const { plain, padded } = unpad(decipher(key, iv, bytes));
      // Every check is made before one of them decides, so that none can be told from another by the time it took.
      const whole = plain.length >= headLength;
      const end = whole ? headLength + plain.readUInt32BE(randomLength) : headLength;
      const inside = whole && end <= plain.length;
      const owned = sameBytes(plain.subarray(inside ? end : plain.length), owner);
      const message = plain.toString('utf8', headLength, inside ? end : headLength);
      if (!padded) return err({ code: '900008' });
      if (!inside) return err({ code: '900009' });
      if (!owned) return err({ code: '900010' });
      return ok({ text: message, timestamp, nonce });
    },
    encryptReply(reply) {
      const timeStamp = String(clock.now());
      const nonce = random(8).toString('hex');
      const message = Buffer.from(reply);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const encrypt = seal(key, iv, Buffer.concat([printable(random), length, message, owner]));
      return { msg_signature: sign(timeStamp, nonce, encrypt), timeStamp, nonce, encrypt };
    },
  };
}

const printable = (random: (bytes: number) => Buffer): Buffer =>
  Buffer.from(random(12).toString('base64url').slice(0, randomLength));

function seal(key: Buffer, iv: Buffer, plain: Buffer): string {
  const pad = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64',
  );
}

function decipher(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const opening = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([opening.update(bytes), opening.final()]);
}

/** The text without its padding of 1 to 32 bytes; looks at all 32 whatever they hold. */
function unpad(bytes: Buffer): { readonly plain: Buffer; readonly padded: boolean } {
  const pad = bytes.at(-1) ?? 0;
  let wrong = 0;
  for (let back = 1; back <= block; back += 1) {
    const counts = back <= pad ? 0xff : 0;
    wrong |= ((bytes.at(-back) ?? 0) ^ pad) & counts;
  }
  const padded = wrong === 0 && pad >= 1 && pad <= block && pad <= bytes.length;
  return { plain: padded ? bytes.subarray(0, bytes.length - pad) : bytes, padded };
}

/** Hashes first, so that lengths differ in nothing the clock could see. */
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/** Node reads past what is not base64; a cipher text has exactly one spelling. */
function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function readEncrypted(body: unknown): string | undefined {
  const parsed = typeof body === 'string' ? parseJson(body) : body;
  return parsed !== null && typeof parsed === 'object' && 'encrypt' in parsed ? text(parsed.encrypt) : undefined;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
