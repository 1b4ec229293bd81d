import { expect, test } from 'vitest';
import { listenLive, readEvents } from './live.ts';

const streamOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

test('events survive being cut anywhere, and comments are skipped', async () => {
  const events = [];
  for await (const event of readEvents(
    streamOf(': hi\n\nda', 'ta: {"kind":"hel', 'lo"}\n\ndata: {"kind":"folders","mailboxId":"a"}\n\n'),
  ))
    events.push(event);
  expect(events).toEqual([{ kind: 'hello' }, { kind: 'folders', mailboxId: 'a' }]);
});

test('every connection asks again: what was loaded before it may have missed something', async () => {
  let gaps = 0;
  let opened = 0;
  let resolve = () => {};
  const twice = new Promise<void>((done) => {
    resolve = done;
  });
  const stop = listenLive({
    open: async () => {
      opened += 1;
      if (opened === 2) throw new TypeError('network');
      return new Response(streamOf('data: {"kind":"hello"}\n\n'));
    },
    onEvent: () => {},
    onGap: () => {
      gaps += 1;
      if (gaps === 2) resolve();
    },
    wait: () => new Promise((done) => setImmediate(done)),
  });
  await twice;
  stop();
  expect(gaps).toBe(2);
  expect(opened).toBe(3);
});
