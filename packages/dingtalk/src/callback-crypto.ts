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

export function createCallbackCrypto(
  { token, aesKey, ownerKey }: CallbackSecrets,
  ports: { clock?: Clock; random?: (bytes: number) => Buffer } = {},
): CallbackCrypto {
  const { clock = systemClock, random = randomBytes } = ports;
  const key = Buffer.from(`${aesKey.reveal()}=`, 'base64');
  if (key.length !== 32) throw new RangeError('the aes key of a callback must be 43 characters of base64');
  const iv = key.subarray(0, 16);

  const sign = (timestamp: string, nonce: string, encrypted: string): string =>
    createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex');

  return {
    decrypt(query, body) {
      const signature = text(query.msg_signature) ?? text(query.signature);
      const timestamp = text(query.timeStamp) ?? text(query.timestamp);
      const nonce = text(query.nonce);
      const encrypted = readEncrypted(body);
      if (!signature || !timestamp || !nonce || !encrypted) return err({ code: 'shape' });
      if (!sameText(signature, sign(timestamp, nonce, encrypted))) return err({ code: '900005' });
      const plain = open(key, iv, encrypted);
      if (!plain) return err({ code: '900008' });
      if (plain.length < randomLength + 4) return err({ code: '900009' });
      const start = randomLength + 4;
      const end = start + plain.readUInt32BE(randomLength);
      if (end > plain.length) return err({ code: '900009' });
      if (!sameText(plain.subarray(end).toString(), ownerKey)) return err({ code: '900010' });
      return ok({ text: plain.subarray(start, end).toString(), timestamp, nonce });
    },
    encryptReply(reply) {
      const timeStamp = String(clock.now());
      const nonce = random(12).toString('base64url');
      const message = Buffer.from(reply);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const encrypt = seal(key, iv, Buffer.concat([printable(random), length, message, Buffer.from(ownerKey)]));
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

function open(key: Buffer, iv: Buffer, encrypted: string): Buffer | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = plain.at(-1)!;
  if (pad < 1 || pad > block || pad > plain.length) return undefined;
  const tail = plain.subarray(plain.length - pad);
  return tail.every((byte) => byte === pad) ? plain.subarray(0, plain.length - pad) : undefined;
}

/** Hashes first, so that lengths differ in nothing the clock could see. */
const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

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
