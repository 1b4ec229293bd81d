/** What the terminal says while nobody has set anything up. The token is a secret: it is printed, never logged. */
export const setupBanner = (publicUrl: string, token: string): string =>
  [
    '',
    '─'.repeat(78),
    '  还没有人登录过管理控制台。打开下面的地址，用初始化口令登录（24 小时内有效，只能用一次）：',
    '  Nobody has signed in to the console yet. Open it and enter the setup token (works once, for 24 hours):',
    '',
    `    ${publicUrl}/admin`,
    `    ${token}`,
    '',
    '  过期了再取一个  For a fresh one:  npx hongyan admin token',
    '─'.repeat(78),
    '',
  ].join('\n');
