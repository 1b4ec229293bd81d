import type { NoticeTarget, Session, SessionStart } from '@hongyan/contract';
import { signal } from '@preact/signals';
import type { Failure } from './api/answer.ts';
import { api } from './api/api.ts';
import { createCache } from './api/cache.ts';
import { credentials } from './api/credentials.ts';
import { boot, corpId, noticeId } from './boot.ts';
import { host } from './dingtalk/current.ts';
import { go } from './router.ts';

/** Why nobody is signed in. */
export type Problem =
  | { readonly kind: 'corp_missing' }
  | { readonly kind: 'corp_unknown' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'code'; readonly why: 'cancelled' | 'silent' | 'refused'; readonly detail?: string | undefined }
  | { readonly kind: 'failure'; readonly failure: Failure };

export type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'signed' };

/** Nothing of a member is painted before this says `signed`. */
export const stage = signal<Stage>({ kind: 'starting' });
/** Who is signed in. */
export const session = signal<Session | undefined>(undefined);
/** What came along with the sign-in: the first page of the inbox, or the mail of a notice. */
export const start = signal<Pick<SessionStart, 'inbox' | 'notice'> | undefined>(undefined);
/** All data of the member; emptied when another one comes. */
export const cache = createCache();

const leaving = new Set<() => void>();

/** Runs when the member of this page leaves it: what other parts remember of them goes too. */
export const whenMemberLeaves = (run: () => void): void => void leaving.add(run);

function leave(): void {
  for (const run of leaving) run();
}

/** Signs in: inside DingTalk by a fresh code at every load, outside by the session that the browser holds. */
export async function signIn(): Promise<void> {
  stage.value = { kind: 'starting' };
  const problem = await trySignIn(true);
  if (problem) fail(problem);
}

async function trySignIn(first: boolean): Promise<Problem | undefined> {
  if (boot.problem || !corpId) return { kind: boot.problem ?? 'corp_missing' };
  const code = await host.authCode(corpId, boot.clientId);
  if (code.kind === 'absent') {
    const answer = await api.session(false);
    if (answer.ok) {
      accept(answer.value, undefined);
      return undefined;
    }
    return answer.failure.status === 401 ? { kind: 'outside' } : { kind: 'failure', failure: answer.failure };
  }
  if (code.kind !== 'code') return { kind: 'code', why: code.kind, detail: code.detail };
  const answer = await api.signIn({
    corpId,
    code: code.code,
    ...(first ? { withInbox: true } : {}),
    ...(first && noticeId ? { noticeId } : {}),
  });
  if (!answer.ok) return { kind: 'failure', failure: answer.failure };
  credentials.keep(answer.value.bearer);
  accept(answer.value, answer.value);
  return undefined;
}

function accept(next: Session, begin: SessionStart | undefined): void {
  // The old member's data goes before the new one's is painted.
  if (cache.belongTo(next.corpId, next.member.id)) {
    leave();
    go({ kind: 'home' }, { replace: true });
  }
  if (begin) start.value = { inbox: begin.inbox, notice: begin.notice };
  session.value = next;
  stage.value = { kind: 'signed' };
}

function fail(problem: Problem): void {
  cache.wipe();
  leave();
  session.value = undefined;
  start.value = undefined;
  stage.value = { kind: 'problem', problem };
}

credentials.renewWith(async () => {
  const before = session.value?.member.id;
  const problem = await trySignIn(false);
  if (problem) {
    fail(problem.kind === 'outside' ? { kind: 'signed_out' } : problem);
    return false;
  }
  return session.value?.member.id === before;
});

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  await api.signOut();
  credentials.keep(undefined);
  fail({ kind: 'signed_out' });
}

/** Asks again who we are and which mailboxes there are. */
export async function reloadSession(): Promise<void> {
  const answer = await api.session(true);
  if (answer.ok && answer.value.member.id === session.value?.member.id) session.value = answer.value;
}

/** Where the notice leads that this page was opened from; a failure says why nowhere. */
export async function resolveNotice(): Promise<NoticeTarget | Failure | undefined> {
  if (!noticeId) return undefined;
  if (start.value?.notice) return start.value.notice;
  const answer = await api.notice(noticeId);
  return answer.ok ? answer.value : answer.failure;
}
