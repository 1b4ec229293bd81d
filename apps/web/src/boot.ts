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

/** The corp of this page; it only chooses the sign-in, the session decides. */
export const corpId: string | undefined = boot.corpId ?? query.get('corpId') ?? undefined;
