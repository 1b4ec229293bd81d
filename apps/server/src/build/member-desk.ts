import type { SendStatus, Upload } from '@hongyan/contract';
import { newId } from '@hongyan/kit';
import type { ParsedPart } from '@hongyan/mail';
import type { Principal } from '../http/types.ts';
import type { TestPlatform } from '../platform/testing.ts';
import type { buildMessage } from './member-stand-ins.ts';
import { buildCompany } from './member-testing.ts';

/** A part of a message. */
export const part = (given: Partial<ParsedPart> & { partId: string }): ParsedPart => {
  const content = given.content ?? Buffer.from(`content of ${given.partId}`);
  return {
    name: 'file.bin',
    mediaType: 'application/octet-stream',
    inline: false,
    size: content.byteLength,
    ...given,
    content,
  };
};

/** Header fields and decoded bodies of a wire mail, enough to look at. */
export const headerOf = (text: string, name: string): string =>
  new RegExp(`^${name}: ((?:.*(?:\\r\\n[ \\t].*)*))`, 'im')
    .exec(text.slice(0, text.indexOf('\r\n\r\n') + 2))?.[1]
    ?.replace(/\r\n[ \t]+/g, ' ') ?? '';

/** What a request to send says beside its ids. */
export const letter = {
  kind: 'new',
  to: [{ name: '李华', address: 'lihua@partner.example' }],
  cc: [],
  bcc: [],
  subject: '你好',
  html: '<p>早上好</p>',
  quote: false,
  uploadIds: [],
  originalPartIds: [],
};

/** A desk to write at: its member, mailbox and calls. */
export type Desk = Awaited<ReturnType<typeof openDesk>>;

let corps = 0;
/** A company whose only member has a mailbox bound. */
export async function openDesk(platform: TestPlatform) {
  corps += 1;
  const company = buildCompany(platform, `dingwriting${corps}`);
  await company.features.start(new Set(['http']));
  const me = await company.signIn('u1', '陈明');
  const mailboxId = await company.bind(me, 'chen@example.com');
  company.mail.state.allowed = (principal, id) => id === mailboxId && principal.memberId === me.memberId;
  const draft = (given: Record<string, unknown> = {}) => ({
    ...letter,
    sendId: newId<string>(),
    mailboxId,
    ...given,
  });
  const send = (body: Record<string, unknown>, as: Principal = me) =>
    company.call('POST', '/api/v1/sends', { as, body }) as Promise<SendStatus>;
  const status = (sendId: string, as: Principal = me) =>
    company.call('GET', `/api/v1/sends/${sendId}`, { as }) as Promise<SendStatus>;
  const cancel = (sendId: string, as: Principal = me) =>
    company.call('POST', `/api/v1/sends/${sendId}/cancel`, { as }) as Promise<SendStatus>;
  const keep = (message: ReturnType<typeof buildMessage>, raw?: Uint8Array) => {
    company.mail.messages.set(message.summary.id, { ...message, ...(raw ? { raw } : {}) });
    return message.summary.id;
  };
  return { ...company, me, mailboxId, draft, send, status, cancel, keep };
}
/** Uploads a file. */
export const upload = async (
  company: Desk,
  name: string,
  bytes: Uint8Array,
  as: Principal = company.me,
  type = 'text/plain',
) =>
  (await company.call('POST', `/api/v1/uploads?name=${encodeURIComponent(name)}&type=${encodeURIComponent(type)}`, {
    as,
    stream: (async function* () {
      yield bytes;
    })(),
  })) as Upload;
