import { createOldCall } from './caller.ts';
import { getUser } from './calls/get-user.ts';
import { getUserInfo } from './calls/get-user-info.ts';
import { sendWorkNotification } from './calls/send-work-notification.ts';
import type { DingTalk, DingTalkOptions } from './types.ts';

/** The DingTalk open platform, ready for any number of apps; all share one token cache. */
export function createDingTalk(options: DingTalkOptions): DingTalk {
  const call = createOldCall(options);
  return (credential) => ({
    getUserInfo: (code) => getUserInfo(call, credential, code),
    getUser: (userId) => getUser(call, credential, userId),
    sendWorkNotification: (to, msg) => sendWorkNotification(call, credential, to, msg),
  });
}
