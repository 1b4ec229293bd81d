import { parentPort } from 'node:worker_threads';
import { assembleMessage } from './assemble.ts';
import { TooComplex } from './tree.ts';

/** The worker's half: bytes in, a parsed message or `too_complex` out. */
parentPort?.on('message', (raw: Uint8Array) => {
  try {
    const message = assembleMessage(raw);
    // A part that was not encoded is a view of the message: only its own bytes may travel.
    const parts = message.parts.map((part) => ({ ...part, content: new Uint8Array(part.content) }));
    parentPort?.postMessage(
      { ...message, parts },
      parts.map(({ content }) => content.buffer),
    );
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    parentPort?.postMessage('too_complex');
  }
});
