import type { DomainEvent } from '@hongyan/contract';
import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import { err, type MailboxId, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../http/types.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { type Directory, openDirectory, person } from './directory-testing.ts';
import { codeOf } from './member-testing.ts';

const left = (userId: string) => ({ kind: 'user', change: 'left', userIds: [userId as UserId] }) as const;

describe('someone who leaves the company', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  let company: Directory;
  let refusal: DingTalkFailure | undefined;
  let seen: DomainEvent[];
  let unsubscribe: (() => void)[] = [];
  afterEach(async () => {
    for (const stop of unsubscribe) stop();
    await company.close();
  });

  async function open(): Promise<void> {
    refusal = undefined;
    seen = [];
    const refusing = (app: DingTalkApp): DingTalkApp => ({
      ...app,
      getUser: (userId) => (refusal ? Promise.resolve(err(refusal)) : app.getUser(userId)),
    });
    company = await openDirectory(platform, {
      wrap: refusing,
      company: { people: [person('u1', { name: '沈知夏' }), person('u2', { name: '陈明' }), person('u3')] },
    });
    unsubscribe = (['mailbox.unbound', 'mailbox.state', 'session.ended', 'directory.changed'] as const).map((kind) =>
      platform.events.subscribe(kind, (event) => void (event.corpId === company.corpId && seen.push(event))),
    );
    await company.sync();
  }
  async function enter(userId: string): Promise<{ principal: Principal; headers: { authorization: string } }> {
    const headers = await company.enter(userId);
    return { headers, principal: (await company.sessions.find(company.corpId, headers))! };
  }
  const isIn = async (headers: { authorization: string }) =>
    (await company.sessions.find(company.corpId, headers)) !== undefined;
  const leave = async (userId: string) => {
    company.emulator.organisation.removePerson(userId);
    await company.tell(left(userId));
  };
  const credentialOf = async (mailboxId: MailboxId): Promise<string | undefined> => {
    const { rows } = await sql<{ credential: Buffer }>`
      select credential from mailboxes where mailbox_id = ${mailboxId}`.execute(platform.owner);
    return rows[0]?.credential.toString('hex');
  };
  /** Tables that hold these bytes, whatever their columns: what a dump of the database would show. */
  async function tablesWith(hex: string): Promise<readonly string[]> {
    const { rows: all } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`.execute(platform.owner);
    const found: string[] = [];
    for (const { schema, name } of all) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(`${schema}.${name}`)} t where t::text like ${`%${hex}%`}`.execute(
        platform.owner,
      );
      if (rows[0]!.n > 0) found.push(name);
    }
    return found;
  }

  test('loses sessions, the mailbox and its credential with the event, and it is written down', async () => {
    await open();
    const [hers, hisToo] = [await enter('u1'), await enter('u1')];
    const other = await enter('u2');
    const mailboxId = await company.bind(hers.principal, 'shen@example.com');
    const kept = await company.bind(other.principal, 'chen@example.com');
    const credential = (await credentialOf(mailboxId))!;
    expect(await tablesWith(credential)).toEqual(['mailboxes']);

    await leave('u1');

    expect([await isIn(hers.headers), await isIn(hisToo.headers), await isIn(other.headers)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await tablesWith(credential)).toEqual([]);
    expect(await company.features.ports.accounts.list(company.corpId)).toEqual([kept]);
    expect(seen).toContainEqual({ kind: 'mailbox.unbound', corpId: company.corpId, mailboxId });
    expect(company.consoleEnded).toEqual(['u1']);
    expect(company.audited).toMatchObject([
      { actor: { kind: 'system' }, act: 'member.left', target: 'u1', detail: { mailboxes: 1, source: 'event' } },
    ]);
  });

  test('gets no session when they sign in at the very moment of leaving', async () => {
    await open();
    const { principal } = await enter('u1');
    const { corpId, memberId, userId } = principal;
    // DingTalk has vouched, the member is written down; the leaving is under way in another transaction.
    const started = await platform.owner.transaction().execute(async (tx) => {
      await sql`update members set state = 'left' where corp_id = ${corpId} and member_id = ${memberId}`.execute(tx);
      return { start: codeOf(company.sessions.start({ corpId, memberId, userId, isAdmin: false })) };
    });
    expect(await started.start).toBe('session.outside_scope');
  });

  test('is nobody to the product any more, and a name to the console', async () => {
    await open();
    const { principal } = await enter('u1');
    await leave('u1');
    const { members, directory } = company.features.ports;
    expect(await members.get(company.corpId, principal.memberId)).toBeUndefined();
    expect(await directory.search(company.corpId, '沈', 8)).toEqual([]);
    const { people } = await directory.page(company.corpId, { states: ['left'], limit: 10 });
    expect(people).toMatchObject([{ userId: 'u1', name: '沈知夏', departments: [], adminLevel: 0, state: 'left' }]);
    expect(people[0]).not.toHaveProperty('address');
    expect(people[0]).not.toHaveProperty('title');
  });

  test('takes what they wrote and whom they wrote to along', async () => {
    await open();
    const { principal } = await enter('u1');
    await company.bind(principal, 'shen@example.com');
    const insert = (table: string) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where member_id = ${principal.memberId}`
        .execute(platform.owner)
        .then(({ rows }) => rows[0]!.n);
    await company.call('POST', '/api/v1/uploads?name=plan.txt', {
      as: principal,
      stream: (async function* () {
        yield Buffer.from('plan');
      })(),
    });
    expect(await insert('uploads')).toBe(1);
    await leave('u1');
    expect([await insert('uploads'), await insert('correspondents'), await insert('sends')]).toEqual([0, 0, 0]);
  });

  test('leaves a shared mailbox to the others', async () => {
    await open();
    const [one, other] = [await enter('u1'), await enter('u2')];
    const mailboxId = await company.bind(one.principal, 'support@example.com');
    await company.bind(other.principal, 'support@example.com');
    await leave('u1');
    expect(await credentialOf(mailboxId)).toBeDefined();
    expect((await company.features.ports.accounts.get(company.corpId, mailboxId))?.memberIds).toEqual([
      other.principal.memberId,
    ]);
    expect(seen.map(({ kind }) => kind)).not.toContain('mailbox.unbound');
    await leave('u2');
    expect(await credentialOf(mailboxId)).toBeUndefined();
  });

  test('is written down once, however often the event comes', async () => {
    await open();
    await leave('u1');
    await Promise.all([company.tell(left('u1')), company.tell(left('u1')), company.tell(left('u1'))]);
    expect(company.audited).toHaveLength(1);
  });

  test.each([
    ['outside the scope', { kind: 'scope', code: '50002' }, 'none'],
    ['without a permission', { kind: 'permission', code: '60011' }, 'dingtalk.permission'],
    ['with a parameter refused', { kind: 'param', code: '40035' }, 'dingtalk.param'],
    ['too fast', { kind: 'qps', code: '90018' }, 'dingtalk.qps'],
    ['busy', { kind: 'busy', code: '-1' }, 'dingtalk.busy'],
    ['blocked', { kind: 'ip', code: '60020' }, 'dingtalk.ip'],
    ['something else not found', { kind: 'notfound', code: '60003' }, 'dingtalk.not_found'],
  ] as const)('is only who the platform says is gone: %s erases nobody', async (_name, failure, code) => {
    await open();
    const { principal, headers } = await enter('u1');
    const mailboxId = await company.bind(principal, 'shen@example.com');
    refusal = { ...failure, message: '' };
    expect(await codeOf(company.tell(left('u1')))).toBe(code);
    expect([await isIn(headers), await credentialOf(mailboxId)]).toEqual([true, expect.any(String)]);
    expect(company.audited).toEqual([]);
    // Asked again when the platform answers: still here.
    refusal = undefined;
    await company.tell(left('u1'));
    expect(await company.directory.counts(company.corpId)).toMatchObject({ active: 3, left: 0 });
  });

  test('whom we never knew is not brought in by an answer that is older', async () => {
    await open();
    company.emulator.organisation.addPerson(person('u9'));
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const slow = await openDirectory(platform, {
      company: { people: [person('u9')] },
      wrap: (app) => ({
        ...app,
        contacts: {
          ...app.contacts,
          async *walkMembers(id) {
            for await (const one of app.contacts.walkMembers(id)) {
              await asked;
              yield one;
            }
          },
        },
      }),
    });
    try {
      const running = slow.sync();
      await expect.poll(() => slow.emulator.calls().some((call) => call.path === '/topapi/v2/user/list')).toBe(true);
      slow.emulator.organisation.removePerson('u9');
      await slow.tell(left('u9'));
      answer();
      await running;
      expect(await slow.directory.counts(slow.corpId)).toEqual({ active: 0, inactive: 0, out_of_scope: 0, left: 1 });
    } finally {
      await slow.close();
    }
  });

  test('who comes back is active again, with nothing of before', async () => {
    await open();
    const { principal } = await enter('u1');
    const mailboxId = await company.bind(principal, 'shen@example.com');
    await leave('u1');
    company.emulator.organisation.addPerson(person('u1', { name: '沈知夏', departmentId: 1 }));
    await company.tell({ kind: 'user', change: 'added', userIds: ['u1' as UserId] });
    const again = await enter('u1');
    expect(await company.call('GET', '/api/v1/session', { as: again.principal })).toMatchObject({ mailboxes: [] });
    expect(await company.features.ports.accounts.canUse(again.principal, mailboxId)).toBe(false);
    expect((await company.directory.search(company.corpId, 'shenzhixia', 8))[0]).toMatchObject({ state: 'active' });
  });

  test('who is back before their event may come in, on the platform’s word and not on the code’s', async () => {
    await open();
    const code = company.emulator.issueAuthCode('u1', company.appKey);
    await leave('u1');
    company.emulator.organisation.addPerson(person('u1'));
    refusal = { kind: 'notfound', code: '60121', message: '' };
    const signIn = () => company.call('POST', '/api/v1/session', { body: { corpId: company.corpId, code } });
    expect(await codeOf(signIn())).toBe('session.outside_scope');
    refusal = undefined;
    expect((await enter('u1')).principal.userId).toBe('u1');
  });

  test('gets no credential stored while leaving', async () => {
    await open();
    const { principal } = await enter('u1');
    company.login.state.onDial = () => leave('u1');
    expect(await codeOf(company.bind(principal, 'shen@example.com'))).toBe('session.required');
    expect(await company.features.ports.accounts.list(company.corpId)).toEqual([]);
  });
});
