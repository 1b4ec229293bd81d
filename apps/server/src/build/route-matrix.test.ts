import { once } from 'node:events';
import type { MessageDetail, MessagePage } from '@hongyan/contract';
import { newId } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptBinding } from '../features/binding/testing.ts';
import type { Route } from '../http/types.ts';
import { type Answer, type Ask, mailboxesOf, openWhole, type Person, type Whole } from './whole-testing.ts';

const corpId = 'dingmatrix1';
const otherCorpId = 'dingmatrix2';
const domain = 'matrix.example';
const otherDomain = 'elsewhere.example';

/** Words that only the owner of the mailbox may ever read. */
const secrets = [
  'geheimbetreff',
  'geheimtext',
  'geheimabsender',
  'geheimanhang',
  'geheimdatei',
  'geheimchef',
  'geheimempfaenger',
];

/** What the rows of the matrix ask about; all of it is the owner's. */
interface Things {
  readonly mailboxId: string;
  readonly messageId: string;
  readonly trashedId: string;
  readonly noticeId: string;
  readonly uploadId: string;
  readonly heldSendId: string;
  readonly detail: MessageDetail;
}
interface Request extends Ask {
  readonly path: string;
}
interface Row {
  /** What the owner asks, and the status that the owner gets. */
  readonly good: (things: Things, as: Person) => Request | Promise<Request>;
  readonly status: number;
  /** 404: names something of the owner's, which does not exist for anyone else. own: everyone gets their own. proof: the address is the proof. */
  readonly others: 404 | 'own' | 'proof';
  /** Refused with 400, or with 404 where the id is what is wrong. */
  readonly bad: readonly ((things: Things) => Request)[];
}

const nobody = '01a00000-0000-7000-8000-000000000000';
const awkward = ['x', '%00', '%F0%9F%92%A9', "'%20or%201=1--", '..%2f..%2fetc', 'A'.repeat(300), '__proto__', '%2e%2e'];
const ids = (path: (id: string) => string, given: Ask = {}) =>
  awkward.map((id) => () => ({ ...given, path: path(id) }));
const bodies = (path: string | ((things: Things) => string), ...list: readonly unknown[]) =>
  list.map((body) => (things: Things) => ({ path: typeof path === 'string' ? path : path(things), body }));
const strange: readonly unknown[] = [{}, [], 'text', null, { __proto__x: 1, isAdmin: true }];
const mailboxPath = ({ mailboxId }: Things, rest: string) => `/api/v1/mailboxes/${mailboxId}/${rest}`;
const letter = ({ mailboxId }: Pick<Things, 'mailboxId'>, more: object = {}) => ({
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
const matrix: Readonly<Record<string, Row>> = {
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
    good: async (_things, as) => {
      const key = await whole.ask('GET', '/api/v1/binding/key', { as });
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
  'DELETE /api/v1/session': { good: () => ({ path: '/api/v1/session' }), status: 200, others: 'own', bad: [] },
};

function hrefOf(detail: MessageDetail, kind: string): string {
  const found = new RegExp(`/api/v1/content/${kind}/[\\w.-]+`).exec(JSON.stringify(detail.body));
  if (!found) throw new Error(`no ${kind} address in the body`);
  return found[0];
}

let whole: Whole;
describe('every route', () => {
  let owner: Person;
  let colleague: Person;
  let stranger: Person;
  let things: Things;
  beforeAll(async () => {
    whole = await openWhole();
    await whole.addCorp(corpId, domain);
    await whole.addCorp(otherCorpId, otherDomain);
    const mate = `mate@${domain}`;
    const away = `away@${otherDomain}`;
    const mine = `geheimchef@${domain}`;
    for (const address of [mine, mate, away]) await whole.sandbox.addAccount({ address, password: 'right' });
    [owner, colleague, stranger] = [
      await whole.signIn(corpId, 'user-owner', 'Inhaber'),
      await whole.signIn(corpId, 'user-mate', 'Kollege'),
      await whole.signIn(otherCorpId, 'user-owner', 'Fremder'),
    ];
    // Everyone has a mailbox: refusals must not hang on its absence.
    for (const [person, address] of [
      [owner, mine],
      [colleague, mate],
      [stranger, away],
    ] as const)
      expect((await whole.bind(person, address, 'right')).status).toBe(200);
    things = await furnish(mine);
  });
  afterAll(() => whole?.close());

  async function furnish(address: string): Promise<Things> {
    const mailboxId = (await mailboxesOf(whole, owner))[0]!.id;
    await whole.until(async () => (await mailboxesOf(whole, owner))[0]?.state.kind === 'ready');
    await whole.sandbox.deliver(address, designedMail);
    await whole.sandbox.deliver(address, designedMail.replace('Message-ID: <1', 'Message-ID: <2'));
    const messages = await whole.until(async () => {
      const page = await whole.ask('GET', `/api/v1/mailboxes/${mailboxId}/messages`, { as: owner });
      const { messages } = JSON.parse(page.text) as MessagePage;
      return messages.length === 2 && messages;
    });
    const [first, second] = messages;
    const detail = await whole.ask('GET', `/api/v1/messages/${first!.id}?images=show`, { as: owner });
    const upload = await whole.ask('POST', '/api/v1/uploads?name=geheimdatei.txt', {
      as: owner,
      bytes: Buffer.from('geheimtext'),
    });
    const held = letter({ mailboxId }, { holdSeconds: 60 });
    await whole.ask('POST', '/api/v1/sends', { as: owner, body: held });
    const card = await whole.until(async () => whole.cards[0]);
    return {
      mailboxId,
      messageId: first!.id,
      trashedId: second!.id,
      noticeId: /[?&]n=([\w-]+)/.exec(card.msg)![1]!,
      uploadId: JSON.parse(upload.text).id,
      heldSendId: held.sendId,
      detail: JSON.parse(detail.text) as MessageDetail,
    };
  }

  const rows = Object.entries(matrix).map(([name, row]) => {
    const [method, url] = name.split(' ') as [Route['method'], string];
    return { name, method, url, row };
  });
  const routeOf = (name: string) => whole.routes.find(({ method, url }) => `${method} ${url}` === name)!;
  const goodOf = async ({ name, row }: (typeof rows)[number]) => ({ ...(await row.good(things, owner)), name });

  /** A stream is heard for its first words only. */
  async function ask(method: Route['method'], { path, ...given }: Request): Promise<Answer> {
    if (!path.startsWith('/api/v1/live')) return whole.ask(method, path, given);
    const stop = new AbortController();
    const [answer] = await Promise.all([
      whole.ask(method, path, { ...given, signal: stop.signal }).catch(() => undefined),
      once(AbortSignal.timeout(300), 'abort').then(() => stop.abort()),
    ]);
    return answer ?? { status: 200, headers: new Headers(), bytes: Buffer.alloc(0), text: '' };
  }
  const told = ({ text }: Answer) => secrets.filter((secret) => text.includes(secret));
  /** The same for all that is not there: only the number of the request differs. */
  const sameFor = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`;

  test('has a row in the matrix', () => {
    const routes = whole.routes.map(({ method, url }) => `${method} ${url}`);
    expect(routes.sort()).toEqual(Object.keys(matrix).sort());
  });

  test('answers 401 without a session, with one of nobody, and with one of another corp', async () => {
    for (const one of rows) {
      if (!['member', 'admin'].includes(routeOf(one.name).auth)) continue;
      const good = await goodOf(one);
      for (const as of [undefined, { ...owner, bearer: 'x'.repeat(43) }, stranger, { ...owner, bearer: '' }]) {
        const answer = await ask(one.method, { ...good, as, corpId });
        expect([one.name, answer.status, told(answer)]).toEqual([one.name, 401, []]);
      }
    }
  });

  test('keeps what is one member’s from a colleague and from another company, and does not say that it is there', async () => {
    for (const one of rows.filter(({ row }) => row.others !== 'proof')) {
      const good = await goodOf(one);
      for (const as of [colleague, stranger]) {
        if (one.name === 'DELETE /api/v1/session') continue;
        const answer = await ask(one.method, { ...good, as });
        if (one.row.others === 404) {
          const refusals = one.name === 'POST /api/v1/bindings' ? [400, 409] : [404];
          expect([one.name, refusals.includes(answer.status), told(answer)]).toEqual([one.name, true, []]);
        } else expect([one.name, answer.status, told(answer)]).toEqual([one.name, one.row.status, []]);
      }
    }
  });

  test('refuses a foreign id in the very words in which it refuses one that does not exist', async () => {
    for (const one of rows.filter(({ row, url }) => row.others === 404 && url.includes(':'))) {
      const good = await goodOf(one);
      const missing = one.url.includes('notices') ? 'A'.repeat(24) : nobody;
      const path = good.path.replace(/(notices|mailboxes|messages|uploads|sends|bindings)\/[\w-]+/, `$1/${missing}`);
      const foreign = await ask(one.method, { ...good, as: colleague });
      const absent = await ask(one.method, { ...good, path, as: colleague });
      expect([one.name, sameFor(foreign)]).toEqual([one.name, sameFor(absent)]);
    }
  });

  test('does not take a foreign id inside a body for one’s own', async () => {
    const own = (await mailboxesOf(whole, colleague))[0]!.id;
    const { messageId, uploadId, detail } = things;
    const inside: readonly [Route['method'], string, unknown][] = [
      ['POST', `/api/v1/mailboxes/${own}/flags`, { messageIds: [messageId], seen: true }],
      ['POST', `/api/v1/mailboxes/${own}/move`, { messageIds: [messageId], to: { role: 'trash' } }],
      ['POST', `/api/v1/mailboxes/${own}/expunge`, { messageIds: [messageId] }],
      ['POST', '/api/v1/sends', letter({ mailboxId: own }, { uploadIds: [uploadId] })],
      ['POST', '/api/v1/sends', letter({ mailboxId: own }, { kind: 'forward', originalId: messageId, quote: true })],
      [
        'POST',
        '/api/v1/sends',
        letter(
          { mailboxId: own },
          { kind: 'reply', originalId: messageId, originalPartIds: [detail.attachments[0]!.partId] },
        ),
      ],
    ];
    for (const [method, path, body] of inside) {
      const answer = await whole.ask(method, path, { as: colleague, body });
      expect([path, [400, 403, 404, 410].includes(answer.status), told(answer)]).toEqual([path, true, []]);
    }
    const { folderId } = detail.summary;
    const listed = await whole.ask('GET', `/api/v1/mailboxes/${own}/messages?folderId=${folderId}`, { as: colleague });
    expect([listed.status, told(listed)]).toEqual([404, []]);
  });

  test('refuses bad input with 4xx in one shape, and never with an error of ours', async () => {
    for (const { name, method, row } of rows) {
      for (const make of row.bad) {
        const request = make(things);
        const answer = await ask(method, { as: owner, ...request });
        const what = [name, request.path, JSON.stringify(request.body)?.slice(0, 80)];
        expect([...what, answer.status, [400, 401, 404, 409].includes(answer.status)]).toEqual([
          ...what,
          answer.status,
          true,
        ]);
        expect([...what, Object.keys(JSON.parse(answer.text))]).toEqual([...what, ['error']]);
      }
    }
  });

  test('refuses a change from a foreign page, a form, or a page that does not say whose it is', async () => {
    for (const one of rows.filter(({ method }) => method !== 'GET')) {
      const good = await goodOf(one);
      const forgeries: readonly Readonly<Record<string, string>>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: '' },
        { 'x-hongyan': '' },
        { 'x-hongyan': '../x' },
      ];
      for (const headers of forgeries) {
        const answer = await ask(one.method, { ...good, as: owner, headers });
        expect([one.name, headers, answer.status]).toEqual([one.name, headers, 403]);
      }
    }
  });

  test('serves its owner, and says what no browser may do with the answer', async () => {
    for (const one of rows) {
      const answer = await ask(one.method, { as: owner, ...(await goodOf(one)) });
      expect([one.name, answer.status, answer.text.slice(0, 300)]).toEqual([
        one.name,
        one.row.status,
        answer.text.slice(0, 300),
      ]);
      if (one.url === '/api/v1/live') continue;
      expect([one.name, answer.headers.get('x-content-type-options')]).toEqual([one.name, 'nosniff']);
      expect([one.name, answer.headers.get('referrer-policy')]).toEqual([one.name, 'no-referrer']);
      if (answer.status === 204) continue;
      expect([one.name, answer.headers.get('content-security-policy')]).toEqual([
        one.name,
        expect.stringContaining('sandbox'),
      ]);
      const kept = one.row.others === 'proof' && answer.status === 200 ? /^private/ : /^no-store$/;
      expect([one.name, answer.headers.get('cache-control')]).toEqual([one.name, expect.stringMatching(kept)]);
    }
    expect((await whole.ask('GET', '/api/v1/session', { as: owner })).status).toBe(401);
  });

  test('opens nothing at a signed address once the mailbox is no longer bound', async () => {
    const { detail } = things;
    for (const path of [detail.attachments[0]!.url, detail.originalUrl, hrefOf(detail, 'inline')]) {
      const answer = await whole.ask('GET', path);
      expect([answer.status, told(answer)]).toEqual([404, []]);
    }
  });
});

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const designedMail = [
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
