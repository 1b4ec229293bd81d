import type { ConsoleBoot, SignInProblem } from '@hongyan/contract';

/** What the server wrote into the page: nothing of any corp's own. */
export const boot: ConsoleBoot = readBoot();

function readBoot(): ConsoleBoot {
  const fallback: ConsoleBoot = { version: '', publicUrl: '', untouched: false };
  try {
    return {
      ...fallback,
      ...(JSON.parse(document.getElementById('hongyan-boot')?.textContent ?? '{}') as Partial<ConsoleBoot>),
    };
  } catch {
    return fallback;
  }
}

const query = new URLSearchParams(typeof location === 'undefined' ? '' : location.search);

/** How the sign-in on DingTalk's page ended, when the browser comes back from it. */
export const signInProblem = (query.get('signin') ?? undefined) as SignInProblem | undefined;

/** The corp that the address names: it chooses the sign-in and the first screen, the session decides. */
export const askedCorp: string | undefined = query.get('corpId') ?? query.get('corp') ?? undefined;

/** The address keeps nothing of the way back from DingTalk: a reload must not tell the same problem again. */
export function forgetWayBack(): void {
  if (!signInProblem) return;
  const url = new URL(location.href);
  url.searchParams.delete('signin');
  history.replaceState(history.state, '', url);
}
