import { type ConsoleSession, ConsoleSignIn, paths, SetupSignIn } from '@hongyan/contract';
import { toActor } from '../../http/console-policy.ts';
import { type ConsolePrincipal, JsonAnswer, type Route, route } from '../../http/types.ts';
import type { AdminDeps } from './ports.ts';
import type { ConsoleSignInService } from './sign-in.ts';

/** Coming in, who one is, and going out. */
export function buildSessionRoutes(deps: AdminDeps, signIn: ConsoleSignInService): readonly Route[] {
  const url = `${paths.adminApi}/session`;
  return [
    route({
      method: 'POST',
      url: `${url}/setup`,
      auth: 'none',
      body: SetupSignIn,
      handler: async ({ body, remoteAddress }) => {
        const { principal, setCookie } = await signIn.withToken(body.token, remoteAddress);
        return new JsonAnswer(200, { 'set-cookie': setCookie }, await present(deps, principal, remoteAddress));
      },
    }),
    route({
      method: 'POST',
      url: `${url}/dingtalk`,
      auth: 'none',
      body: ConsoleSignIn,
      handler: async ({ body, remoteAddress }) => {
        const { principal, setCookie } = await signIn.withCode(body.corpId, body.code, remoteAddress);
        return new JsonAnswer(200, { 'set-cookie': setCookie }, await present(deps, principal, remoteAddress));
      },
    }),
    route({
      method: 'GET',
      url,
      auth: 'admin',
      handler: ({ principal, remoteAddress }) => present(deps, principal, remoteAddress),
    }),
    route({
      method: 'DELETE',
      url,
      auth: 'admin',
      handler: async ({ principal, remoteAddress }) => {
        const { setCookie } = await deps.sessions.end(principal);
        await deps.audit.note(principal.kind === 'admin' ? principal.corpId : deps.audit.instance, {
          actor: toActor(principal, remoteAddress),
          act: 'console.signed_out',
        });
        return new JsonAnswer(200, { 'set-cookie': setCookie }, {});
      },
    }),
  ];
}

async function present(deps: AdminDeps, principal: ConsolePrincipal, address: string): Promise<ConsoleSession> {
  const apps =
    principal.kind === 'operator'
      ? await deps.apps.list()
      : [await deps.apps.get(principal.corpId)].filter((app) => !!app);
  return {
    who:
      principal.kind === 'operator'
        ? { kind: 'operator' }
        : { kind: 'admin', userId: principal.userId, name: principal.name, level: principal.level },
    corps: apps.map((app) => ({
      corpId: app.corpId,
      appName: '企业邮箱',
      domains: app.mailServices.map(({ domain }) => domain),
    })),
    expiresAt: principal.expiresAt.toISOString(),
    address,
  };
}
