import type { AppDetail, DirectoryState, DoctorCheck } from '@hongyan/contract';
import { expect, test } from 'vitest';
import { listTodos } from './list-todos.ts';

const app = { corpId: 'ding1', paused: false, eventChannel: { mode: 'push', refused: 0 } } as unknown as AppDetail;
const check = (id: DoctorCheck['id'], state: DoctorCheck['state']): DoctorCheck => ({
  id,
  name: { zh: id, en: id },
  state,
  at: '2026-11-23T06:35:00Z',
});
const directory: DirectoryState = { departments: 5, members: 214, missingFields: ['email'] };
const counts = { all: 214, bound: 200, unbound: 14, trouble: 3, left: 0 };

test('what failed comes before what only needs attention, and the paused app before all', () => {
  const todos = listTodos({
    app: { ...app, paused: true, eventChannel: { mode: 'push', refused: 2 } },
    checks: [check('quota', 'warning'), check('egress_ip', 'failed'), check('public_url', 'passed')],
    counts,
    directory,
  });
  expect(todos.map((one) => one.check?.id ?? one.kind)).toEqual([
    'paused',
    'egress_ip',
    'quota',
    'refused',
    'receiving',
    'missing',
  ]);
});

test('a missing field is told once, by the doctor where it knows', () => {
  const todos = listTodos({ app, checks: [check('gated_fields', 'failed')], counts: undefined, directory });
  expect(todos.map((one) => one.kind)).toEqual(['check']);
});

test('a doctor that never ran is something to do; what is not loaded is not', () => {
  const never: DoctorCheck = { id: 'public_url', name: { zh: 'a', en: 'a' }, state: 'not_tested' };
  expect(listTodos({ app, checks: [never], counts: undefined, directory: undefined }).map((one) => one.kind)).toEqual([
    'run_doctor',
  ]);
  expect(listTodos({ app, checks: undefined, counts: undefined, directory: undefined })).toEqual([]);
});
