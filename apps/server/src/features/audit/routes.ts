import { paths } from '@hongyan/contract';
import { AppError, type CorpId } from '@hongyan/kit';
import Type from 'typebox';
import { requireCorp, requireOperator } from '../../http/console-policy.ts';
import { type Route, route } from '../../http/types.ts';
import { type AuditLog, instance } from './service.ts';

const query = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 32 })) });

/** 审计日志: of a corp, and of the installation. */
export function buildAuditRoutes(audit: AuditLog, isKnown: (corpId: CorpId) => Promise<boolean>): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: `${paths.adminApi}/apps/:corpId/audit`,
      auth: 'admin',
      params: Type.Object({ corpId: Type.String({ maxLength: 100 }) }),
      query,
      handler: async ({ principal, params, query }) => {
        const corpId = requireCorp(principal, params.corpId);
        if (!(await isKnown(corpId))) throw new AppError('session.unknown_corp');
        return audit.list(corpId, query.cursor);
      },
    }),
    route({
      method: 'GET',
      url: `${paths.adminApi}/audit`,
      auth: 'admin',
      query,
      handler: ({ principal, query }) => {
        requireOperator(principal);
        return audit.list(instance, query.cursor);
      },
    }),
  ];
}
