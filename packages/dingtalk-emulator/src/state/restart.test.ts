import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../emulator.ts';
import { company } from '../testing/build.ts';
import type { EmulatorCompany } from '../types.ts';

async function fileOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'state.json');
}
const start = (stateFile: string, from: EmulatorCompany = company) =>
  startEmulator({ company: from, upstream: () => 'http://127.0.0.1:9', stateFile });

test('apps made in the console and changes of the organisation are there after a restart', async () => {
  const stateFile = await fileOf();
  const first = await start(stateFile);
  const { appKey } = first.apps.create({ name: '新应用' });
  first.apps.publish(appKey, '1.0.0');
  const id = first.organisation.addDepartment({ name: '新部门', parentId: 1 });
  first.organisation.addPerson({ ...company.people[0]!, userId: 'new', unionId: 'uNew', departmentId: id });
  first.organisation.changePerson('new', { title: '总监' });
  first.organisation.removePerson('Mu_Yun');
  await first.stop();

  const second = await start(stateFile);
  onTestFinished(() => second.stop());
  expect(second.apps.get(appKey)).toMatchObject({ name: '新应用', published: true });
  expect(second.organisation.person('new')).toMatchObject({ title: '总监', departmentId: id });
  expect(second.organisation.membersOf(id)).toHaveLength(1);
  expect(second.organisation.person('Mu_Yun')).toBeUndefined();
  expect(second.organisation.addDepartment({ name: '再一个', parentId: id })).not.toBe(id);
});

test('a change that the company’s file no longer allows is left out', async () => {
  const stateFile = await fileOf();
  const first = await start(stateFile);
  first.organisation.changePerson('Mu_Yun', { title: '总监' });
  first.organisation.changePerson('zhixia', { title: '总裁' });
  await first.stop();
  const second = await start(stateFile, { ...company, people: company.people.slice(0, 1) });
  onTestFinished(() => second.stop());
  expect(second.organisation.person('zhixia')?.title).toBe('总裁');
  expect(second.organisation.size).toBe(1);
});
