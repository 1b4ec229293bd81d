import type { ConsoleSession } from '@hongyan/contract';
import { computed, signal } from '@preact/signals';
import type { Answer, Failure } from '../api/answer.ts';
import { host } from '../dingtalk/current.ts';
import { api, onSessionEnd } from './api.ts';
import { askedCorp, boot, signInProblem } from './boot.ts';

/** Why nobody is signed in. */
export type SignedOut =
  | { readonly kind: 'new' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'left' }
  /** DingTalk gave no code: `silent`, `refused`, … */
  | { readonly kind: 'no_code'; readonly detail?: string | undefined }
  | { readonly kind: 'failure'; readonly failure: Failure };

export type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'out'; readonly why: SignedOut }
  | { readonly kind: 'signed' };

/** Nothing of any corp is painted before this says `signed`. */
export const stage = signal<Stage>({ kind: 'starting' });
/** Who is signed in. */
export const session = signal<ConsoleSession | undefined>(undefined);

const chosen = signal<string | undefined>(askedCorp);

/** The corp whose pages are shown: the one chosen, else the first that this session may manage. */
export const corp = computed(() => {
  const corps = session.value?.corps ?? [];
  return corps.find((one) => one.corpId === chosen.value) ?? corps[0];
});

/** Shows another corp's pages. */
export function chooseCorp(corpId: string): void {
  chosen.value = corpId;
}

/** The one corp of an administrator is known before sign-in; an operator's may be many. */
export const signInCorp: string | undefined = askedCorp ?? boot.onlyCorpId;

function out(why: SignedOut): void {
  session.value = undefined;
  stage.value = { kind: 'out', why };
}

function accept(answer: Answer<ConsoleSession>): answer is { ok: true; value: ConsoleSession } {
  if (!answer.ok) return false;
  session.value = answer.value;
  stage.value = { kind: 'signed' };
  return true;
}

/** The session that the browser holds; inside DingTalk a new one by the person's own identity. */
export async function start(): Promise<void> {
  onSessionEnd(() => out({ kind: 'ended' }));
  const answer = await api.session();
  if (accept(answer)) return;
  if (!answer.ok && answer.failure.status !== 401) return out({ kind: 'failure', failure: answer.failure });
  // Who has just been refused on DingTalk's page reads why, instead of being refused once more.
  if (host.kind === 'dingtalk' && signInCorp && !signInProblem) return signInInside(signInCorp);
  out({ kind: 'new' });
}

/** Inside DingTalk: a fresh code of the person who holds the device. */
export async function signInInside(corpId: string): Promise<void> {
  stage.value = { kind: 'starting' };
  const code = await host.authCode(corpId, undefined);
  if (code.kind !== 'code') return out({ kind: 'no_code', detail: code.detail });
  const answer = await api.signIn({ corpId, code: code.code });
  if (!accept(answer) && !answer.ok) out({ kind: 'failure', failure: answer.failure });
}

/** With the token that the server printed; the failure goes back to its field. */
export async function signInWithToken(token: string): Promise<Failure | undefined> {
  const answer = await api.setup(token);
  return accept(answer) || answer.ok ? undefined : answer.failure;
}

/** Corps and names may have changed: asks again. */
export async function reloadSession(): Promise<void> {
  const answer = await api.session();
  if (answer.ok) session.value = answer.value;
}

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  await api.signOut();
  out({ kind: 'left' });
}
