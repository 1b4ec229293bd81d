import type { QueueDef, QueueOptions } from './types.ts';

const defaults: QueueOptions = {
  concurrency: 4,
  maxAttempts: 10,
  retryMinSeconds: 1,
  retryMaxSeconds: 300,
  expireSeconds: 300,
};

/** Declares a queue, once, in the feature that handles it. */
export const defineQueue = <Data extends object>(
  name: string,
  options: Partial<QueueOptions> = {},
): QueueDef<Data> => ({
  name,
  options: { ...defaults, ...options },
});
