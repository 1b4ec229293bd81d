import type { CorpId } from '@hongyan/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvent } from './read-event.ts';

const corpId = 'dingcorp01' as CorpId;
const sentAt = 1_767_225_601_000;
const push = (body: unknown) =>
  readEvent({ channel: 'push', corpId, text: typeof body === 'string' ? body : JSON.stringify(body), sentAt });
const stream = (headers: Record<string, unknown>, data: unknown) =>
  readEvent({ channel: 'stream', corpId, headers, text: JSON.stringify(data), sentAt });
const eventOf = (read: ReturnType<typeof readEvent>) => (read.ok ? read.value : expect.fail(read.error.reason));

describe('an event', () => {
  // dingtalk-api.md §6.5: the documented form, and the one seen in real logs.
  test('of the documented form is read', () => {
    const documented = {
      EventType: 'user_add_org',
      EventTime: 1767225600001,
      CorpId: 'dingcorp01',
      BizId: '1767225600001',
      eventId: 'ev000000000001',
      timeStamp: '1767225600000',
      userId: ['user0001'],
    };
    expect(push(documented)).toEqual({
      ok: true,
      value: {
        eventId: 'ev000000000001',
        type: 'user_add_org',
        corpId,
        bornAt: 1767225600000,
        channel: 'push',
        kind: 'user',
        change: 'added',
        userIds: ['user0001'],
      },
    });
  });

  test('of the older form is read, and given an id that its repeats share', () => {
    const older = {
      EventType: 'user_add_org',
      CorpId: 'dingcorp01',
      UserId: ['user0001', 'user0002'],
      OptStaffId: 'manager01',
      TimeStamp: '1767225600002',
    };
    const first = eventOf(push(older));
    expect(first).toMatchObject({ kind: 'user', userIds: ['user0001', 'user0002'], bornAt: 1767225600002 });
    const { EventType, CorpId, TimeStamp } = older;
    const again = eventOf(push({ userId: ['user0002', 'user0001'], timeStamp: Number(TimeStamp), EventType, CorpId }));
    expect(again.eventId).toBe(first.eventId);
    const others = [
      { ...older, UserId: ['user0001'] },
      { ...older, TimeStamp: '1767225600003' },
      { ...older, EventType: 'user_modify_org' },
    ].map((other) => eventOf(push(other)).eventId);
    expect(new Set([first.eventId, ...others]).size).toBe(4);
  });

  test('that we do not know is told from another of the same moment by its words', () => {
    const [one, two] = [1, 2].map((id) =>
      push({ EventType: 'label_user_change', timeStamp: 1767225600000, LabelId: id }),
    );
    expect(eventOf(one!).eventId).not.toBe(eventOf(two!).eventId);
  });

  // §7.2, word for word.
  test('of a Stream frame takes its head from the headers', () => {
    const headers = {
      topic: '*',
      messageId: '0a1b2c3d_101_190mail0001_5e6f',
      contentType: 'application/json',
      time: '1767225600100',
      eventType: 'user_add_org',
      eventId: 'ev000000000001',
      eventCorpId: 'dingcorp01',
      eventBornTime: '1767225600000',
      eventUnifiedAppId: '9f8e7d6c-0001',
    };
    const read = readEvent({
      channel: 'stream',
      corpId,
      headers,
      text: '{"timeStamp":"1767225600000","userId":["user0001"]}',
      sentAt,
    });
    expect(eventOf(read)).toMatchObject({
      eventId: 'ev000000000001',
      channel: 'stream',
      kind: 'user',
      change: 'added',
      userIds: ['user0001'],
      bornAt: 1767225600000,
    });
  });

  test.each([
    ['user_add_org', { userId: ['u'] }, { kind: 'user', change: 'added' }],
    ['user_modify_org', { userId: ['u'] }, { kind: 'user', change: 'modified' }],
    ['user_leave_org', { userId: ['u'] }, { kind: 'user', change: 'left' }],
    ['user_active_org', { userId: ['u'] }, { kind: 'user', change: 'activated' }],
    ['org_dept_create', { deptId: [7] }, { kind: 'department', change: 'created', departmentIds: [7] }],
    ['org_dept_modify', { deptId: [7] }, { kind: 'department', change: 'modified', departmentIds: [7] }],
    ['org_dept_remove', { deptId: [7] }, { kind: 'department', change: 'removed', departmentIds: [7] }],
    ['org_admin_add', { userId: ['u'] }, { kind: 'admin', change: 'added' }],
    ['org_admin_remove', { userId: ['u'] }, { kind: 'admin', change: 'removed' }],
    ['org_change', {}, { kind: 'organisation' }],
    ['check_url', {}, { kind: 'check_url' }],
    ['label_user_change', { LabelIdList: [1] }, { kind: 'unknown' }],
  ])('of type %s says what it is, over either channel', (type, data, expected) => {
    expect(eventOf(push({ EventType: type, ...data }))).toMatchObject({ type, ...expected });
    expect(eventOf(stream({ eventType: type, eventId: 'e' }, data))).toMatchObject({ type, ...expected });
  });

  test.each([
    ['in a list', ['a', 'b']],
    ['alone', 'a'],
    ['as numbers', [17, 18]],
    ['as a list in a text', '["a","b"]'],
    ['with a double and an empty one', ['a', '', 'a', null]],
  ])('names people %s', (_, userId) => {
    const found = eventOf(push({ EventType: 'user_modify_org', userId }));
    expect(found).toHaveProperty('userIds', [...new Set([userId].flat().flatMap(people))]);
  });
  const people = (id: unknown): string[] =>
    typeof id === 'string' && id.startsWith('[') ? JSON.parse(id) : id ? [String(id)] : [];

  test('names departments as numbers, whatever they came as', () => {
    for (const deptId of [[2, 3], ['2', '3'], '[2,3]', ['2', 3, 'x', -1, 1.5, null, 2]])
      expect(eventOf(push({ EventType: 'org_dept_modify', DeptId: deptId }))).toMatchObject({ departmentIds: [2, 3] });
  });

  test('that names the person only beside what changed is read, be it an object or a list', () => {
    const diff = { userid: 'user0001', prev: { name: '陈明1' }, curr: { name: '陈明' } };
    for (const diffInfo of [diff, [diff]])
      expect(eventOf(push({ EventType: 'user_modify_org', diffInfo }))).toMatchObject({ userIds: ['user0001'] });
  });

  test.each([
    ['seconds', '1767225600', 1767225600000],
    ['milliseconds', 1767225600123, 1767225600123],
    ['nothing', undefined, sentAt],
    ['nonsense', 'yesterday', sentAt],
    ['a moment that no clock shows', 9e15, sentAt],
    ['a negative one', -5, sentAt],
  ])('born at %s has a moment', (_, timeStamp, bornAt) => {
    expect(eventOf(push({ EventType: 'org_change', timeStamp })).bornAt).toBe(bornAt);
  });

  test('with an id that no table should hold has one that it can', () => {
    for (const eventId of ['x'.repeat(5000), 'with space', '中文', 'a\u0000b']) {
      const found = eventOf(push({ EventType: 'org_change', eventId }));
      expect(found.eventId).toMatch(/^hy-[0-9a-f]{40}$/);
      expect(eventOf(push({ EventType: 'org_change', eventId })).eventId).toBe(found.eventId);
    }
  });

  test.each([
    ['no JSON', 'json', 'oops'],
    ['a list', 'json', '[]'],
    ['nothing', 'json', 'null'],
    ['no type', 'type', { userId: ['u'] }],
    ['a type that is none', 'type', { EventType: 'x y\n' }],
    ['a type that is an object', 'type', { EventType: { a: 1 } }],
    ['nobody', 'ids', { EventType: 'user_leave_org' }],
    ['people who have no id', 'ids', { EventType: 'user_leave_org', userId: [{}, null, [], true] }],
    ['departments that are none', 'ids', { EventType: 'org_dept_remove', deptId: ['x', 0, 1e300] }],
    ['another corp', 'corp', { EventType: 'user_leave_org', CorpId: 'dingother', userId: ['u'] }],
  ])('that holds %s is malformed, and the same bytes have the same id', (_, reason, body) => {
    const read = push(body);
    expect(read).toMatchObject({ ok: false, error: { reason } });
    expect(push(body)).toEqual(read);
  });

  test('is never a reason to throw', () => {
    const headers = fc.dictionary(
      fc.constantFrom('eventType', 'eventId', 'EVENTTYPE', '__proto__', 'x'),
      fc.jsonValue(),
    );
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .dictionary(
          fc.constantFrom('EventType', 'userId', 'deptId', 'diffInfo', 'timeStamp', 'eventId', 'CorpId', 'constructor'),
          fc.oneof(fc.jsonValue(), fc.constantFrom('user_leave_org', 'org_dept_remove', 'dingcorp01')),
        )
        .map((body) => JSON.stringify(body)),
    );
    fc.assert(
      fc.property(headers, bodies, fc.double(), (head, text, at) => {
        for (const source of [
          { channel: 'push', corpId, text, sentAt: at },
          { channel: 'stream', corpId, headers: head, text, sentAt: at },
        ] as const) {
          const read = readEvent(source);
          const id = read.ok ? read.value.eventId : read.error.eventId;
          expect(id.length).toBeGreaterThan(0);
          expect(id.length).toBeLessThanOrEqual(128);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
