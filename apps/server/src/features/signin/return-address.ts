import { homeUrl, paths, type SignInProblem } from '@hongyan/contract';
import type { CorpId } from '@hongyan/kit';

/** Where a sign-in on DingTalk's page was begun, and where it ends: one of our two pages, never an address that was given. */
export interface SignInTarget {
  readonly purpose: 'app' | 'admin';
  readonly corpId: CorpId | undefined;
  /** A notice that the page is opened for. */
  readonly noticeId?: string | undefined;
}

/** A notice id as cards carry it; anything else is dropped, so that nothing foreign gets into an address of ours. */
export const parseNoticeId = (text: string | undefined): string | undefined =>
  text !== undefined && /^[\w-]{16,64}$/.test(text) ? text : undefined;

/** The address of our own page, on the corp's own origin. Nothing in it is secret. */
export function toReturnAddress(origin: string, target: SignInTarget, problem?: SignInProblem): string {
  const ends = problem ? `signin=${problem}` : undefined;
  if (target.purpose === 'admin') return `${origin}${paths.admin}${ends ? `?${ends}` : ''}`;
  if (!target.corpId) return `${origin}${paths.app}${ends ? `?${ends}` : ''}`;
  const noticeId = parseNoticeId(target.noticeId);
  return [homeUrl(origin, target.corpId), noticeId && `n=${noticeId}`, ends].filter(Boolean).join('&');
}
