import { randomInt, randomUUID } from 'node:crypto';
import type { Clock } from '@hongyan/kit';
import type { RawData, WebSocket } from 'ws';
import type { Timers } from '../events/timers.ts';
import { type Ack, type DownFrame, disconnectFrame, pingFrame, readAck } from './frames.ts';
import type { Subscription } from './tickets.ts';

/** One open Stream connection of an app. */
export interface Connection {
  readonly id: string;
  readonly appKey: string;
  send(frame: DownFrame): void;
}

/** The open connections of all apps. */
export interface Connections {
  add(socket: WebSocket, appKey: string, subscriptions: readonly Subscription[]): void;
  /** One of those that take events, by chance (dingtalk-api.md §7.5); undefined when the app has none. */
  pick(appKey: string): Connection | undefined;
  count(appKey: string): number;
  /** `announce`: says so first, and closes after a while; `drop`: the line breaks. */
  disconnect(appKey: string | undefined, how: 'announce' | 'drop'): void;
}

interface Held extends Connection {
  readonly socket: WebSocket;
  readonly takesEvents: boolean;
  leaving: boolean;
  /** Pings that nobody has answered. */
  silent: number;
}

/** A ping each ten seconds; three without an answer, and the line is taken for dead (§7.5). */
const pingMs = 10_000;
const maxSilent = 3;
/** From the notice to the close (§7.3). */
const leaveMs = 10_000;

export function createConnections(deps: {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onAck: (ack: Ack) => void;
  /** An app has gained or lost a connection. */
  readonly onChange: (appKey: string, change: 'opened' | 'closed') => void;
}): Connections {
  const { clock, timers } = deps;
  const open = new Set<Held>();
  const of = (appKey: string | undefined) => [...open].filter((one) => appKey === undefined || one.appKey === appKey);

  function ping(one: Held): void {
    const due = clock.now() + pingMs;
    timers.after(pingMs, () => {
      // A clock that does not wait would have us ping without end.
      if (!open.has(one) || clock.now() < due) return;
      if (one.silent >= maxSilent) return one.socket.terminate();
      one.silent += 1;
      one.send(pingFrame(clock.now(), randomUUID()));
      ping(one);
    });
  }

  return {
    add(socket, appKey, subscriptions) {
      const one: Held = {
        id: randomUUID(),
        appKey,
        socket,
        takesEvents: subscriptions.some(({ type, topic }) => type === 'EVENT' && topic === '*'),
        leaving: false,
        silent: 0,
        send: (frame) => socket.send(JSON.stringify(frame)),
      };
      open.add(one);
      socket.on('error', () => socket.terminate());
      socket.on('message', (data: RawData) => {
        one.silent = 0;
        const ack = readAck(String(data));
        if (ack) deps.onAck(ack);
      });
      socket.on('close', () => {
        open.delete(one);
        deps.onChange(appKey, 'closed');
      });
      ping(one);
      deps.onChange(appKey, 'opened');
    },
    pick(appKey) {
      const able = of(appKey).filter((one) => one.takesEvents && !one.leaving);
      return able.length > 0 ? able[randomInt(able.length)] : undefined;
    },
    count: (appKey) => of(appKey).length,
    disconnect(appKey, how) {
      for (const one of of(appKey)) {
        if (how === 'drop') {
          one.socket.terminate();
          continue;
        }
        one.leaving = true;
        one.send(disconnectFrame(clock.now()));
        timers.after(leaveMs, () => one.socket.close());
      }
    },
  };
}
