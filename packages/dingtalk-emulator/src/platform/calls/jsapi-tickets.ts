import { ticketSeconds } from '../../container/tickets.ts';
import { type PlatformCall, says } from '../call.ts';
import { okNew } from '../errors.ts';

/** The ticket with which pages are signed, new family (dingtalk-api.md §2.4). */
export const jsapiTickets: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/oauth2/jsapiTickets',
  counted: false,
  needsToken: true,
  run: ({ world, app }) => ({
    answer: okNew({ jsapiTicket: world.jsapiTickets.issue(app!.appKey), expireIn: ticketSeconds }),
    about: says('JSAPI 票据', 'JSAPI ticket'),
  }),
};
