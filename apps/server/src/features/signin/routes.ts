import { SignIn } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import Type from 'typebox';
import { JsonAnswer, type Route, route } from '../../http/types.ts';
import { createEnter } from './enter.ts';
import type { SignInDeps } from './ports.ts';
import { createSignInService } from './service.ts';
import { createSignInStates } from './states.ts';
import { buildWebRoutes } from './web-routes.ts';
import { createWebSignIn } from './web-sign-in.ts';

/** Sessions, and where a card leads. */
export function buildSignInRoutes(deps: SignInDeps): readonly Route[] {
  const enter = createEnter(deps);
  const service = createSignInService(deps, enter);
  return [
    ...buildWebRoutes(createWebSignIn(deps, enter, createSignInStates(deps))),
    route({
      method: 'POST',
      url: '/api/v1/session',
      auth: 'none',
      body: SignIn,
      handler: async ({ body, remoteAddress, headers }) => {
        const { setCookie, start } = await service.signIn(body, { remoteAddress, headers });
        return new JsonAnswer(200, { 'set-cookie': setCookie }, start);
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/session',
      auth: 'member',
      query: Type.Object({ corpId: Type.Optional(Type.String({ maxLength: 64 })) }),
      handler: ({ principal }) => service.current(principal),
    }),
    route({
      method: 'DELETE',
      url: '/api/v1/session',
      auth: 'member',
      handler: async ({ principal }) => {
        const { setCookie } = await service.signOut(principal);
        return new JsonAnswer(200, { 'set-cookie': setCookie }, {});
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/notices/:noticeId',
      auth: 'member',
      params: Type.Object({ noticeId: Type.String({ minLength: 1, maxLength: 64 }) }),
      handler: async ({ principal, params }) => {
        const target = await deps.mail().noticeTarget(principal, params.noticeId);
        if (!target) throw new AppError('notice.not_yours');
        return target;
      },
    }),
  ];
}
