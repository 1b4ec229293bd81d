import type { MessageDetail, MessageSummary } from '@hongyan/contract';
import type { Failure } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { cache } from '../../session.ts';

/** One mail as far as the page knows it. */
export interface DetailState {
  readonly detail?: MessageDetail | undefined;
  readonly failure?: Failure | undefined;
  readonly busy: boolean;
  /** Remote images were asked for. */
  readonly images: boolean;
  /** When the server answered, in ms: links to parts are short-lived. */
  readonly at: number;
}

const kept = 30;
const freshMs = 5 * 60_000;
const recent: string[] = [];
const keyOf = (messageId: string) => `message:${messageId}`;
const placeOf = (messageId: string) => cache.at<DetailState>(keyOf(messageId));

/** The state of a mail, for reading in a component. */
export const detailOf = (messageId: string): DetailState | undefined => placeOf(messageId).value;

/** Opens a mail: what is known is shown at once, what is missing or old is fetched. */
export async function openDetail(messageId: string, signal?: AbortSignal): Promise<void> {
  remember(messageId);
  const known = placeOf(messageId).peek();
  if (known?.detail && Date.now() - known.at < freshMs) return;
  await fetchDetail(messageId, known?.images ?? false, signal);
}

/** Fetches the mail again, with its remote images or without. */
export async function fetchDetail(messageId: string, images: boolean, signal?: AbortSignal): Promise<void> {
  const place = placeOf(messageId);
  const before = place.peek();
  place.value = { detail: before?.detail, at: before?.at ?? 0, images, busy: true };
  const answer = await api.message(messageId, { images, ...(signal && { signal }) });
  const now = place.peek();
  if (answer.ok) place.value = { detail: answer.value, at: Date.now(), images, busy: false };
  else if (answer.failure.code === 'web.aborted')
    place.value = { ...now, at: now?.at ?? 0, images: before?.images ?? false, busy: false };
  else
    place.value = {
      detail: isGone(answer.failure) ? undefined : now?.detail,
      failure: answer.failure,
      at: now?.at ?? 0,
      images: before?.images ?? false,
      busy: false,
    };
}

/** Changes what the open mail itself shows of its flags. */
export function patchDetail(messageId: string, patch: Partial<MessageSummary>): void {
  const place = placeOf(messageId);
  const state = place.peek();
  if (state?.detail)
    place.value = { ...state, detail: { ...state.detail, summary: { ...state.detail.summary, ...patch } } };
}

/** The mail is not on the server any more. */
export const isGone = (failure: Failure): boolean => failure.status === 410 || failure.code === 'mail.gone';

function remember(messageId: string): void {
  const at = recent.indexOf(messageId);
  if (at >= 0) recent.splice(at, 1);
  recent.push(messageId);
  while (recent.length > kept) cache.forget(keyOf(recent.shift()!));
}
