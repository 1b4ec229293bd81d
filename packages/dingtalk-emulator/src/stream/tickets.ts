import { randomUUID } from 'node:crypto';

/** How long a ticket opens a connection (dingtalk-api.md §7.1). */
const ticketMs = 90_000;

/** Tickets for Stream connections: one connection each, 90 seconds. */
export interface StreamTickets {
  issue(appKey: string, subscriptions: readonly Subscription[]): string;
  /** Whose ticket it is, once. */
  redeem(ticket: string): { readonly appKey: string; readonly subscriptions: readonly Subscription[] } | undefined;
}

/** What a connection wants to hear. */
export interface Subscription {
  readonly type: string;
  readonly topic: string;
}

export function createStreamTickets(now: () => number): StreamTickets {
  const held = new Map<string, { appKey: string; subscriptions: readonly Subscription[]; until: number }>();
  return {
    issue(appKey, subscriptions) {
      for (const [ticket, one] of held) if (one.until <= now()) held.delete(ticket);
      const ticket = randomUUID();
      held.set(ticket, { appKey, subscriptions, until: now() + ticketMs });
      return ticket;
    },
    redeem(ticket) {
      const one = held.get(ticket);
      held.delete(ticket);
      return one && one.until > now() ? one : undefined;
    },
  };
}
