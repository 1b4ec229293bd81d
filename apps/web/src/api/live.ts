import type { LiveEvent } from '@hongyan/contract';

export interface LiveOptions {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  readonly onEvent: (event: LiveEvent) => void;
  /** A stream begins: what was loaded before it may have missed something, the first time too. */
  readonly onGap: () => void;
  /** True while a stream is open. */
  readonly onState?: (connected: boolean) => void;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Server-sent events over fetch, so that they carry our headers. Comes back by itself, slower each time it fails. */
export function listenLive(options: LiveOptions): () => void {
  const stop = new AbortController();
  void run(options, stop.signal);
  return () => stop.abort();
}

async function run(options: LiveOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await options.open(signal);
      if (!response.ok || !response.body) throw new Error(`live ${response.status}`);
      for await (const event of readEvents(response.body)) {
        if (event.kind === 'hello') {
          failures = 0;
          options.onState?.(true);
          options.onGap();
        } else options.onEvent(event);
      }
    } catch {
      // A lost line is ordinary: wait, then again.
    }
    options.onState?.(false);
    failures += 1;
    try {
      await options.wait(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), signal);
    } catch {
      return;
    }
  }
}

/** One JSON object per `data:` line; comments and unknown lines are skipped. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) yield JSON.parse(line.slice(5)) as LiveEvent;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
