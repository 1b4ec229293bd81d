/** The addresses of the vendor guide, kept word for word (design §6). */
export const paths = {
  app: '/static/dingding/',
  /** The page inside the mail frame: fixed, without data, under a CSP of its own. */
  mailFrame: '/static/dingding/mail-frame',
  /** Begins a sign-in on DingTalk's own page: `?corpId=&to=app|admin&n=`. */
  qrStart: '/miniapp/dingding/qr/start',
  qrRedirect: '/miniapp/dingding/qr/redirect',
  eventCallback: '/miniapp/callback/dingding',
  admin: '/admin',
  adminApi: '/api/v1/admin',
  api: '/api/v1',
} as const;

/** The header that every changing request carries (design §5.13); a form or a foreign page cannot set it. */
export const csrfHeader = 'x-hongyan';

export const homeUrl = (publicUrl: string, corpId = '$CORPID$'): string => `${publicUrl}${paths.app}?corpId=${corpId}`;

/** Where a card leads. It holds the corp and a random notice id, nothing else (design §5.3). */
export const noticeUrl = (publicUrl: string, corpId: string, noticeId: string): string =>
  `${homeUrl(publicUrl, encodeURIComponent(corpId))}&n=${noticeId}`;

/** The desktop form of a link: DingTalk's side panel (dingtalk-api.md §2.7). */
export const sidePanelUrl = (url: string): string =>
  `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(url)}&pc_slide=true`;
