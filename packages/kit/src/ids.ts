import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
type Brand<T extends string> = string & { readonly [brand]: T };

/** A DingTalk organisation: one tenant. */
export type CorpId = Brand<'CorpId'>;
/** DingTalk's `userid` inside one corp. */
export type UserId = Brand<'UserId'>;
/** Our own ids are uuidv7, made by the application, so that rows sort by age. */
export type AppId = Brand<'AppId'>;
export type MemberId = Brand<'MemberId'>;
export type MailboxId = Brand<'MailboxId'>;
export type FolderId = Brand<'FolderId'>;
export type MessageId = Brand<'MessageId'>;
export type NoticeId = Brand<'NoticeId'>;

/** A new uuidv7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness. */
export function newId<T extends string>(now: number = Date.now()): T {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The text as an id, or undefined when it is not a lower-case uuid. */
export function parseUuid<T extends string>(text: string): T | undefined {
  return uuid.test(text) ? (text as T) : undefined;
}

/** The text as a corp id, or undefined. DingTalk documents only the shape `ding` + letters and digits; be no stricter than safe. */
export function parseCorpId(text: unknown): CorpId | undefined {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{4,64}$/.test(text) ? (text as CorpId) : undefined;
}

/** An unguessable URL-safe token; 16 bytes are 128 bits. */
export const randomToken = (bytes = 16): string => randomBytes(bytes).toString('base64url');
