import { paths } from '@hongyan/contract';
import Type from 'typebox';
import { JsonAnswer, type Route, route } from '../../http/types.ts';
import type { Away, WebSignIn } from './web-sign-in.ts';

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

/** The two ends of a sign-in on DingTalk's page. Both only ever answer where to go next. */
export function buildWebRoutes(web: WebSignIn): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: paths.qrStart,
      auth: 'none',
      query: Type.Object({ corpId: text(100), to: text(20), n: text(200), here: text(5) }),
      handler: async ({ query, headers, remoteAddress }) => go(await web.start(query, { headers, remoteAddress })),
    }),
    route({
      method: 'GET',
      url: paths.qrRedirect,
      auth: 'none',
      query: Type.Object({ authCode: text(500), code: text(500), state: text(300), error: text(500) }),
      handler: async ({ query, headers, remoteAddress }) => go(await web.finish(query, { headers, remoteAddress })),
    }),
  ];
}

const go = ({ location, cookies }: Away): JsonAnswer =>
  new JsonAnswer(302, { location, ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) }, {});
