import { paths, UnbindForm } from '@hongyan/contract';
import { AppError, type MailboxId, type MemberId, parseUuid } from '@hongyan/kit';
import Type from 'typebox';
import { requireCorp, toActor } from '../../http/console-policy.ts';
import type { ConsolePrincipal } from '../../http/types.ts';
import { JsonAnswer, type Route, route } from '../../http/types.ts';
import { corpParams } from './app-routes.ts';
import { isBound, readMembers } from './members.ts';
import type { AdminDeps } from './ports.ts';

const Query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  state: Type.Optional(
    Type.Union(['all', 'bound', 'unbound', 'trouble', 'left'].map((word) => Type.Literal(word as 'all'))),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});

/** 成员与绑定: who is here, what is bound, and our copy of the directory. */
export function buildMemberRoutes(deps: AdminDeps): readonly Route[] {
  const url = `${paths.adminApi}/apps/:corpId`;

  async function knownCorp(principal: ConsolePrincipal, named: string) {
    const corpId = requireCorp(principal, named);
    if (!(await deps.apps.get(corpId))) throw new AppError('session.unknown_corp');
    return corpId;
  }

  return [
    route({
      method: 'GET',
      url: `${url}/members`,
      auth: 'admin',
      params: corpParams,
      query: Query,
      handler: async ({ principal, params, query }) =>
        readMembers(deps, await knownCorp(principal, params.corpId), query),
    }),
    route({
      method: 'POST',
      url: `${url}/members/:memberId/unbind`,
      auth: 'admin',
      params: Type.Object({ corpId: Type.String({ maxLength: 100 }), memberId: Type.String({ maxLength: 64 }) }),
      body: UnbindForm,
      handler: async ({ principal, params, body, remoteAddress }) => {
        const corpId = await knownCorp(principal, params.corpId);
        const memberId = parseUuid<MemberId>(params.memberId);
        const mailboxId = parseUuid<MailboxId>(body.mailboxId);
        const bindings = deps.bindings();
        const found = memberId && mailboxId && isBound(await bindings.list(corpId), memberId, mailboxId);
        if (!found) throw new AppError('request.not_found');
        await deps.prepare(corpId);
        await deps.db.inCorp(corpId, async (tx) => {
          if (!(await bindings.unbind(tx, found.memberId, found.mailboxId))) throw new AppError('request.not_found');
          await deps.audit.record(tx, {
            actor: toActor(principal, remoteAddress),
            act: 'member.unbound',
            target: found.memberId,
            detail: { address: found.address },
          });
        });
      },
    }),
    route({
      method: 'GET',
      url: `${url}/directory`,
      auth: 'admin',
      params: corpParams,
      handler: async ({ principal, params }) => deps.directory().state(await knownCorp(principal, params.corpId)),
    }),
    route({
      method: 'POST',
      url: `${url}/directory/sync`,
      auth: 'admin',
      params: corpParams,
      handler: async ({ principal, params, remoteAddress }) => {
        const corpId = await knownCorp(principal, params.corpId);
        const started = await deps.directory().startSync(corpId);
        const actor = toActor(principal, remoteAddress);
        if (started === 'running') throw new AppError('request.conflict');
        await deps.audit.note(corpId, { actor, act: 'directory.sync_started', target: corpId });
        return new JsonAnswer(202, {}, await deps.directory().state(corpId));
      },
    }),
  ];
}
