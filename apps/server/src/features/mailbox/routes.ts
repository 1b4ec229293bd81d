import { ChangeFlags, ExpungeMessages, ListQuery, MoveMessages } from '@hongyan/contract';
import { AppError, type MailboxId, type MessageId, parseUuid } from '@hongyan/kit';
import Type from 'typebox';
import { type Principal, RawAnswer, type Route, route } from '../../http/types.ts';
import type { Accounts } from './ports.ts';
import type { MailboxServices } from './services.ts';

const OneMailbox = Type.Object({ mailboxId: Type.String({ maxLength: 64 }) });
const OneMessage = Type.Object({ messageId: Type.String({ maxLength: 64 }) });
const DetailQuery = Type.Object({ images: Type.Optional(Type.Literal('show')) });

/** The mailbox, when it is this member's; every other one does not exist. */
async function ownMailbox(accounts: Accounts, principal: Principal, text: string): Promise<MailboxId> {
  const id = parseUuid<MailboxId>(text);
  if (!id || !(await accounts.canUse(principal, id))) throw new AppError('request.not_found');
  return id;
}

function messageIdOf(text: string): MessageId {
  const id = parseUuid<MessageId>(text);
  if (!id) throw new AppError('request.not_found');
  return id;
}

export const mailboxRoutes = ({
  accounts,
  list,
  read,
  flags,
  move,
  live,
}: MailboxServices & { accounts: Accounts }): readonly Route[] => [
  route({
    method: 'GET',
    url: '/api/v1/mailboxes/:mailboxId/folders',
    auth: 'member',
    params: OneMailbox,
    handler: async ({ principal, params }) => {
      const mailboxId = await ownMailbox(accounts, principal, params.mailboxId);
      return { folders: await list.folders(principal, mailboxId) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/mailboxes/:mailboxId/messages',
    auth: 'member',
    params: OneMailbox,
    query: ListQuery,
    handler: async ({ principal, params, query }) => {
      const mailboxId = await ownMailbox(accounts, principal, params.mailboxId);
      return list.page(principal, mailboxId, query);
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/messages/:messageId',
    auth: 'member',
    params: OneMessage,
    query: DetailQuery,
    handler: async ({ principal, params, query, signal }) =>
      read.detail(principal, messageIdOf(params.messageId), { showImages: query.images === 'show', signal }),
  }),
  route({
    method: 'POST',
    url: '/api/v1/mailboxes/:mailboxId/flags',
    auth: 'member',
    params: OneMailbox,
    body: ChangeFlags,
    handler: async ({ principal, params, body }) => {
      const mailboxId = await ownMailbox(accounts, principal, params.mailboxId);
      await flags.change(principal.corpId, mailboxId, body);
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/mailboxes/:mailboxId/move',
    auth: 'member',
    params: OneMailbox,
    body: MoveMessages,
    handler: async ({ principal, params, body }) => {
      const mailboxId = await ownMailbox(accounts, principal, params.mailboxId);
      return move.move(principal.corpId, mailboxId, body);
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/mailboxes/:mailboxId/expunge',
    auth: 'member',
    params: OneMailbox,
    body: ExpungeMessages,
    handler: async ({ principal, params, body }) => {
      const mailboxId = await ownMailbox(accounts, principal, params.mailboxId);
      await move.expunge(principal.corpId, mailboxId, body.messageIds);
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/live',
    auth: 'member',
    handler: async ({ principal, signal }) =>
      new RawAnswer(
        200,
        { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        live(principal, signal),
      ),
  }),
];
