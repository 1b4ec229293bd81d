import type { Contact } from '@hongyan/contract';
import type { UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { copyOf, type Directory, openDirectory, person, pictureOf } from './directory-testing.ts';

const departments = [
  { id: 1, name: '鸿雁贸易' },
  { id: 2, name: '财务部', parentId: 1 },
  { id: 3, name: '华东区', parentId: 1 },
];
const people = [
  person('u1', { name: '陈明', departmentId: 2, title: '会计' }),
  person('u2', { name: '陈明', departmentId: 3 }),
  person('u3', { name: '李华', email: 'private@qq.example' }),
  person('u4', { name: '周平', active: false }),
];

describe('the company for those who use it', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  let company: Directory;
  afterEach(() => company.close());
  const open = async (given: Parameters<typeof openDirectory>[1] = {}) => {
    company = await openDirectory(platform, { company: { departments, people }, ...given });
    return company;
  };
  const modified = (userId: string) => ({ kind: 'user', change: 'modified', userIds: [userId as UserId] }) as const;

  describe('the address field', () => {
    const find = async (q: string): Promise<readonly Contact[]> => {
      const principal = (await company.sessions.find(company.corpId, await company.enter('u4')))!;
      const answer = await company.call('GET', `/api/v1/contacts?q=${encodeURIComponent(q)}`, { as: principal });
      return (answer as { contacts: Contact[] }).contacts;
    };

    test('offers colleagues who never signed in, told apart by department, and only those with an address', async () => {
      await open();
      await company.sync();
      expect(await find('chenming')).toEqual([
        { name: '陈明', address: 'u1@example.com', kind: 'colleague', title: '会计', department: '财务部' },
        { name: '陈明', address: 'u2@example.com', kind: 'colleague', title: '工程师', department: '华东区' },
      ]);
      expect(await find('财务')).toHaveLength(1);
      expect(await find('u2@')).toHaveLength(1);
      expect(await find('李华')).toEqual([]);
    });

    test('writes to the mailbox that is bound, not to what the directory guesses', async () => {
      await open();
      await company.sync();
      const principal = (await company.sessions.find(company.corpId, await company.enter('u3')))!;
      await company.bind(principal, 'lihua.real@example.com');
      expect((await find('李华')).map(({ address }) => address)).toEqual(['lihua.real@example.com']);
    });

    test('hears of changes as they come', async () => {
      await open();
      await company.sync();
      expect(await find('陈明')).toHaveLength(2);
      company.emulator.organisation.changePerson('u2', { name: '陈新' });
      await company.tell(modified('u2'));
      expect(await find('陈明')).toHaveLength(1);
      company.emulator.organisation.removePerson('u1');
      await company.tell({ kind: 'user', change: 'left', userIds: ['u1' as UserId] });
      expect(await find('陈明')).toHaveLength(0);
    });

    test('shows who one knows from letters as the colleague that they are', async () => {
      await open();
      await company.sync();
      company.mail.state.people = [
        { name: 'u1', address: 'U1@example.com' },
        { name: 'Clara', address: 'clara@partner.example' },
      ];
      expect(await find('u1')).toMatchObject([{ name: '陈明', department: '财务部', kind: 'colleague' }]);
      expect(await find('clara')).toMatchObject([{ kind: 'outsider' }]);
    });
  });

  test('the console pages through everyone by name, narrowed as it asks', async () => {
    await open();
    await company.sync();
    const { directory, corpId } = company;
    const names = (page: { people: readonly { name: string }[] }) => page.people.map(({ name }) => name);
    const first = await directory.page(corpId, { limit: 3 });
    expect(names(first)).toEqual(['陈明', '陈明', '李华']);
    const second = await directory.page(corpId, { limit: 3, cursor: first.cursor! });
    expect([names(second), second.cursor]).toEqual([['周平'], undefined]);
    const ids = first.people.map(({ memberId }) => memberId);
    expect(names(await directory.page(corpId, { limit: 9, only: ids.slice(0, 1) }))).toEqual(['陈明']);
    expect(names(await directory.page(corpId, { limit: 9, only: [] }))).toEqual([]);
    expect(names(await directory.page(corpId, { limit: 9, except: ids }))).toEqual(['周平']);
    expect(names(await directory.page(corpId, { limit: 9, states: ['inactive'] }))).toEqual(['周平']);
    expect(names(await directory.page(corpId, { limit: 9, q: 'lh' }))).toEqual(['李华']);
    expect(names(await directory.page(corpId, { limit: 9, cursor: 'nonsense' }))).toHaveLength(4);
  });

  test('a department that goes takes its name along, and who is left in none is asked about', async () => {
    await open();
    await company.sync();
    company.emulator.organisation.changePerson('u1', { departmentId: 3 });
    company.emulator.organisation.removeDepartment(2);
    await company.tell({ kind: 'department', change: 'removed', departmentIds: [2] });
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
  });

  test('an administrator who is news to us is met with the event, and the console closes behind one who no longer is', async () => {
    await open();
    await company.sync();
    const admin = (change: 'added' | 'removed') => company.tell({ kind: 'admin', change, userIds: ['u9' as UserId] });
    company.emulator.organisation.addPerson(person('u9'));
    company.emulator.organisation.setAdmin('u9', 2);
    await admin('added');
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
    expect(company.consoleKept.at(-1)).toContain('u9');
    company.emulator.organisation.setAdmin('u9', 0);
    await admin('removed');
    expect(company.consoleKept.at(-1)).not.toContain('u9');
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
  });

  test('the console closes behind an administrator of whom our copy never knew that they were one', async () => {
    await open();
    await company.sync();
    const before = company.consoleKept.length;
    await company.tell({ kind: 'admin', change: 'removed', userIds: ['u1' as UserId] });
    expect(company.consoleKept.length).toBe(before + 1);
    expect(company.consoleKept.at(-1)).not.toContain('u1');
  });

  test('an event that names thousands does not keep the next one waiting', async () => {
    await open();
    await company.sync();
    const many = Array.from({ length: 120 }, (_, at) => person(`m${at}`));
    for (const one of many) company.emulator.organisation.addPerson(one);
    await company.tell({ kind: 'user', change: 'added', userIds: many.map(({ userId }) => userId as UserId) });
    expect(company.jobs.waiting).toHaveLength(3);
    await company.jobs.runDue();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
  });

  test('the nightly run begins by itself, once, and finds what no event told', async () => {
    await open();
    await sql`insert into corps (corp_id) values (${company.corpId})`.execute(platform.owner);
    try {
      await company.sync();
      company.emulator.organisation.addPerson(person('u9'));
      const { nextAt } = await company.directory.state(company.corpId);
      company.clock.advance(Date.parse(nextAt!) - company.clock.now() + 1_000);
      await expect.poll(() => company.jobs.waiting.length).toBe(1);
      await company.jobs.runDue();
      expect((await company.directory.state(company.corpId)).last).toMatchObject({ kind: 'nightly', added: 1 });
      expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
      const asked = () => company.clock.sleepers().length;
      await expect.poll(asked).toBeGreaterThan(0);
      company.clock.advance(120_000);
      await expect.poll(asked).toBeGreaterThan(0);
      expect(company.jobs.waiting).toHaveLength(0);
    } finally {
      await sql`delete from corps where corp_id = ${company.corpId}`.execute(platform.owner);
    }
  });

  test('an app that is removed while its company is read leaves nothing behind', async () => {
    let reached = (): void => undefined;
    const half = new Promise<void>((resolve) => (reached = resolve));
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await open({
      wrap: (app) => ({
        ...app,
        contacts: {
          ...app.contacts,
          async *walkMembers(id) {
            if (id === 3) {
              reached();
              await held;
            }
            yield* app.contacts.walkMembers(id);
          },
        },
      }),
    });
    const running = company.sync();
    await half;
    company.app.isThere = false;
    await company.publish({ kind: 'app.changed', corpId: company.corpId });
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    await running;
    for (const table of ['members', 'departments', 'directory_runs']) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where corp_id = ${company.corpId}`.execute(platform.owner);
      expect([table, rows[0]!.n]).toEqual([table, 0]);
    }
  });

  test('settings that change meanwhile do not stop a reading', async () => {
    await open();
    const running = company.sync();
    await company.publish({ kind: 'app.changed', corpId: company.corpId });
    await running;
    expect((await company.directory.state(company.corpId)).last).toMatchObject({ departments: 3 });
  });

  test('who is gone for half a year is forgotten', async () => {
    await open();
    await company.sync();
    company.emulator.organisation.removePerson('u2');
    await company.tell({ kind: 'user', change: 'left', userIds: ['u2' as UserId] });
    company.clock.advance(179 * 86_400_000);
    await company.sync();
    expect(await company.directory.counts(company.corpId)).toMatchObject({ left: 1 });
    company.clock.advance(2 * 86_400_000);
    await company.sync();
    expect(await company.directory.counts(company.corpId)).toMatchObject({ left: 0 });
  });
});
