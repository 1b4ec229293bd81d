import { createHash } from 'node:crypto';

/** The signature of `dd.config` (dingtalk-api.md §2.4): these keys, in this order, lower case. `url` is already decoded. */
export const signPage = (page: { ticket: string; nonceStr: string; timeStamp: string; url: string }): string =>
  createHash('sha256')
    .update(`jsapi_ticket=${page.ticket}&noncestr=${page.nonceStr}&timestamp=${page.timeStamp}&url=${page.url}`, 'utf8')
    .digest('hex');
