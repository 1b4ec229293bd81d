import type { CorpId } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instance } from '../features/audit/service.ts';
import type { Route } from '../http/types.ts';
import { type ConsoleThings, consoleMatrix, foreignCorp, ownCorp } from './route-console-rows.ts';
import { type Answer, type Manager, mailboxesOf, openWhole, type Person, type Whole } from './whole-testing.ts';

let whole: Whole;
describe('every route of the console', () => {
  let operator: Manager;
  let admin: Manager;
  let stranger: Manager;
  let member: Person;
  let things: ConsoleThings;
  beforeAll(async () => {
    whole = await openWhole();
    await whole.addCorp(ownCorp, `${ownCorp}.example`);
    await whole.addCorp(foreignCorp, `${foreignCorp}.example`);
    operator = await whole.manage('operator');
    admin = await whole.manage({ corpId: ownCorp, userId: 'boss' });
    stranger = await whole.manage({ corpId: foreignCorp, userId: 'boss' });
    const address = `chen@${ownCorp}.example`;
    await whole.sandbox.addAccount({ address, password: 'right' });
    member = await whole.signIn(ownCorp, 'boss', '管理员');
    expect((await whole.bind(member, address, 'right')).status).toBe(200);
    const { appKey, mailServices } = (await whole.core.apps.get(ownCorp as CorpId))!;
    const { imap, smtp, onPremise } = mailServices[0]!;
    things = {
      memberId: member.memberId,
      mailboxId: (await mailboxesOf(whole, member))[0]!.id,
      fixed: { appKey, imap, smtp, onPremise },
    };
  });
  afterAll(() => whole?.close());

  const rows = Object.entries(consoleMatrix).map(([name, row]) => {
    const [method, url] = name.split(' ') as [Route['method'], string];
    return { name, method, url, row };
  });
  const ask = (method: Route['method'], { path, ...given }: ReturnType<(typeof rows)[number]['row']['good']>) =>
    whole.ask(method, path, given);
  const sameFor = ({ status, text }: Answer) => `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`;
  const countEntries = async () => {
    const chains = await Promise.all(
      [instance, ownCorp, foreignCorp, 'dingcmatrix3'].map((corpId) => whole.audit.list(corpId as CorpId)),
    );
    return chains.flatMap(({ entries }) => entries);
  };

  test('has a row, and every route with a session of the console is one of these', () => {
    const marked = whole.routes.filter(({ auth }) => auth === 'admin').map(({ method, url }) => `${method} ${url}`);
    expect(marked.sort()).toEqual(Object.keys(consoleMatrix).sort());
    expect(marked.every((name) => name.includes(' /api/v1/admin'))).toBe(true);
  });

  test('answers 401 to nobody, to a member who is an administrator, and to a cookie that was made up', async () => {
    for (const { name, method, row } of rows) {
      const good = row.good(things, ownCorp);
      for (const who of [
        {},
        { as: member },
        { manager: { cookie: `__Host-hy-console=${'x'.repeat(43)}` } },
        { as: member, manager: { cookie: `__Host-hy-console=${member.bearer}` } },
      ]) {
        const answer = await ask(method, { ...good, ...who });
        expect([name, answer.status, JSON.parse(answer.text).error.code]).toEqual([
          name,
          401,
          'session.console_required',
        ]);
      }
    }
  });

  test('refuses the administrator of another corp in the words in which it refuses a corp that is not there', async () => {
    for (const { name, method, row } of rows.filter(({ row }) => row.of !== 'session')) {
      const foreign = await ask(method, { ...row.good(things, ownCorp), manager: stranger });
      expect([name, foreign.status]).toEqual([name, 404]);
      if (row.of !== 'corp') continue;
      const absent = await ask(method, { ...row.good(things, 'dingnobody01'), manager: stranger });
      expect([name, sameFor(absent)]).toEqual([name, sameFor(foreign)]);
    }
  });

  test('refuses a change from a foreign page, a form, or a page that sends no header of ours', async () => {
    const before = (await countEntries()).length;
    for (const { name, method, row } of rows.filter(({ method }) => method !== 'GET')) {
      const forgeries: readonly Readonly<Record<string, string>>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: '' },
        { 'x-hongyan': '' },
        { 'x-hongyan': '../x' },
      ];
      for (const headers of forgeries) {
        const answer = await ask(method, { ...row.good(things, ownCorp), manager: operator, headers });
        expect([name, headers, answer.status]).toEqual([name, headers, 403]);
      }
    }
    expect((await countEntries()).length).toBe(before);
  });

  test('refuses bad input with 4xx in one shape, and never with an error of ours', async () => {
    for (const { name, method, row } of rows) {
      for (const request of row.bad) {
        const answer = await ask(method, { ...request, manager: operator });
        const what = [name, request.path.slice(0, 80), JSON.stringify(request.body)?.slice(0, 60), answer.status];
        expect([...what, [400, 404, 422].includes(answer.status)]).toEqual([...what, true]);
        expect([...what, Object.keys(JSON.parse(answer.text))]).toEqual([...what, ['error']]);
      }
    }
  });

  test('serves whom it is for, and each change leaves exactly one entry in the log that names who did it', async () => {
    for (const { name, method, row } of rows) {
      // The operator does what only they may; everything else an administrator does in their own corp.
      const who = row.of === 'operator' ? operator : admin;
      // Removing the corp ends the administrator's sessions: the last rows are the operator's.
      const removed = (await whole.core.apps.get(ownCorp as CorpId)) === undefined;
      // A run that begins by itself when an app is changed may still be under way.
      if (row.act === 'directory.sync_started')
        await whole.until(
          async () =>
            !JSON.parse((await ask('GET', { path: `/api/v1/admin/apps/${ownCorp}/directory`, manager: admin })).text)
              .running,
        );
      const before = await countEntries();
      const gone = name.startsWith('DELETE /api/v1/admin/apps');
      const beforeInstance = (await whole.audit.list(instance)).entries.length;
      const answer = await ask(method, { ...row.good(things, ownCorp), manager: removed ? operator : who });
      expect([name, answer.status, answer.text.slice(0, 200)]).toEqual([name, row.status, answer.text.slice(0, 200)]);
      expect([name, answer.headers.get('cache-control')]).toEqual([name, 'no-store']);
      if (answer.status !== 204)
        expect([name, answer.headers.get('content-security-policy')]).toEqual([
          name,
          expect.stringContaining('sandbox'),
        ]);
      const after = await countEntries();
      const fresh = after.filter(({ id }) => !before.some((known) => known.id === id));
      if (gone) expect((await whole.audit.list(instance)).entries.length).toBe(beforeInstance + 1);
      expect([name, fresh.map(({ act, outcome }) => `${act} ${outcome}`)]).toEqual([
        name,
        row.act ? [`${row.act} done`] : [],
      ]);
      if (row.act) expect([name, method]).not.toEqual([name, 'GET']);
      else expect([name, method]).toEqual([name, 'GET']);
      for (const { actor } of fresh)
        expect(actor).toMatchObject({ address: '127.0.0.1', kind: expect.stringMatching(/^(operator|admin)$/) });
    }
  });
});
