import type { Clock } from '@hongyan/kit';
import { type Frame, type Reply, readFrame, writeReply } from './frame.ts';
import type { OpenSocket, SocketOut } from './types.ts';

/** One connection to the gateway, from its first byte to its last. */
export interface Connection {
  readonly since: number;
  lastFrameAt(): number;
  isOpen(): boolean;
  /** `notice`: the platform wants it gone, it still works; `closed`: it is gone. The first of the two. */
  readonly ended: Promise<'notice' | 'closed'>;
  /** Resolves when it is gone. */
  readonly closed: Promise<void>;
  /** Closes once what is under way has been answered. */
  retire(): void;
  close(): void;
}

/** How often we ask for a sign of life; a connection that gives none until the next time is dead. */
const pingEveryMs = 15_000;

/** Dials, and answers frames until it closes. Rejects when no connection came about. */
export async function connect(options: {
  readonly url: string;
  readonly socket: SocketOut;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Answers an event or a callback. Never rejects. */
  readonly answer: (frame: Frame) => Promise<Reply>;
}): Promise<Connection> {
  const { clock } = options;
  const since = clock.now();
  const end = Promise.withResolvers<'notice' | 'closed'>();
  const gone = Promise.withResolvers<void>();
  const life = new AbortController();
  let lastFrameAt = since;
  let alive = true;
  let underWay = 0;
  let retired = false;
  let open: OpenSocket | undefined;
  // Frames may come before `connect` has answered with the socket.
  let early: string[] | undefined = [];

  function onText(text: string): void {
    alive = true;
    lastFrameAt = clock.now();
    if (early) early.push(text);
    else onFrame(readFrame(text));
  }

  function onFrame(frame: Frame | undefined): void {
    if (frame?.type === 'SYSTEM') onSystem(frame);
    if (frame?.type !== 'EVENT' && frame?.type !== 'CALLBACK') return;
    underWay += 1;
    void options.answer(frame).then((reply) => {
      underWay -= 1;
      send(writeReply(frame.messageId, reply));
      if (retired && underWay === 0) open?.close();
    });
  }

  function onSystem(frame: Frame): void {
    if (frame.topic === 'ping') send(writeReply(frame.messageId, { code: 200, message: 'OK', data: frame.data }));
    else if (frame.topic === 'disconnect') end.resolve('notice');
  }

  function send(text: string): void {
    if (!life.signal.aborted) open?.send(text);
  }

  function onClose(): void {
    life.abort();
    end.resolve('closed');
    gone.resolve();
  }

  async function keepAlive(socket: OpenSocket): Promise<void> {
    while (!life.signal.aborted) {
      alive = false;
      socket.ping();
      await clock.sleep(pingEveryMs, life.signal).catch(() => undefined);
      if (!alive && !life.signal.aborted) {
        socket.close();
        // The other side is silent: nobody will tell us of the end.
        onClose();
      }
    }
  }

  const handlers = {
    onText,
    onClose,
    onPong: () => {
      alive = true;
    },
  };
  open = await options.socket.connect(options.url, handlers, options.signal);
  const waiting = early;
  early = undefined;
  for (const text of waiting) onText(text);
  void keepAlive(open);

  return {
    since,
    lastFrameAt: () => lastFrameAt,
    isOpen: () => !life.signal.aborted,
    ended: end.promise,
    closed: gone.promise,
    retire() {
      retired = true;
      if (underWay === 0) open.close();
    },
    close() {
      open.close();
      onClose();
    },
  };
}
