import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, tokenOf } from '../testing/build.ts';
import { largerCompany } from '../testing/larger.ts';
import type { Emulator } from '../types.ts';

const build = () => buildEmulator({ company: largerCompany, limits: { qps: 1000 } });
const ask = async (emulator: Emulator, path: string, body: object) => (await callOld(emulator, path, body)).json;
const listPath = '/topapi/v2/user/list';

describe('departments on the wire', () => {
  test('listsub answers direct children, of the root when none is named', async () => {
    const emulator = await build();
    expect(await ask(emulator, '/topapi/v2/department/listsub', {})).toEqual({
      errcode: 0,
      errmsg: 'ok',
      request_id: expect.any(String),
      result: [
        { dept_id: 10, name: '研发', parent_id: 1, create_dept_group: true, auto_add_user: true },
        { dept_id: 20, name: '工厂', parent_id: 1, create_dept_group: true, auto_add_user: true },
      ],
    });
    const below = await ask(emulator, '/topapi/v2/department/listsub', { dept_id: 10 });
    expect(below.result).toMatchObject([{ dept_id: 11, parent_id: 10 }]);
    expect((await ask(emulator, '/topapi/v2/department/listsubid', { dept_id: 1 })).result).toEqual({
      dept_id_list: [10, 20],
    });
  });

  test('get tells one department; the root has no parent', async () => {
    const emulator = await build();
    const factory = await ask(emulator, '/topapi/v2/department/get', { dept_id: 20 });
    expect(factory.result).toMatchObject({ dept_id: 20, name: '工厂', parent_id: 1, member_count: 205 });
    const root = await ask(emulator, '/topapi/v2/department/get', { dept_id: 1 });
    expect(root.result).not.toHaveProperty('parent_id');
  });

  test.each<[object, number]>([
    [{ dept_id: 99 }, 60003],
    [{ dept_id: -7 }, 40009],
    [{}, 400002],
  ])('%j is refused flat with %i', async (body, errcode) => {
    const answer = await ask(await build(), '/topapi/v2/department/get', body);
    expect(answer).toEqual({ errcode, errmsg: expect.any(String), request_id: expect.any(String) });
  });
});

describe('members on the wire', () => {
  test('a department is walked page by page, next_cursor stands there while there is more', async () => {
    const emulator = await build();
    const seen: string[] = [];
    const shapes: unknown[] = [];
    let cursor: number | undefined = 0;
    while (cursor !== undefined) {
      const { result } = (await ask(emulator, listPath, { dept_id: 20, cursor, size: 100 })) as {
        result: { has_more: boolean; next_cursor?: number; list: { userid: string }[] };
      };
      seen.push(...result.list.map((one) => one.userid));
      shapes.push([result.has_more, result.list.length, 'next_cursor' in result]);
      cursor = result.next_cursor;
    }
    expect(new Set(seen).size).toBe(205);
    expect(shapes).toEqual([
      [true, 100, true],
      [true, 100, true],
      [false, 5, false],
    ]);
  });

  test.each<[object]>([
    [{ cursor: -1, size: 10 }],
    [{ cursor: 100_001, size: 10 }],
    [{ cursor: 0, size: 0 }],
    [{ cursor: 0, size: 101 }],
    [{ cursor: 0 }],
  ])('%j is no page', async (page) => {
    const emulator = await build();
    expect(await ask(emulator, listPath, { dept_id: 20, ...page })).toMatchObject({ errcode: 40035 });
    expect(emulator.calls().at(-1)?.rule).toMatchObject({ section: '5.3' });
  });

  test('order_field sorts by entry or change', async () => {
    const emulator = await build();
    emulator.organisation.changePerson('f003', { title: '组长' });
    const first = async (order_field: string) => {
      const { result } = (await ask(emulator, listPath, { dept_id: 20, cursor: 0, size: 1, order_field })) as {
        result: { list: { userid: string }[] };
      };
      return result.list[0]?.userid;
    };
    expect(await first('entry_asc')).toBe('f000');
    expect(await first('entry_desc')).toBe('f204');
    expect(await first('modify_desc')).toBe('f003');
    expect(await ask(emulator, listPath, { dept_id: 20, cursor: 0, size: 1, order_field: 'x' })).toMatchObject({
      errcode: 400002,
    });
  });

  test('dept_order is a number of 18 digits, more than a double holds', async () => {
    const emulator = await build();
    const response = await fetch(`${emulator.oapiUrl}${listPath}?access_token=${await tokenOf(emulator)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dept_id: 10, cursor: 0, size: 2 }),
    });
    const raw = [...(await response.text()).matchAll(/"dept_order":(\d+)/g)].map((match) => match[1]!);
    expect(raw).toHaveLength(2);
    for (const digits of raw) expect([digits.length, String(Number(digits)) === digits]).toEqual([18, false]);
  });

  test('somebody in two departments stands in both lists with both ids', async () => {
    const emulator = await build();
    for (const dept_id of [10, 11]) {
      const { result } = (await ask(emulator, listPath, { dept_id, cursor: 0, size: 100 })) as {
        result: { list: object[] };
      };
      expect(result.list).toContainEqual(expect.objectContaining({ userid: 'both', dept_id_list: [10, 11] }));
    }
  });

  test('listsimple and listid have names and ids only', async () => {
    const emulator = await build();
    const simple = await ask(emulator, '/topapi/user/listsimple', { dept_id: 10, cursor: 0, size: 100 });
    expect(simple.result).toEqual({
      has_more: false,
      list: [
        { userid: 'sub', name: '名sub' },
        { userid: 'both', name: '名both' },
      ],
    });
    const ids = await ask(emulator, '/topapi/user/listid', { dept_id: 10 });
    expect(ids.result).toEqual({ userid_list: ['sub', 'both'] });
  });

  test('fields of a permission that is missing are left out, and nothing is refused', async () => {
    const emulator = await build();
    const all = (await ask(emulator, '/topapi/v2/user/get', { userid: 'both' })).result;
    expect(all).toMatchObject({ email: 'both@corp.example', org_email: 'both@ding.example', job_number: 'A07' });
    const mobile = (await ask(emulator, '/topapi/v2/user/get', { userid: 'sub' })).result;
    expect(mobile).toMatchObject({ mobile: '13900000001', state_code: '86' });
    const { permissions } = emulator.apps.get(app.appKey)!;
    emulator.apps.change(app.appKey, { permissions: permissions.filter((code) => !code.startsWith('field')) });
    const less = await ask(emulator, '/topapi/v2/user/get', { userid: 'both' });
    expect(less.errcode).toBe(0);
    for (const field of ['email', 'org_email', 'work_place', 'remark', 'extension']) {
      expect(less.result).not.toHaveProperty(field);
    }
    const listed = await ask(emulator, listPath, { dept_id: 10, cursor: 0, size: 100 });
    expect(JSON.stringify(listed)).not.toMatch(/mobile":"|state_code|email/);
  });

  test.each<[object, number]>([
    [{ userid: 'nobody' }, 60121],
    [{ userid: 'partner' }, 60121],
    [{ userid: 'a b' }, 33012],
    [{}, 400002],
  ])('user/get of %j is refused with %i', async (body, errcode) => {
    expect(await ask(await build(), '/topapi/v2/user/get', body)).toMatchObject({ errcode });
  });

  test('a mobile number and a unionid find their person; a unionid tells external contacts', async () => {
    const emulator = await build();
    const byMobile = (mobile: string) => ask(emulator, '/topapi/v2/user/getbymobile', { mobile });
    expect((await byMobile('13900000001')).result).toEqual({ userid: 'sub' });
    expect(await byMobile('13900000009')).toMatchObject({ errcode: 60121 });
    expect(await byMobile('x')).toMatchObject({ errcode: 40104 });
    const byUnion = (unionid: string) => ask(emulator, '/topapi/user/getbyunionid', { unionid });
    expect((await byUnion('union-sub')).result).toEqual({ contact_type: 0, userid: 'sub' });
    expect((await byUnion('union-partner')).result).toEqual({ contact_type: 1, userid: 'partner' });
    expect(await byUnion('union-nobody')).toMatchObject({ errcode: 60121 });
  });

  test('administrators are listed with their rank; the boss is none', async () => {
    const emulator = await build();
    const { result } = await ask(emulator, '/topapi/user/listadmin', {});
    expect(result).toEqual([
      { userid: 'main', sys_level: 1 },
      { userid: 'sub', sys_level: 2 },
    ]);
    expect(await ask(emulator, '/topapi/user/get_admin_scope', { userid: 'sub' })).toMatchObject({ dept_ids: [1] });
    expect(await ask(emulator, '/topapi/user/get_admin_scope', {})).toMatchObject({ errcode: 400001 });
  });
});

describe('the authorised scope', () => {
  const scoped = async (): Promise<Emulator> => {
    const emulator = await build();
    emulator.apps.change(app.appKey, { contactScope: { departmentIds: [10], userIds: ['f001'] } });
    return emulator;
  };

  test('auth/scopes tells it, and is no topapi call', async () => {
    const emulator = await scoped();
    const { json } = await call(`${emulator.oapiUrl}/auth/scopes?access_token=${await tokenOf(emulator)}`);
    expect(json).toMatchObject({
      errcode: 0,
      condition_field: [],
      auth_org_scopes: { authed_dept: [10], authed_user: ['f001'] },
    });
    const blank = await call(`${emulator.oapiUrl}/auth/scopes`);
    expect(blank.json).toEqual({ errcode: 41001, errmsg: '缺少access_token参数', request_id: expect.any(String) });
  });

  test.each<[string, object, number]>([
    ['/topapi/v2/department/listsub', { dept_id: 1 }, 50004],
    ['/topapi/v2/department/listsub', { dept_id: 11 }, 0],
    ['/topapi/v2/department/get', { dept_id: 20 }, 50004],
    [listPath, { dept_id: 20, cursor: 0, size: 10 }, 50004],
    ['/topapi/v2/user/get', { userid: 'main' }, 50002],
    ['/topapi/v2/user/get', { userid: 'f001' }, 0],
    ['/topapi/v2/user/get', { userid: 'both' }, 0],
    ['/topapi/user/listid', { dept_id: 20 }, 0],
    ['/topapi/v2/department/listsubid', { dept_id: 1 }, 0],
    ['/topapi/user/listadmin', {}, 0],
  ])('%s of %j answers %i', async (path, body, errcode) => {
    expect(await ask(await scoped(), path, body)).toMatchObject({ errcode });
  });
});

test('who is outside the app’s visible scope gets 40079 for their sign-in code', async () => {
  const emulator = await build();
  emulator.apps.change(app.appKey, { visibleScope: { departmentIds: [20], userIds: [], adminsOnly: false } });
  const signIn = async (userId: string) =>
    ask(emulator, '/topapi/v2/user/getuserinfo', { code: emulator.issueAuthCode(userId) });
  expect(await signIn('f001')).toMatchObject({ errcode: 0, result: { sys: false, sys_level: 0 } });
  expect(await signIn('both')).toMatchObject({ errcode: 40079 });
});
