import type { Boot } from '@hongyan/contract';

/** What the server wrote into the page: nothing of any member. */
export const boot: Boot = readBoot();

function readBoot(): Boot {
  const fallback: Boot = { appName: '企业邮箱', version: '' };
  try {
    return {
      ...fallback,
      ...(JSON.parse(document.getElementById('hongyan-boot')?.textContent ?? '{}') as Partial<Boot>),
    };
  } catch {
    return fallback;
  }
}

const query = new URLSearchParams(typeof location === 'undefined' ? '' : location.search);

/** The notice that the page was opened from. */
export const noticeId = query.get('n') ?? undefined;

/** How a sign-in on DingTalk's own page ended badly: the browser has just come back from it. */
export const signInProblem: string | undefined = query.get('signin') ?? undefined;

/** The corp of this page; it only chooses the sign-in, the session decides. */
export const corpId: string | undefined = boot.corpId ?? query.get('corpId') ?? undefined;

/** The address keeps nothing of the way back from DingTalk: a reload must not tell the same problem again. */
export function forgetWayBack(): void {
  if (!signInProblem) return;
  const url = new URL(location.href);
  url.searchParams.delete('signin');
  history.replaceState(history.state, '', url);
}
