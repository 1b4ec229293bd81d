import { SendRequest } from '@hongyan/contract';
import { AppError, type MessageId, parseUuid } from '@hongyan/kit';
import Type from 'typebox';
import { JsonAnswer, type Route, route } from '../../http/types.ts';
import type { Correspondents } from './correspondents.ts';
import { toLanguage } from './language.ts';
import type { ComposeDeps } from './ports.ts';
import { readPrefill } from './prefill.ts';
import type { Sends } from './sends.ts';
import { maxUploadBytes, type Uploads } from './uploads.ts';

/** Writing: uploads, what an answer begins with, sending, and whom to write to. */
export function buildComposeRoutes(
  deps: ComposeDeps,
  { uploads, sends, correspondents }: { uploads: Uploads; sends: Sends; correspondents: Correspondents },
): readonly Route[] {
  const sendParams = Type.Object({ sendId: Type.String({ maxLength: 36 }) });
  return [
    route({
      method: 'POST',
      url: '/api/v1/uploads',
      auth: 'member',
      raw: { maxBytes: maxUploadBytes },
      query: Type.Object({
        name: Type.String({ minLength: 1, maxLength: 1000 }),
        type: Type.Optional(Type.String({ maxLength: 200 })),
      }),
      handler: ({ principal, query, stream }) =>
        uploads.create(principal, { name: query.name, mediaType: query.type ?? '', stream: stream! }),
    }),
    route({
      method: 'DELETE',
      url: '/api/v1/uploads/:id',
      auth: 'member',
      params: Type.Object({ id: Type.String({ maxLength: 36 }) }),
      handler: async ({ principal, params }) => {
        const id = parseUuid<string>(params.id);
        if (!id || !(await uploads.remove(principal, id))) throw new AppError('request.not_found');
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/messages/:messageId/prefill',
      auth: 'member',
      params: Type.Object({ messageId: Type.String({ maxLength: 64 }) }),
      query: Type.Object({
        kind: Type.Union([Type.Literal('reply'), Type.Literal('replyAll'), Type.Literal('forward')]),
      }),
      handler: ({ principal, params, query, headers }) => {
        const messageId = parseUuid<MessageId>(params.messageId);
        if (!messageId) throw new AppError('request.not_found');
        return readPrefill(deps, principal, messageId, query.kind, toLanguage(headers['accept-language']));
      },
    }),
    route({
      method: 'POST',
      url: '/api/v1/sends',
      auth: 'member',
      body: SendRequest,
      handler: async ({ principal, body, headers }) =>
        new JsonAnswer(202, {}, await sends.submit(principal, body, toLanguage(headers['accept-language']))),
    }),
    route({
      method: 'GET',
      url: '/api/v1/sends/:sendId',
      auth: 'member',
      params: sendParams,
      handler: async ({ principal, params }) => {
        const status = await sends.status(principal, params.sendId);
        if (!status) throw new AppError('request.not_found');
        return status;
      },
    }),
    route({
      method: 'POST',
      url: '/api/v1/sends/:sendId/cancel',
      auth: 'member',
      params: sendParams,
      handler: ({ principal, params }) => sends.cancel(principal, params.sendId),
    }),
    route({
      method: 'GET',
      url: '/api/v1/contacts',
      auth: 'member',
      query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
      handler: async ({ principal, query }) => ({ contacts: await correspondents.find(principal, query.q ?? '') }),
    }),
  ];
}
