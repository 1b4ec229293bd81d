/** The DingTalk open platform: an app's calls, the text of its cards, and the encryption of event pushes. */
export {
  type CallbackCrypto,
  type CallbackMessage,
  type CallbackRefusal,
  type CallbackReply,
  type CallbackSecrets,
  createCallbackCrypto,
} from './callback-crypto.ts';
export { createDingTalk } from './client.ts';
export { type EventSource, type MalformedEvent, readEvent } from './events/read-event.ts';
export type * from './events/types.ts';
export { memoryTokenStore } from './memory-token-store.ts';
export { buildMessage } from './message/build-message.ts';
export { buildOaMessage, maxMessageBytes } from './oa-message.ts';
export { memoryRateLimiter } from './rate/memory-rate-limiter.ts';
export { createStream } from './stream/stream.ts';
export type * from './stream/types.ts';
export * from './types.ts';
