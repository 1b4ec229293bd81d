import type { CorpId } from '@hongyan/kit';
import { type MalformedEvent, readEvent } from '../events/read-event.ts';
import type { DingTalkEvent } from '../events/types.ts';
import type { Frame, Reply } from './frame.ts';

/** Answers the events of one app, whichever of its connections they come over. */
export interface EventDesk {
  answer(frame: Frame): Promise<Reply>;
  /** From now on everything is put off. */
  shut(): void;
  /** Resolves when no handler runs any more. */
  idle(): Promise<void>;
}

/** More than this at once would only fill our memory: the platform keeps the rest for later. */
const maxUnderWay = 1_000;

export function createEventDesk(options: {
  readonly corpId: CorpId;
  readonly now: () => number;
  readonly onEvent: (event: DingTalkEvent) => Promise<'done' | 'later'>;
  readonly onMalformed: (event: MalformedEvent, text: string) => Promise<void> | void;
}): EventDesk {
  // A handler that takes longer than the platform's 3 s is pushed its event again: both pushes wait for the one handling.
  const underWay = new Map<string, Promise<Reply>>();
  let isShut = false;

  async function handle(run: () => Promise<'done' | 'later'>): Promise<Reply> {
    try {
      return (await run()) === 'done' ? success : later;
    } catch {
      return later;
    }
  }

  async function answerEvent(frame: Frame): Promise<Reply> {
    const read = readEvent({
      channel: 'stream',
      corpId: options.corpId,
      headers: frame.headers,
      text: frame.data === '' ? '{}' : frame.data,
      sentAt: frame.time ?? options.now(),
    });
    const { eventId } = read.ok ? read.value : read.error;
    const known = underWay.get(eventId);
    if (known) return known;
    if (isShut || underWay.size >= maxUnderWay) return later;
    const handled = handle(async () => {
      if (read.ok) return options.onEvent(read.value);
      await options.onMalformed(read.error, frame.data);
      // A repeat would be just as malformed.
      return 'done';
    });
    underWay.set(eventId, handled);
    try {
      return await handled;
    } finally {
      underWay.delete(eventId);
    }
  }

  return {
    answer: async (frame) => (frame.type === 'EVENT' ? answerEvent(frame) : unsupported),
    shut() {
      isShut = true;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

const success: Reply = { code: 200, message: 'OK', data: JSON.stringify({ status: 'SUCCESS', message: 'ok' }) };
const later: Reply = { code: 200, message: 'OK', data: JSON.stringify({ status: 'LATER', message: 'later' }) };
/** We subscribe to no callback topic. */
const unsupported: Reply = { code: 404, message: 'topic not supported', data: '{}' };
