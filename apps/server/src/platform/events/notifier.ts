import { randomUUID } from 'node:crypto';
import { createBackoff } from '@hongyan/kit';
import pg from 'pg';
import type { Log } from '../log/types.ts';

/**
 * Short words between processes over LISTEN/NOTIFY. Not durable: what is said while a connection is down is lost, and
 * `onGap` tells so afterwards.
 */
export interface Notifier {
  /** Every other process hears it; this one does not. Sent in the background, a burst as one statement. */
  send(channel: string, message: string): void;
  listen(channel: string, run: (message: string) => void): void;
  onGap(run: () => void): () => void;
  /** Resolves once everything sent so far has gone out. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const maxBytes = 7_900;
const pgChannel = 'hongyan';

export async function openNotifier(url: string, log: Log): Promise<Notifier> {
  const me = randomUUID();
  const listeners = new Map<string, (message: string) => void>();
  const gapListeners = new Set<() => void>();
  const backoff = createBackoff({ minMs: 100, maxMs: 5_000 });
  let waiting: { channel: string; message: string }[] = [];
  let sending: Promise<void> | undefined;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function receive(payload: string): void {
    // from, then pairs of channel and message
    const [from, ...words] = JSON.parse(payload) as [string, ...string[]];
    if (from === me) return;
    for (let i = 0; i + 1 < words.length; i += 2) listeners.get(words[i]!)?.(words[i + 1]!);
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'hongyan listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    fresh.on('notification', ({ payload }) => payload && receive(payload));
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    await fresh.connect();
    await fresh.query(`listen ${pgChannel}`);
    client = fresh;
    backoff.reset();
  }

  function lose(lost: pg.Client): void {
    if (closed || client !== lost) return;
    client = undefined;
    log.warn('the database connection for live news was lost');
    retry();
  }

  function retry(): void {
    timer = setTimeout(() => {
      connect().then(
        () => {
          for (const run of gapListeners) run();
          if (waiting.length > 0) void drain();
        },
        () => closed || retry(),
      );
    }, backoff.next());
    timer.unref();
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0 && client) {
      const batch = take();
      try {
        await client.query('select pg_notify($1, $2)', [pgChannel, batch]);
      } catch (error) {
        // Others hear of the gap when they, too, lose the server; a lone failure is only a late list.
        log.warn('live news could not be sent', { error });
      }
    }
  }

  function take(): string {
    const words: string[] = [me];
    let size = 64;
    while (waiting.length > 0) {
      const { channel, message } = waiting[0]!;
      size += Buffer.byteLength(channel) + Buffer.byteLength(JSON.stringify(message)) + 6;
      if (size > maxBytes && words.length > 1) break;
      words.push(channel, message);
      waiting.shift();
    }
    return JSON.stringify(words);
  }

  await connect();
  return {
    send(channel, message) {
      if (closed) return;
      // The same word twice in one burst says nothing new.
      if (waiting.some((other) => other.channel === channel && other.message === message)) return;
      waiting.push({ channel, message });
      sending ??= Promise.resolve()
        .then(drain)
        .finally(() => (sending = undefined));
    },
    listen: (channel, run) => void listeners.set(channel, run),
    onGap(run) {
      gapListeners.add(run);
      return () => gapListeners.delete(run);
    },
    flush: async () => {
      while (sending) await sending;
    },
    async close() {
      while (sending) await sending;
      closed = true;
      clearTimeout(timer);
      waiting = [];
      await client?.end().catch(() => undefined);
    },
  };
}
