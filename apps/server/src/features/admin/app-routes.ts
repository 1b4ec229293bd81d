import { AllowListForm, AppForm, EventChannelForm, PauseForm, type ProviderChoice, paths } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import Type from 'typebox';
import { requireCorp, requireOperator, toActor } from '../../http/console-policy.ts';
import { JsonAnswer, type Route, route } from '../../http/types.ts';
import { checkRanges } from './allow-list.ts';
import type { AdminDeps } from './ports.ts';
import { presentApp, presentAppRow } from './present-app.ts';

export const corpParams = Type.Object({ corpId: Type.String({ maxLength: 100 }) });

/** 自建应用管理: the registered apps and everything that is set on them. */
export function buildAppRoutes(deps: AdminDeps): readonly Route[] {
  const url = `${paths.adminApi}/apps`;
  const one = `${url}/:corpId`;

  const changed = async (app: Promise<Parameters<typeof presentApp>[1]>) => presentApp(deps, await app);

  return [
    route({
      method: 'GET',
      url: `${paths.adminApi}/providers`,
      auth: 'admin',
      handler: async () => ({
        providers: deps.providers.map(
          ({ id, name, imap, smtp }): ProviderChoice => ({
            id,
            name,
            ...(imap ? { imap } : {}),
            ...(smtp ? { smtp } : {}),
          }),
        ),
      }),
    }),
    route({
      method: 'GET',
      url,
      auth: 'admin',
      handler: async ({ principal }) => {
        const all = await deps.apps.list();
        const own = principal.kind === 'operator' ? all : all.filter(({ corpId }) => corpId === principal.corpId);
        return { apps: await Promise.all(own.map((app) => presentAppRow(deps, app))) };
      },
    }),
    route({
      method: 'POST',
      url,
      auth: 'admin',
      body: AppForm,
      handler: async ({ principal, body, remoteAddress }) => {
        // An administrator's own corp is registered: there is nothing else that they may add.
        if (principal.kind === 'admin' && principal.corpId !== body.corpId) requireOperator(principal);
        const app = await deps.apps.create(body, toActor(principal, remoteAddress));
        return new JsonAnswer(201, {}, await presentApp(deps, app));
      },
    }),
    route({
      method: 'GET',
      url: one,
      auth: 'admin',
      params: corpParams,
      handler: async ({ principal, params }) => {
        const app = await deps.apps.get(requireCorp(principal, params.corpId));
        if (!app) throw new AppError('session.unknown_corp');
        return presentApp(deps, app);
      },
    }),
    route({
      method: 'PUT',
      url: one,
      auth: 'admin',
      params: corpParams,
      body: AppForm,
      handler: ({ principal, params, body, remoteAddress }) =>
        changed(deps.apps.edit(requireCorp(principal, params.corpId), body, toActor(principal, remoteAddress))),
    }),
    route({
      method: 'DELETE',
      url: one,
      auth: 'admin',
      params: corpParams,
      handler: async ({ principal, params, remoteAddress }) => {
        const corpId = requireCorp(principal, params.corpId);
        if (!(await deps.apps.remove(corpId, toActor(principal, remoteAddress))))
          throw new AppError('session.unknown_corp');
      },
    }),
    route({
      method: 'POST',
      url: `${one}/pause`,
      auth: 'admin',
      params: corpParams,
      body: PauseForm,
      handler: ({ principal, params, body, remoteAddress }) =>
        changed(
          deps.apps.setPaused(requireCorp(principal, params.corpId), body.paused, toActor(principal, remoteAddress)),
        ),
    }),
    route({
      method: 'POST',
      url: `${one}/event-keys`,
      auth: 'admin',
      params: corpParams,
      handler: ({ principal, params, remoteAddress }) =>
        changed(deps.apps.renewEventKeys(requireCorp(principal, params.corpId), toActor(principal, remoteAddress))),
    }),
    route({
      method: 'PUT',
      url: `${one}/event-channel`,
      auth: 'admin',
      params: corpParams,
      body: EventChannelForm,
      handler: ({ principal, params, body, remoteAddress }) =>
        changed(
          deps.apps.setEventMode(requireCorp(principal, params.corpId), body.mode, toActor(principal, remoteAddress)),
        ),
    }),
    route({
      method: 'PUT',
      url: `${one}/allow-list`,
      auth: 'admin',
      params: corpParams,
      body: AllowListForm,
      handler: ({ principal, params, body, remoteAddress }) => {
        const corpId = requireCorp(principal, params.corpId);
        const ranges = checkRanges(body, remoteAddress);
        return changed(deps.apps.setRanges(corpId, body.purpose, ranges, toActor(principal, remoteAddress)));
      },
    }),
  ];
}
