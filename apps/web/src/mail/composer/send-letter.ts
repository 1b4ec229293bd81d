import type { SendRequest, SendStatus } from '@hongyan/contract';
import type { ErrorCode } from '@hongyan/kit';
import type { Answer } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { sendEvents } from '../live.ts';
import { composeText } from './compose-text.ts';

/** During these a sent letter can be taken back. */
export const holdSeconds = 10;

/** What happens with the draft of a letter that was handed over. */
export interface Afterwards {
  /** Opens the letter again as it was. */
  readonly reopen: () => void;
  /** It has gone out, or may have: the draft is not needed any more. */
  readonly drop: () => void;
}

/** Hands a letter over and then follows it, whatever page is open, until its outcome is known and said. */
export async function sendLetter(request: SendRequest, afterwards: Afterwards): Promise<Answer<SendStatus>> {
  const answer = await api.send(request);
  if (answer.ok) announce(answer.value, afterwards);
  return answer;
}

function announce(status: SendStatus, afterwards: Afterwards): void {
  if (status.state !== 'held') {
    void follow(status.sendId, afterwards, status);
    return;
  }
  const t = composeText();
  showSnack({
    text: t.held(holdSeconds),
    countdown: t.held,
    ms: holdSeconds * 1000,
    act: { label: t.recall, run: () => void recall(status.sendId, afterwards) },
    onGone: () => void follow(status.sendId, afterwards),
  });
}

async function recall(sendId: string, afterwards: Afterwards): Promise<void> {
  const t = composeText();
  const answer = await api.cancelSend(sendId);
  if (answer.ok && answer.value.state === 'cancelled') {
    showSnack({ text: t.recalled });
    afterwards.reopen();
    return;
  }
  showSnack({
    text: answer.ok || answer.failure.code === 'send.too_late' ? t.tooLate : answer.failure.what[language.value],
  });
  void follow(sendId, afterwards);
}

const waits = [400, 800, 1500, 2500, 4000, 6000, 10_000, 15_000, 20_000];

async function follow(sendId: string, afterwards: Afterwards, known?: SendStatus): Promise<void> {
  const t = composeText();
  let status = known;
  for (const ms of waits) {
    if (status && isSettled(status)) break;
    await untilNews(sendId, ms);
    const answer = await api.sendStatus(sendId);
    if (answer.ok) status = answer.value;
  }
  if (!status || !isSettled(status)) showSnack({ text: t.stillSending, ms: 8000 });
  else await tell(status, afterwards);
}

const isSettled = ({ state }: SendStatus): boolean => state !== 'held' && state !== 'sending';

async function tell(status: SendStatus, { reopen, drop }: Afterwards): Promise<void> {
  const t = composeText();
  if (status.state === 'sent') {
    drop();
    showSnack({ text: t.sent, ms: 3000 });
  } else if (status.state === 'failed') {
    const why = status.detail ?? (status.code as ErrorCode | undefined) ?? '';
    showSnack({ text: t.failed(why ? `${why} ` : ''), ms: 20_000, act: { label: t.backToEdit, run: reopen } });
  } else if (status.state === 'unknown') {
    // Never repeated by itself: it may lie in the recipient's mailbox already.
    if (await ask({ title: t.unknownTitle, text: t.unknownText, yes: t.sendAgain, no: t.checkFirst })) reopen();
  }
}

/** Resolves when the server says something about this letter, at the latest after `ms`. */
function untilNews(sendId: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      sendEvents.removeEventListener('send', listen);
      resolve();
    };
    const listen = (event: Event) => {
      if ((event as CustomEvent<string>).detail === sendId) done();
    };
    const timer = setTimeout(done, ms);
    sendEvents.addEventListener('send', listen);
  });
}
