import { once } from 'node:events';
import type { MessageDetail, MessagePage } from '@hongyan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../http/types.ts';
import { consoleMatrix } from './route-console-rows.ts';
import {
  corpId,
  designedMail,
  domain,
  hrefOf,
  letter,
  matrix,
  nobody,
  otherCorpId,
  otherDomain,
  type Request,
  secrets,
  type Things,
} from './route-rows.ts';
import { type Answer, mailboxesOf, openWhole, type Person, type Whole } from './whole-testing.ts';

let whole: Whole;
describe('every route', () => {
  let owner: Person;
  let colleague: Person;
  let stranger: Person;
  let things: Things;
  const warnings: string[] = [];
  const warn = (warning: Error) => warnings.push(`${warning.name}: ${warning.message}`);
  beforeAll(async () => {
    process.on('warning', warn);
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
  afterAll(async () => {
    process.off('warning', warn);
    await whole?.close();
  });

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
  const goodOf = async ({ name, row }: (typeof rows)[number]) => ({
    ...(await row.good(things, owner, whole.ask)),
    name,
  });

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
    expect(routes.sort()).toEqual([...Object.keys(matrix), ...Object.keys(consoleMatrix)].sort());
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
    for (const one of rows.filter(({ name, method }) => method !== 'GET' && !routeOf(name).foreign)) {
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

  test('leaves nothing hanging on the connections that all this came over', () => {
    expect(warnings.filter((text) => text.includes('MaxListeners'))).toEqual([]);
  });
});
