import { defineQueue } from '../../platform/queue/define.ts';
import type { SendKey } from './send-store.ts';

/** One try to send, or one look into Sent. How often is decided by the send's own row, so the queue's tries are for broken databases. */
export const sendQueue = defineQueue<SendKey>('compose.send', {
  concurrency: 8,
  maxAttempts: 20,
  retryMinSeconds: 1,
  retryMaxSeconds: 60,
  expireSeconds: 600,
});

/** What follows a mail that has gone out: our copy in Sent, the mark on the original. */
export const followUpQueue = defineQueue<SendKey>('compose.follow-up', {
  concurrency: 4,
  maxAttempts: 12,
  retryMinSeconds: 5,
  retryMaxSeconds: 900,
  expireSeconds: 600,
});
