import type { MessageDetail } from '@hongyan/contract';
import { newId } from '@hongyan/kit';
import { encryptBinding } from '../features/binding/testing.ts';
import type { Ask, Person, Whole } from './whole-testing.ts';

/** The owner's corp. */
export const corpId = 'dingmatrix1';
/** A stranger's corp. */
export const otherCorpId = 'dingmatrix2';
/** The mail domain of the owner's corp. */
export const domain = 'matrix.example';
/** The mail domain of the stranger's. */
export const otherDomain = 'elsewhere.example';

/** Words that only the owner of the mailbox may ever read. */
export const secrets = [
  'geheimbetreff',
  'geheimtext',
  'geheimabsender',
  'geheimanhang',
  'geheimdatei',
  'geheimchef',
  'geheimempfaenger',
];

/** What the rows of the matrix ask about; all of it is the owner's. */
export interface Things {
  readonly mailboxId: string;
  readonly messageId: string;
  readonly trashedId: string;
  readonly noticeId: string;
  readonly uploadId: string;
  readonly heldSendId: string;
  readonly detail: MessageDetail;
}
/** One call. */
export interface Request extends Ask {
  readonly path: string;
}
interface Row {
  /** What the owner asks, and the status that the owner gets. */
  readonly good: (things: Things, as: Person, ask: Whole['ask']) => Request | Promise<Request>;
  readonly status: number;
  /** 404: names something of the owner's, which does not exist for anyone else. own: everyone gets their own. proof: the address is the proof. */
  readonly others: 404 | 'own' | 'proof';
  /** Refused with 400, or with 404 where the id is what is wrong. */
  readonly bad: readonly ((things: Things) => Request)[];
}

/** An id of nothing. */
export const nobody = '01a00000-0000-7000-8000-000000000000';
const awkward = ['x', '%00', '%F0%9F%92%A9', "'%20or%201=1--", '..%2f..%2fetc', 'A'.repeat(300), '__proto__', '%2e%2e'];
const ids = (path: (id: string) => string, given: Ask = {}) =>
  awkward.map((id) => () => ({ ...given, path: path(id) }));
const bodies = (path: string | ((things: Things) => string), ...list: readonly unknown[]) =>
  list.map((body) => (things: Things) => ({ path: typeof path === 'string' ? path : path(things), body }));
const strange: readonly unknown[] = [{}, [], 'text', null, { __proto__x: 1, isAdmin: true }];
const mailboxPath = ({ mailboxId }: Things, rest: string) => `/api/v1/mailboxes/${mailboxId}/${rest}`;
/** A mail to send. */
export const letter = ({ mailboxId }: Pick<Things, 'mailboxId'>, more: object = {}) => ({
  sendId: newId<string>(),
  mailboxId,
  kind: 'new',
  to: [{ name: '', address: 'geheimempfaenger@partner.example' }],
  cc: [],
  bcc: [],
  subject: 'geheimbetreff',
  html: '<p>geheimtext</p>',
  quote: false,
  uploadIds: [],
  originalPartIds: [],
  ...more,
});
const content = (kind: string, good: (things: Things) => string): Row => ({
  good: (things) => ({ path: good(things) }),
  status: 200,
  others: 'proof',
  bad: [
    ...ids((id) => `/api/v1/content/${kind}/${id}`),
    // A proof of one thing proves nothing else, and a changed letter proves nothing.
    ...['attachment', 'inline', 'image', 'original']
      .filter((other) => other !== kind)
      .map((other) => (things: Things) => ({ path: good(things).replace(`/${kind}/`, `/${other}/`) })),
    (things) => ({ path: good(things).replace(/.(\?|$)/, (end) => (end.startsWith('A') ? 'B' : 'A')) }),
    (things) => ({ path: good(things).replace(/\.[^.]*$/, '.') }),
  ],
});

/** One row for every route, in the order in which the owner uses them. A route without a row fails the first test. */
export const matrix: Readonly<Record<string, Row>> = {
  'GET /api/v1/session': { good: () => ({ path: '/api/v1/session' }), status: 200, others: 'own', bad: [] },
  'GET /api/v1/notices/:noticeId': {
    good: ({ noticeId }) => ({ path: `/api/v1/notices/${noticeId}` }),
    status: 200,
    others: 404,
    bad: ids((id) => `/api/v1/notices/${id}`),
  },
  'GET /api/v1/live': { good: () => ({ path: '/api/v1/live' }), status: 200, others: 'own', bad: [] },
  'GET /api/v1/binding/key': { good: () => ({ path: '/api/v1/binding/key' }), status: 200, others: 'own', bad: [] },
  'GET /api/v1/binding/options': {
    good: () => ({ path: `/api/v1/binding/options?address=a@${domain}` }),
    status: 200,
    others: 'own',
    bad: [() => ({ path: `/api/v1/binding/options?address=${'a'.repeat(400)}` })],
  },
  'GET /api/v1/contacts': {
    good: () => ({ path: '/api/v1/contacts?q=geheimempfaenger' }),
    status: 200,
    others: 'own',
    bad: [() => ({ path: `/api/v1/contacts?q=${'a'.repeat(101)}` }), () => ({ path: '/api/v1/contacts?q=a&q=b' })],
  },
  'GET /api/v1/mailboxes/:mailboxId/folders': {
    good: (things) => ({ path: mailboxPath(things, 'folders') }),
    status: 200,
    others: 404,
    bad: ids((id) => `/api/v1/mailboxes/${id}/folders`),
  },
  'GET /api/v1/mailboxes/:mailboxId/messages': {
    good: (things) => ({ path: mailboxPath(things, 'messages?q=geheimbetreff') }),
    status: 200,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/mailboxes/${id}/messages`),
      ...[
        'folderId=x',
        `folderId=${nobody}`,
        'limit=0',
        'limit=201',
        'limit=x',
        'filter=deleted',
        'cursor=x',
        'unknown=1',
      ].map((query) => (things: Things) => ({ path: mailboxPath(things, `messages?${query}`) })),
      (things) => ({
        path: mailboxPath(things, `messages?cursor=${Buffer.from(`9e9.${nobody}`).toString('base64url')}`),
      }),
      (things) => ({ path: mailboxPath(things, `messages?q=${'a'.repeat(201)}`) }),
    ],
  },
  'GET /api/v1/messages/:messageId': {
    good: ({ messageId }) => ({ path: `/api/v1/messages/${messageId}` }),
    status: 200,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/messages/${id}`),
      ({ messageId }) => ({ path: `/api/v1/messages/${messageId}?images=all` }),
    ],
  },
  'GET /api/v1/messages/:messageId/prefill': {
    good: ({ messageId }) => ({ path: `/api/v1/messages/${messageId}/prefill?kind=reply` }),
    status: 200,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/messages/${id}/prefill?kind=reply`),
      ...['', '?kind=new', '?kind=reply&kind=forward'].map((query) => ({ messageId }: Things) => ({
        path: `/api/v1/messages/${messageId}/prefill${query}`,
      })),
    ],
  },
  'GET /api/v1/content/attachment/*': content('attachment', ({ detail }) => detail.attachments[0]!.url),
  'GET /api/v1/content/inline/*': content('inline', ({ detail }) => hrefOf(detail, 'inline')),
  'GET /api/v1/content/image/*': {
    ...content('image', ({ detail }) => hrefOf(detail, 'image')),
    // It names a private address, which nobody may be made to ask: the proof holds, the picture is not had.
    status: 404,
  },
  'GET /api/v1/content/original/*': content('original', ({ detail }) => detail.originalUrl),
  'POST /api/v1/mailboxes/:mailboxId/flags': {
    good: (things) => ({ path: mailboxPath(things, 'flags'), body: { messageIds: [things.messageId], seen: true } }),
    status: 204,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/mailboxes/${id}/flags`, { body: { messageIds: [nobody], seen: true } }),
      ...bodies(
        (things) => mailboxPath(things, 'flags'),
        ...strange,
        { messageIds: [], seen: true },
        { messageIds: [nobody] },
        { messageIds: [nobody], seen: 'true' },
        { messageIds: ['x'], seen: true },
        { messageIds: [nobody], seen: true },
        { messageIds: Array(501).fill(nobody), seen: true },
        { messageIds: [nobody], seen: true, answered: true },
      ),
    ],
  },
  'POST /api/v1/uploads': {
    good: () => ({ path: '/api/v1/uploads?name=own.txt', bytes: Buffer.from('geheimtext') }),
    status: 200,
    others: 'own',
    bad: [
      () => ({ path: '/api/v1/uploads', bytes: Buffer.from('x') }),
      () => ({ path: '/api/v1/uploads?name=', bytes: Buffer.from('x') }),
      () => ({ path: `/api/v1/uploads?name=${'a'.repeat(1001)}`, bytes: Buffer.from('x') }),
    ],
  },
  'DELETE /api/v1/uploads/:id': {
    good: ({ uploadId }) => ({ path: `/api/v1/uploads/${uploadId}` }),
    status: 204,
    others: 404,
    bad: ids((id) => `/api/v1/uploads/${id}`),
  },
  'POST /api/v1/sends': {
    good: (things) => ({ path: '/api/v1/sends', body: letter(things) }),
    status: 202,
    others: 404,
    bad: bodies(
      '/api/v1/sends',
      ...strange,
      ...[
        { sendId: 'x' },
        { sendId: '-'.repeat(36) },
        { mailboxId: 'x' },
        { mailboxId: nobody },
        { kind: 'reply' },
        { kind: 'forward', originalId: 'x' },
        { uploadIds: ['x'] },
        { uploadIds: [nobody] },
        { uploadIds: ['\u0000'] },
        { to: [] },
        { to: [{ name: '', address: 'a@b.example\r\nBcc: c@d.example' }] },
        { to: [{ address: 'a@b.example' }] },
        { holdSeconds: 61 },
        { from: 'boss@matrix.example' },
      ].map((more) => letter({ mailboxId: nobody }, more)),
    ),
  },
  'GET /api/v1/sends/:sendId': {
    good: ({ heldSendId }) => ({ path: `/api/v1/sends/${heldSendId}` }),
    status: 200,
    others: 404,
    bad: ids((id) => `/api/v1/sends/${id}`),
  },
  'POST /api/v1/sends/:sendId/cancel': {
    good: ({ heldSendId }) => ({ path: `/api/v1/sends/${heldSendId}/cancel` }),
    status: 200,
    others: 404,
    bad: ids((id) => `/api/v1/sends/${id}/cancel`),
  },
  'POST /api/v1/mailboxes/:mailboxId/move': {
    good: (things) => ({
      path: mailboxPath(things, 'move'),
      body: { messageIds: [things.trashedId], to: { role: 'trash' } },
    }),
    status: 200,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/mailboxes/${id}/move`, { body: { messageIds: [nobody], to: { role: 'trash' } } }),
      ...bodies(
        (things) => mailboxPath(things, 'move'),
        ...strange,
        { messageIds: [nobody], to: { role: 'sent' } },
        { messageIds: [nobody], to: { folderId: 'x' } },
        { messageIds: [nobody], to: { folderId: nobody } },
        { messageIds: [nobody], to: {} },
      ),
    ],
  },
  'POST /api/v1/mailboxes/:mailboxId/expunge': {
    good: (things) => ({ path: mailboxPath(things, 'expunge'), body: { messageIds: [things.trashedId] } }),
    status: 204,
    others: 404,
    bad: [
      ...ids((id) => `/api/v1/mailboxes/${id}/expunge`, { body: { messageIds: [nobody] } }),
      ...bodies((things) => mailboxPath(things, 'expunge'), ...strange, { messageIds: [] }, { messageIds: [nobody] }),
    ],
  },
  'POST /api/v1/bindings': {
    good: async (_things, as, ask) => {
      const key = await ask('GET', '/api/v1/binding/key', { as });
      const typed = { address: `geheimchef@${domain}`, secret: 'right' };
      return { path: '/api/v1/bindings', body: { ...(await encryptBinding(JSON.parse(key.text), as, typed)) } };
    },
    status: 200,
    // Asked with the owner's challenge and box: bound to the owner's session, so it opens nothing.
    others: 404,
    bad: bodies(
      '/api/v1/bindings',
      ...strange,
      { kid: '\u0000', wrapped: 'x', iv: 'x', box: 'x' },
      { kid: 'x', wrapped: 'x', iv: 'x', box: 'x' },
      { kid: 'x', wrapped: 'x', iv: 'x', box: 'x', isAdmin: true },
      { kid: {}, wrapped: 'x', iv: 'x', box: 'x' },
    ),
  },
  'DELETE /api/v1/bindings/:mailboxId': {
    good: ({ mailboxId }) => ({ path: `/api/v1/bindings/${mailboxId}` }),
    status: 204,
    others: 404,
    bad: ids((id) => `/api/v1/bindings/${id}`),
  },
  'POST /api/v1/session': {
    good: () => ({ path: '/api/v1/session', body: { corpId, code: 'used-once' } }),
    // The code was never given out: a sign-in that works is how everyone here came in.
    status: 401,
    others: 'own',
    bad: bodies(
      '/api/v1/session',
      ...strange,
      { corpId: 1, code: 'x' },
      { corpId: 'dingnotours', code: 'x' },
      { corpId: "x' or 1=1", code: 'x' },
      { corpId: '\u0000\u0000\u0000\u0000', code: 'x' },
      { corpId, code: '' },
      { corpId, code: 'x', isAdmin: true },
    ),
  },
  'GET /miniapp/dingding/qr/start': {
    good: () => ({ path: `/miniapp/dingding/qr/start?corpId=${corpId}&to=app` }),
    status: 302,
    others: 'own',
    bad: [() => ({ path: `/miniapp/dingding/qr/start?corpId=${'a'.repeat(101)}` })],
  },
  'GET /miniapp/dingding/qr/redirect': {
    good: () => ({ path: '/miniapp/dingding/qr/redirect?authCode=x&state=y' }),
    status: 302,
    others: 'own',
    bad: [() => ({ path: `/miniapp/dingding/qr/redirect?authCode=x&state=${'a'.repeat(301)}` })],
  },
  'POST /api/v1/admin/session/setup': {
    good: () => ({ path: '/api/v1/admin/session/setup', body: { token: 'used-or-never-issued' } }),
    status: 401,
    others: 'own',
    bad: bodies('/api/v1/admin/session/setup', ...strange, { token: '' }, { token: 'x', kind: 'operator' }),
  },
  'POST /api/v1/admin/session/dingtalk': {
    good: () => ({ path: '/api/v1/admin/session/dingtalk', body: { corpId, code: 'used-once' } }),
    status: 401,
    others: 'own',
    bad: bodies(
      '/api/v1/admin/session/dingtalk',
      ...strange,
      { corpId: 'dingnotours', code: 'x' },
      { corpId, code: 'x', level: 1 },
    ),
  },
  'POST /miniapp/callback/dingding': {
    // Unsigned: refused in the words in which an address that does not exist is.
    good: () => ({ path: `/miniapp/callback/dingding?corpId=${corpId}`, body: { encrypt: 'x' } }),
    status: 404,
    others: 'own',
    bad: bodies(`/miniapp/callback/dingding?corpId=${corpId}`, ...strange),
  },
  'DELETE /api/v1/session': { good: () => ({ path: '/api/v1/session' }), status: 200, others: 'own', bad: [] },
};

/** The first signed address of a kind in a mail's body. */
export function hrefOf(detail: MessageDetail, kind: string): string {
  const found = new RegExp(`/api/v1/content/${kind}/[\\w.-]+`).exec(JSON.stringify(detail.body));
  if (!found) throw new Error(`no ${kind} address in the body`);
  return found[0];
}

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** A mail with a picture inside, a remote one and a file. */
export const designedMail = [
  `From: geheimabsender <geheimabsender@partner.example>`,
  `To: geheimchef@${domain}`,
  'Subject: geheimbetreff',
  `Date: ${new Date().toUTCString()}`,
  'Message-ID: <1@partner.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>geheimtext</p><img src="cid:pixel@x"><img src="http://127.0.0.1:9/geheim.gif">',
  '--b',
  'Content-Type: image/gif',
  'Content-ID: <pixel@x>',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: inline',
  '',
  pixel.toString('base64'),
  '--b',
  'Content-Type: text/plain',
  'Content-Disposition: attachment; filename="geheimanhang.txt"',
  '',
  'geheimdatei',
  '--b--',
  '',
].join('\r\n');
