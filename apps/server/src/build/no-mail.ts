import { AppError } from '@hongyan/kit';
import type { BuildMailFeatures } from './ports.ts';

const absent = async () => {
  throw new AppError('internal.unavailable');
};

/** A server without mail: for tests of what does not touch it. */
export const buildNoMail: BuildMailFeatures = () => ({
  routes: [],
  start: async () => undefined,
  stop: async () => undefined,
  ports: {
    states: async () => new Map(),
    inboxPage: async () => undefined,
    noticeTarget: async () => undefined,
    read: async () => undefined,
    readRaw: async () => undefined,
    markReplied: absent,
    appendToSent: absent,
    isInSent: async () => false,
  },
});
