import { type DoctorCheckId, DoctorRun, doctorChecks, paths } from '@hongyan/contract';
import { AppError, type CorpId, type UserId } from '@hongyan/kit';
import Type from 'typebox';
import { requireCorp, toActor } from '../../http/console-policy.ts';
import { type ConsolePrincipal, type Route, route } from '../../http/types.ts';
import type { DoctorDeps } from './ports.ts';
import type { Doctor } from './service.ts';

const corpId = Type.String({ maxLength: 100 });

/** 体检: what was found last, and one check run now. */
export function buildDoctorRoutes(deps: DoctorDeps, doctor: Doctor): readonly Route[] {
  const url = `${paths.adminApi}/apps/:corpId/doctor`;

  async function knownCorp(principal: ConsolePrincipal, named: string): Promise<CorpId> {
    const found = requireCorp(principal, named);
    if (!(await deps.apps.get(found))) throw new AppError('session.unknown_corp');
    return found;
  }

  return [
    route({
      method: 'GET',
      url,
      auth: 'admin',
      params: Type.Object({ corpId }),
      handler: async ({ principal, params }) => ({
        checks: await doctor.results(await knownCorp(principal, params.corpId)),
      }),
    }),
    route({
      method: 'POST',
      url: `${url}/:check`,
      auth: 'admin',
      params: Type.Object({ corpId, check: Type.String({ maxLength: 40 }) }),
      body: DoctorRun,
      handler: async ({ principal, params, body, remoteAddress }) => {
        const corp = await knownCorp(principal, params.corpId);
        const id = doctorChecks.find((one): one is DoctorCheckId => one === params.check);
        if (!id) throw new AppError('request.not_found');
        const own = principal.kind === 'admin' ? principal.userId : undefined;
        const userId = body.userId ? (body.userId as UserId) : own;
        const result = await doctor.run(corp, id, userId);
        await deps.prepare(corp);
        await deps.audit.note(corp, {
          actor: toActor(principal, remoteAddress),
          act: 'doctor.ran',
          target: id,
          detail: { state: result.state, ...(id === 'test_notice' && userId ? { to: userId } : {}) },
        });
        return result;
      },
    }),
  ];
}
