import { BindRequest } from '@hongyan/contract';
import { AppError, type MailboxId, parseUuid } from '@hongyan/kit';
import Type from 'typebox';
import { type Route, route } from '../../http/types.ts';
import { readOptions } from './options.ts';
import type { BindingDeps } from './ports.ts';
import { createBindingService } from './service.ts';

/** Key exchange, the form's contents, bind and unbind. */
export function buildBindingRoutes(deps: BindingDeps): readonly Route[] {
  const service = createBindingService(deps);
  return [
    route({
      method: 'GET',
      url: '/api/v1/binding/key',
      auth: 'member',
      handler: ({ principal }) => service.issueKey(principal),
    }),
    route({
      method: 'GET',
      url: '/api/v1/binding/options',
      auth: 'member',
      query: Type.Object({ address: Type.Optional(Type.String({ maxLength: 320 })) }),
      handler: ({ principal, query }) => readOptions(deps, principal, query.address),
    }),
    route({
      method: 'POST',
      url: '/api/v1/bindings',
      auth: 'member',
      body: BindRequest,
      handler: ({ principal, body }) => service.bind(principal, body),
    }),
    route({
      method: 'DELETE',
      url: '/api/v1/bindings/:mailboxId',
      auth: 'member',
      params: Type.Object({ mailboxId: Type.String() }),
      handler: async ({ principal, params }) => {
        const mailboxId = parseUuid<MailboxId>(params.mailboxId);
        if (!mailboxId) throw new AppError('binding.missing');
        await service.unbind(principal, mailboxId);
      },
    }),
  ];
}
