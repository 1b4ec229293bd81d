import type { PlatformCall } from '../call.ts';
import { getJsapiTicket } from './get-jsapi-ticket.ts';
import { jsapiTickets } from './jsapi-tickets.ts';
import { ssoAccessToken } from './sso-access-token.ts';
import { ssoUserInfo } from './sso-user-info.ts';
import { userAccessToken } from './user-access-token.ts';
import { usersMe } from './users-me.ts';

/** Sign-in on a web page and from the admin console, and the tickets of pages (dingtalk-api.md §1.5, §1.6, §2.4). */
export const loginCalls: readonly PlatformCall[] = [
  userAccessToken,
  usersMe,
  ssoAccessToken,
  ssoUserInfo,
  jsapiTickets,
  getJsapiTicket,
];
