import { parentPort } from 'node:worker_threads';
import { textOfHtml } from '@hongyan/mail-html';
import { assembleMessage } from '../mime/assemble.ts';
import { TooComplex } from '../mime/tree.ts';
import { washHere } from './wash-here.ts';
import type { Work, Works } from './work.ts';
import type { WorkerWord } from './worker-pool.ts';

type Word = WorkerWord<Works[keyof Works]['answer']>;

const say = (word: Word, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(word, [...transfer]);

function parse(raw: Uint8Array): void {
  try {
    const message = assembleMessage(raw);
    // A part that was not encoded is a view of the message: only its own bytes may travel.
    const parts = message.parts.map((part) => ({ ...part, content: new Uint8Array(part.content) }));
    say(
      { answer: { ...message, parts } },
      parts.map(({ content }) => content.buffer),
    );
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    say('too_complex');
  }
}

/** The worker's half: hostile input in, what it means or `too_complex` out. */
parentPort?.on('message', (work: Work) => {
  if (work.kind === 'parse') parse(work.raw);
  else if (work.kind === 'text') say({ answer: textOfHtml(work.html) });
  else {
    const washed = washHere(work.html, work.images);
    say(washed === 'too_complex' ? washed : { answer: washed });
  }
});
say('ready');
