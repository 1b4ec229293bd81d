import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@hongyan/kit';
import { WebSocketServer } from 'ws';
import type { BornEvent } from '../events/bodies.ts';
import type { DeliveryBook } from '../events/book.ts';
import type { Timers } from '../events/timers.ts';
import type { UnsureSwitches } from '../model.ts';
import { type Connection, type Connections, createConnections } from './connections.ts';
import { type Ack, eventFrame, newMessageId } from './frames.ts';
import { createStreamTickets, type StreamTickets } from './tickets.ts';

/** Stream mode (dingtalk-api.md §7): tickets, WebSocket connections, events with acknowledgement. */
export interface StreamGateway {
  readonly tickets: StreamTickets;
  readonly connections: Pick<Connections, 'count' | 'disconnect'>;
  /** Sends the event to one connection of the app, and again until it is acknowledged. */
  push(deliveryId: string, appKey: string, event: BornEvent): void;
  /** Takes the WebSocket at `/connect?ticket=`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): void;
}

interface OnItsWay {
  readonly deliveryId: string;
  readonly appKey: string;
  readonly event: BornEvent;
  /** Tries so far. */
  number: number;
}

/** An event without an answer comes again (§7.4); after five tries it is given up. */
const ackMs = 3000;
const maxTries = 5;
/** How long an event waits for its app to connect. */
const waitMs = 60_000;

export function createStreamGateway(deps: {
  readonly clock: Clock;
  readonly corpId: string;
  readonly unifiedAppId: (appKey: string) => string;
  readonly switches: () => UnsureSwitches;
  readonly book: DeliveryBook;
  readonly timers: Timers;
  readonly onChange: () => void;
}): StreamGateway {
  const { clock, book, timers } = deps;
  const server = new WebSocketServer({ noServer: true });
  const tickets = createStreamTickets(clock.now);
  const unanswered = new Map<string, { readonly way: OnItsWay; readonly at: number; readonly cancel: () => void }>();
  const unconnected = new Set<OnItsWay>();
  const connections = createConnections({
    clock,
    timers,
    onAck,
    onChange(appKey, change) {
      deps.onChange();
      if (change === 'closed') return;
      for (const way of [...unconnected]) if (way.appKey === appKey && unconnected.delete(way)) send(way);
    },
  });

  function send(way: OnItsWay): void {
    const connection = connections.pick(way.appKey);
    if (connection) sendOver(connection, way);
    else waitForConnection(way);
  }

  function sendOver(connection: Connection, way: OnItsWay): void {
    const messageId = newMessageId();
    const at = clock.now();
    way.number += 1;
    const cancel = timers.after(ackMs, () => {
      if (unanswered.delete(messageId)) failed(way, { at, status: 0, problem: 'timeout' }, 0);
    });
    unanswered.set(messageId, { way, at, cancel });
    connection.send(
      eventFrame(way.event, {
        now: at,
        messageId,
        corpId: deps.corpId,
        unifiedAppId: deps.unifiedAppId(way.appKey),
        connectionId: connection.id,
      }),
    );
  }

  function waitForConnection(way: OnItsWay): void {
    unconnected.add(way);
    const at = clock.now();
    timers.after(waitMs, () => {
      if (!unconnected.delete(way)) return;
      book.tried(way.deliveryId, { at, ms: waitMs, status: 0, problem: 'no_connection' }, 'failed');
    });
  }

  /** Writes the failed try down and sends again, as long as that has a meaning. */
  function failed(way: OnItsWay, one: { at: number; status: number; problem: string }, afterMs: number): void {
    const isLast = way.number >= maxTries;
    const state = book.find(way.deliveryId)?.state === 'delivered' ? 'delivered' : isLast ? 'failed' : 'waiting';
    book.tried(way.deliveryId, { ...one, ms: clock.now() - one.at }, state);
    if (isLast) return;
    if (afterMs === 0) send(way);
    else timers.after(afterMs, () => send(way));
  }

  function onAck(ack: Ack): void {
    const held = unanswered.get(ack.messageId);
    if (!held) return;
    unanswered.delete(ack.messageId);
    held.cancel();
    const { way, at } = held;
    if (ack.code === 200 && ack.status === 'LATER') {
      failed(way, { at, status: 200, problem: 'later' }, deps.switches().laterSeconds * 1000);
    } else if (ack.code !== 200) {
      failed(way, { at, status: ack.code, problem: 'refused' }, ackMs);
    } else {
      book.tried(way.deliveryId, { at, ms: clock.now() - at, status: 200 }, 'delivered');
    }
  }

  return {
    tickets,
    connections,
    push: (deliveryId, appKey, event) => send({ deliveryId, appKey, event, number: 0 }),
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
      const redeemed = tickets.redeem(ticket);
      if (!redeemed) {
        socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) =>
        connections.add(opened, redeemed.appKey, redeemed.subscriptions),
      );
    },
    stop: () => connections.disconnect(undefined, 'drop'),
  };
}
