import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** The other side of an event push, written from dingtalk-api.md §6 and not from our own code. Tests only. */
export interface PushKeys {
  readonly token: string;
  readonly aesKey: string;
  readonly ownerKey: string;
}

/** What is sent: the query of the address, and the body. */
export interface SentPush {
  readonly query: { readonly signature: string; readonly timestamp: string; readonly nonce: string };
  readonly body: string;
}

export function sealPush(
  { token, aesKey, ownerKey }: PushKeys,
  message: object | string,
  at: { readonly timestamp: number | string; readonly nonce?: string },
): SentPush {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const text = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from(randomBytes(8).toString('hex')), length, text, Buffer.from(ownerKey)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const bytes = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]);
  return signPush(token, bytes.toString('base64'), at);
}

/** Any cipher text, signed as somebody would who knows the token. */
export function signPush(
  token: string,
  encrypt: string,
  { timestamp, nonce = randomBytes(6).toString('hex') }: { timestamp: number | string; nonce?: string },
): SentPush {
  const time = String(timestamp);
  const signature = createHash('sha1').update([token, time, nonce, encrypt].sort().join('')).digest('hex');
  return { query: { signature, timestamp: time, nonce }, body: JSON.stringify({ encrypt }) };
}

/** Reads an answer as strictly as DingTalk does: the word inside, or a throw. */
export function openReply({ token, aesKey, ownerKey }: PushKeys, json: string): string {
  const reply = JSON.parse(json) as Record<'msg_signature' | 'timeStamp' | 'nonce' | 'encrypt', string>;
  const wanted = createHash('sha1')
    .update([token, reply.timeStamp, reply.nonce, reply.encrypt].sort().join(''))
    .digest('hex');
  if (wanted !== reply.msg_signature) throw new Error('wrong signature');
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(reply.encrypt, 'base64')), decipher.final()]);
  const end = 20 + plain.readUInt32BE(16);
  const owner = plain.subarray(end, plain.length - plain.at(-1)!).toString();
  if (owner !== ownerKey) throw new Error(`meant for ${owner}`);
  return plain.subarray(20, end).toString();
}
