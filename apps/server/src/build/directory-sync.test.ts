import type { UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { copyOf, type Directory, openDirectory, person, pictureOf } from './directory-testing.ts';

const departments = [
  { id: 1, name: '鸿雁贸易' },
  { id: 2, name: '财务部', parentId: 1 },
  { id: 3, name: '华东区', parentId: 1 },
  { id: 4, name: '杭州组', parentId: 3 },
];
const people = [
  person('u1', { name: '陈明', isAdmin: true, adminLevel: 1 }),
  person('u2', { name: '李小龙', departmentId: 2 }),
  person('u3', { name: '单雄信', departmentId: 4, departmentIds: [4, 2] }),
  person('u4', { name: '吕布', departmentId: 3, active: false }),
];

describe('reading the company', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  let opened: Directory | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  const open = async (given: Parameters<typeof openDirectory>[1] = {}): Promise<Directory> => {
    opened = await openDirectory(platform, { company: { departments, people }, ...given });
    return opened;
  };
  const statesOf = async (company: Directory): Promise<Record<string, string>> => {
    const { rows } = await sql<{ user_id: string; state: string }>`
      select user_id, state from members where corp_id = ${company.corpId}`.execute(platform.owner);
    return Object.fromEntries(rows.map((row) => [row.user_id, row.state]));
  };

  test('copies departments, people in several of them, and who administrates', async () => {
    const company = await open();
    await company.sync();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
    expect(await company.directory.state(company.corpId)).toMatchObject({
      last: { kind: 'full', departments: 4, members: 5, added: 4, changed: 0, left: 0 },
      departments: 4,
      members: 4,
      missingFields: [],
    });
    expect(await company.directory.counts(company.corpId)).toEqual({
      active: 3,
      inactive: 1,
      out_of_scope: 0,
      left: 0,
    });
  });

  test('reads page after page, and the second time changes nothing', async () => {
    const many = Array.from({ length: 250 }, (_, at) => person(`p${at}`, { departmentId: 1 + (at % 4) }));
    const company = await open({ company: { departments, people: [...people, ...many] } });
    await company.sync();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
    await company.sync();
    expect((await company.directory.state(company.corpId)).last).toMatchObject({ added: 0, changed: 0, left: 0 });
  });

  test('keeps no name, address, title, job number or department readable in the database', async () => {
    const company = await open({
      company: {
        departments: [
          { id: 1, name: 'canary-corp' },
          { id: 9, name: 'canary-department', parentId: 1 },
        ],
        people: [
          person('u9', {
            name: 'canary-name',
            title: 'canary-title',
            email: 'canary@example.com',
            jobNumber: 'canary-7',
          }),
        ],
      },
    });
    await company.sync();
    const { rows } = await sql<{ everything: string }>`
      select (select string_agg(m::text || encode(profile, 'escape'), '') from members m) ||
             (select string_agg(d::text || encode(name, 'escape'), '') from departments d) ||
             (select string_agg(r::text, '') from directory_runs r) as everything`.execute(platform.owner);
    expect(rows[0]?.everything).toContain('u9');
    expect(rows[0]?.everything).not.toContain('canary');
  });

  test('begins where the app may begin: some departments, some people, and the rest stays unknown', async () => {
    const company = await open({ app: { contactScope: { departmentIds: [3], userIds: ['u2'] } } });
    await company.sync();
    const copy = await copyOf(platform, company.corpId);
    expect(Object.keys(copy.people).sort()).toEqual(['u2', 'u3', 'u4']);
    expect(Object.keys(copy.departments)).toEqual(['3', '4']);
  });

  test('never takes a narrowed scope for people who left', async () => {
    const company = await open();
    await company.sync();
    const session = await company.enter('u2');
    company.emulator.apps.change(company.appKey, { contactScope: { departmentIds: [3], userIds: [] } });
    await company.sync();
    expect(await statesOf(company)).toEqual({ u1: 'out_of_scope', u2: 'out_of_scope', u3: 'active', u4: 'inactive' });
    expect(await company.sessions.find(company.corpId, session)).toBeDefined();
    expect(company.audited).toEqual([]);
    company.emulator.apps.change(company.appKey, { contactScope: { departmentIds: [1], userIds: [] } });
    await company.sync();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
  });

  test('finds at night who left while no event came, and nobody whose answer failed', async () => {
    const company = await open();
    await company.sync();
    company.emulator.organisation.removePerson('u2');
    company.emulator.faults.add({ path: '/topapi/v2/user/get', kind: 'errcode', code: '33001' });
    await company.sync();
    expect((await statesOf(company)).u2).toBe('active');
    expect((await company.directory.state(company.corpId)).last?.problem).toBeDefined();
    company.emulator.faults.clear();
    await company.sync();
    expect((await statesOf(company)).u2).toBe('left');
    expect((await company.directory.state(company.corpId)).last).toMatchObject({ left: 1 });
    expect(company.audited).toMatchObject([{ act: 'member.left', target: 'u2' }]);
  });

  test('erases nobody when the credentials turn out to be of another company', async () => {
    const company = await open();
    await company.sync();
    for (const { userId } of people) company.emulator.organisation.removePerson(userId);
    company.emulator.organisation.addPerson(person('stranger'));
    company.emulator.faults.add({
      path: `/v1.0/oauth2/${company.corpId}/token`,
      kind: 'errcode',
      code: 'invalid.client',
    });
    await company.sync();
    expect(await statesOf(company)).toEqual({
      u1: 'active',
      u2: 'active',
      u3: 'active',
      u4: 'inactive',
      stranger: 'active',
    });
    expect((await company.directory.state(company.corpId)).last?.problem?.zh).toContain('没有改动任何人');
    // With the platform's word for the credentials it is believed.
    company.emulator.faults.clear();
    await company.sync();
    expect(await statesOf(company)).toMatchObject({ u1: 'left', u2: 'left', u3: 'left', u4: 'left' });
  });

  test('says in words what stopped it, and which fields the platform keeps back', async () => {
    const company = await open({
      app: { permissions: ['qyapi_base', 'qyapi_get_member', 'qyapi_get_department_member'] },
    });
    await company.sync();
    const stopped = (await company.directory.state(company.corpId)).last?.problem;
    expect(stopped?.zh).toContain('qyapi_get_department_list');
    expect(stopped?.en).toContain('stays as it is');
    company.emulator.apps.change(company.appKey, {
      permissions: ['qyapi_base', 'qyapi_get_member', 'qyapi_get_department_member', 'qyapi_get_department_list'],
    });
    await company.sync();
    const state = await company.directory.state(company.corpId);
    expect(state.last?.problem).toBeUndefined();
    expect(state).toMatchObject({ members: 4, missingFields: ['email'] });
  });

  test('goes on after a moment of too many calls', async () => {
    const company = await open();
    company.emulator.faults.add({ path: '/topapi/v2/user/list', kind: 'errcode', code: '90018', times: 2 });
    await company.sync();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
  });

  test('goes on where a process that died had stopped', async () => {
    let calls = 0;
    const died = new Error('the process died here');
    const company = await open({
      wrap: (app) => ({
        ...app,
        contacts: {
          ...app.contacts,
          walkMembers: (id) => {
            calls += 1;
            if (calls === 3) throw died;
            return app.contacts.walkMembers(id);
          },
        },
      }),
    });
    await company.directory.startSync(company.corpId);
    const [job] = company.jobs.waiting;
    await expect(company.jobs.runDue()).rejects.toBe(died);
    expect((await company.directory.state(company.corpId)).running).toBeDefined();
    const before = company.emulator.calls().filter((call) => call.path === '/topapi/v2/user/list').length;
    await company.jobs.rerun(job!);
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
    const after = company.emulator.calls().filter((call) => call.path === '/topapi/v2/user/list').length;
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(4);
    expect((await company.directory.state(company.corpId)).last).toMatchObject({ departments: 4, added: 4 });
  });

  test('runs once for a corp, whoever begins it', async () => {
    const company = await open();
    const answers = await Promise.all(Array.from({ length: 5 }, () => company.directory.startSync(company.corpId)));
    expect(answers.filter((answer) => answer === 'started')).toHaveLength(1);
    await company.jobs.runDue();
    expect(company.emulator.calls().filter((call) => call.path === '/auth/scopes')).toHaveLength(1);
    expect(await company.directory.startSync(company.corpId)).toBe('started');
  });

  test('begins by itself when the first person signs in', async () => {
    const company = await open();
    await company.enter('u1');
    await expect.poll(() => company.jobs.waiting.length).toBe(1);
    await company.jobs.runDue();
    expect(await copyOf(platform, company.corpId)).toEqual(pictureOf(company.emulator));
    await company.enter('u1');
    expect(company.jobs.waiting).toHaveLength(0);
  });

  test('suggests an address by the pattern where the directory tells none, and finds people by it', async () => {
    const company = await open({
      company: {
        departments,
        people: [
          person('u1', { name: '单雄信', email: 'private@qq.example' }),
          person('u2', { name: '李小龙', email: 'Long@Example.com' }),
        ],
      },
      record: { addressPattern: '{pinyin}@example.com' },
    });
    await company.sync();
    const found = await company.directory.search(company.corpId, 'shan', 8);
    expect(found.map(({ userId, address }) => ({ userId, address }))).toEqual([
      { userId: 'u1' as UserId, address: 'shanxiongxin@example.com' },
    ]);
    expect((await company.directory.search(company.corpId, '李', 8))[0]?.address).toBe('long@example.com');
  });
});
