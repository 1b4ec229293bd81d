import { ticketSeconds } from '../../container/tickets.ts';
import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';

/** The same ticket, old family (dingtalk-api.md §2.4). */
export const getJsapiTicket: PlatformCall = {
  family: 'old',
  method: 'GET',
  path: '/get_jsapi_ticket',
  counted: false,
  needsToken: true,
  run: ({ world, app }) => ({
    answer: okOld({ ticket: world.jsapiTickets.issue(app!.appKey), expires_in: ticketSeconds }),
    about: says('JSAPI 票据', 'JSAPI ticket'),
  }),
};
