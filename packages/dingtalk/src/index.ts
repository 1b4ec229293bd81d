/** The DingTalk open platform: an app's calls, the text of its cards, and the encryption of event pushes. */
export {
  type CallbackCrypto,
  type CallbackMessage,
  type CallbackRefusal,
  type CallbackReply,
  type CallbackSecrets,
  createCallbackCrypto,
} from './callback-crypto.ts';
export type * from './calls/apps/types.ts';
export type * from './calls/contacts/types.ts';
export type * from './calls/notifications/types.ts';
export type * from './calls/sign-in/types.ts';
export { createDingTalk } from './client.ts';
export type * from './dingtalk-app.ts';
export { type EventSource, type MalformedEvent, readEvent } from './events/read-event.ts';
export type * from './events/types.ts';
export { memoryTokenStore } from './memory-token-store.ts';
export { buildMessage } from './message/build-message.ts';
export type * from './message/types.ts';
export { buildOaMessage, maxMessageBytes } from './oa-message.ts';
export { memoryRateLimiter } from './rate/memory-rate-limiter.ts';
export { createStream } from './stream/stream.ts';
export type * from './stream/types.ts';
export type * from './types.ts';
