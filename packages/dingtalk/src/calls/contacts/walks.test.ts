import { describe, expect, test } from 'vitest';
import { createDingTalk } from '../../client.ts';
import { memoryTokenStore } from '../../memory-token-store.ts';
import { collect } from '../../recordings/recording.ts';
import { buildApp, buildCredential, start } from '../../testing/build-app.ts';
import type { HttpOut } from '../../types.ts';

/** A tree of departments, answering as documented. */
function buildTree(children: Record<number, number[]>, given: { outside?: number[]; gone?: number[] } = {}) {
  const asked: string[] = [];
  const parentOf = (id: number) => Number(Object.entries(children).find(([, list]) => list.includes(id))?.[0]);
  const http: HttpOut = async (request) => {
    const answer = (json: object) => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(json)) });
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/v1.0/')) return answer({ accessToken: 't', expireIn: 7200 });
    const { dept_id: id } = JSON.parse(String(request.body)) as { dept_id: number };
    asked.push(`${pathname.split('/').at(-1)} ${id}`);
    if (given.outside?.includes(id)) return answer({ errcode: 50004, errmsg: '请求的部门id不在授权范围内' });
    if (given.gone?.includes(id)) return answer({ errcode: 60003, errmsg: '部门不存在' });
    const print = (one: number) => ({
      dept_id: one,
      name: `d${one}`,
      ...(parentOf(one) ? { parent_id: parentOf(one) } : {}),
    });
    return pathname.endsWith('listsub')
      ? answer({ errcode: 0, result: (children[id] ?? []).map(print) })
      : answer({ errcode: 0, result: print(id) });
  };
  const clock = { now: () => start, sleep: async () => undefined };
  const rate = { reserve: async () => 0, pause: async () => undefined };
  const app = createDingTalk({ http, clock, rate, tokens: memoryTokenStore() })(buildCredential());
  return { app, asked };
}

const walk = async (tree: ReturnType<typeof buildTree>, roots: number[]) => {
  const steps = await collect(tree.app.contacts.walkDepartments(roots));
  return steps.map((step) => (step.ok ? step.value.departmentId : step.error.code));
};

describe('a walk of departments', () => {
  test('gives each once, parents before children', async () => {
    const tree = buildTree({ 1: [2, 3], 2: [4], 3: [5, 6] });
    const seen = await walk(tree, [1]);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const [parent, list] of Object.entries({ 1: [2, 3], 2: [4], 3: [5, 6] }))
      for (const child of list) expect(seen.indexOf(Number(parent))).toBeLessThan(seen.indexOf(child));
    expect(new Set(tree.asked).size).toBe(tree.asked.length);
  });

  test('ends in a tree that bites its own tail', async () => {
    expect(await walk(buildTree({ 1: [2], 2: [3], 3: [2, 1] }), [1])).toEqual([1, 2, 3]);
  });

  test('a root below another root comes after its parents, named in whatever order', async () => {
    expect(await walk(buildTree({ 1: [2], 2: [3] }), [3, 1])).toEqual([1, 2, 3]);
  });

  test('two authorised branches of one company need nothing of what lies above them', async () => {
    const tree = buildTree({ 1: [2, 3], 2: [4] }, { outside: [1] });
    expect(await walk(tree, [3, 2])).toEqual([3, 2, 4]);
  });

  test('a department that was removed meanwhile has no children; a root that is gone is told', async () => {
    expect(await walk(buildTree({ 1: [2, 3], 3: [4] }, { gone: [2] }), [1])).toEqual([1, 2, 3, 4]);
    expect(await walk(buildTree({}, { gone: [1] }), [1])).toEqual(['60003']);
  });

  test('the first failure ends it', async () => {
    expect((await walk(buildTree({ 1: [2, 3], 3: [4] }, { outside: [3] }), [1])).at(-1)).toBe('50004');
  });

  test('asks for nothing ahead of what is read', async () => {
    const tree = buildTree({ 1: [2, 3], 2: [4] });
    for await (const step of tree.app.contacts.walkDepartments([1])) if (step.ok) break;
    expect(tree.asked).toEqual(['get 1']);
  });
});

describe('a walk of people', () => {
  const path = '/topapi/v2/user/list';
  const page = (ids: string[], next?: number | string) => ({
    json: {
      errcode: 0,
      result: {
        list: ids.map((userid) => ({ userid, name: userid })),
        has_more: next !== undefined,
        next_cursor: next,
      },
    },
  });

  test('follows the cursor', async () => {
    const { app, calls } = buildApp({ [path]: [page(['a', 'b'], 100), page(['c'], '205'), page(['d'])] });
    const steps = await collect(app.contacts.walkMembers(7));
    expect(steps.map((step) => step.ok && step.value.userId)).toEqual(['a', 'b', 'c', 'd']);
    const cursors = calls.filter((call) => call.path === path).map((call) => JSON.parse(call.body!).cursor);
    expect(cursors).toEqual([0, 100, 205]);
  });

  test.each([0, undefined, null, 'x'])('a cursor that stands still (%s) is a failure, not an end', async (next) => {
    const still = { json: { errcode: 0, result: { list: [{ userid: 'a' }], has_more: true, next_cursor: next } } };
    const { app, countOf } = buildApp({ [path]: still });
    const steps = await collect(app.contacts.walkMembers(7));
    expect(steps.map((step) => (step.ok ? step.value.userId : step.error.code))).toEqual(['a', 'answer.shape']);
    expect(countOf(path)).toBe(1);
  });

  test('an "ok" without a list is a failure', async () => {
    const { app } = buildApp({ [path]: { json: { errcode: 0, result: {} } } });
    expect(await collect(app.contacts.walkMembers(7))).toMatchObject([{ ok: false, error: { code: 'answer.shape' } }]);
  });

  test('a page that says nothing of more ends the walk only where its cursor does too', async () => {
    const silent = (ids: string[], next?: number) => ({
      json: { errcode: 0, result: { list: ids.map((userid) => ({ userid })), next_cursor: next } },
    });
    const { app, countOf } = buildApp({ [path]: [silent(['a'], 100), silent(['b'])] });
    const steps = await collect(app.contacts.walkMembers(7));
    expect(steps.map((step) => step.ok && step.value.userId)).toEqual(['a', 'b']);
    expect(countOf(path)).toBe(2);
  });

  test('a failure on a later page keeps what was read before it', async () => {
    const { app } = buildApp({ [path]: [page(['a'], 100), { json: { errcode: 60019, errmsg: '' } }] });
    expect(await collect(app.contacts.walkMembers(7))).toMatchObject([{ ok: true }, { ok: false }]);
  });

  test('the next page is asked for when this one has been read', async () => {
    const { app, countOf } = buildApp({ [path]: [page(['a', 'b'], 100), page(['c'])] });
    for await (const step of app.contacts.walkMembers(7)) if (step.ok && step.value.userId === 'b') break;
    expect(countOf(path)).toBe(1);
  });
});
