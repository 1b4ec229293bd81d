import type { EventDelivery } from '../../../src/model.ts';

/** How far an event has come. */
export const deliveryWords = {
  waiting: ['等待', 'Waiting'],
  delivered: ['已送达', 'Delivered'],
  failed: ['没有送达', 'Not delivered'],
  lost: ['丢失', 'Lost'],
} as const;

export const deliveryTone = (state: EventDelivery['state']): 'good' | 'bad' | 'warn' =>
  state === 'delivered' ? 'good' : state === 'waiting' ? 'warn' : 'bad';
