import type { DingTalkApp } from '@hongyan/dingtalk';
import type { UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDb, createKysely, createPgPool } from '../platform/db/connect.ts';
import { createEvents } from '../platform/events/events.ts';
import { openNotifier } from '../platform/events/notifier.ts';
import { silentLog } from '../platform/log/log.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { copyOf, type Directory, openDirectory, person, pictureOf } from './directory-testing.ts';
import { codeOf } from './member-testing.ts';

/** Everything that a second process has of its own, on the same database. */
async function openSecond(platform: TestPlatform): Promise<TestPlatform> {
  const pool = createPgPool(platform.appUrl, { max: 5, name: 'hongyan test second' });
  const notifier = await openNotifier(platform.appUrl, silentLog);
  const queue = await openQueue({ pool, notifier, log: silentLog, alone: false });
  const kysely = createKysely(createPgPool(platform.appUrl, { max: 5, name: 'hongyan test second' }));
  return {
    ...platform,
    db: createDb(kysely),
    queue,
    events: createEvents(notifier, silentLog),
    close: async () => {
      await queue.stop();
      await notifier.close();
      await pool.end();
      await kysely.destroy();
    },
  };
}

const people = Array.from({ length: 30 }, (_, at) => person(`u${at}`, { name: `陈${at}`, departmentId: 1 + (at % 3) }));
const departments = [1, 2, 3].map((id) => ({ id, name: `部门${id}`, ...(id === 1 ? {} : { parentId: 1 }) }));

describe('two processes', () => {
  let platform: TestPlatform;
  let second: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
    second = await openSecond(platform);
  });
  afterAll(async () => {
    await second.close();
    await platform.close();
  });
  const opened: Directory[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });
  const openBoth = async (given: Pick<Parameters<typeof openDirectory>[1] & object, 'wrap'> = {}) => {
    const one = await openDirectory(platform, { ...given, company: { departments, people }, queue: platform.queue });
    const other = await openDirectory(second, { beside: one, queue: second.queue });
    opened.push(one, other);
    return { one, other };
  };
  const finished = (company: Directory) =>
    expect.poll(async () => (await company.directory.state(company.corpId)).last, { timeout: 20_000 }).toBeDefined();

  test('read a company once, whichever is asked', async () => {
    const { one, other } = await openBoth();
    const answers = await Promise.all([
      one.directory.startSync(one.corpId),
      other.directory.startSync(one.corpId),
      one.directory.startSync(one.corpId),
      other.directory.startSync(one.corpId),
    ]);
    expect(answers.toSorted()).toEqual(['running', 'running', 'running', 'started']);
    await finished(other);
    expect(one.emulator.calls().filter((call) => call.path === '/auth/scopes')).toHaveLength(1);
    expect(await copyOf(platform, one.corpId)).toEqual(pictureOf(one.emulator));
  });

  test('both hear what one of them was told', async () => {
    const { one, other } = await openBoth();
    await one.directory.startSync(one.corpId);
    await finished(one);
    const found = async (company: Directory, query: string) =>
      (await company.directory.search(one.corpId, query, 8)).map(({ userId }) => userId);
    expect(await found(other, '改名')).toEqual([]);
    one.emulator.organisation.changePerson('u7', { name: '改名的人' });
    await one.tell({ kind: 'user', change: 'modified', userIds: ['u7' as UserId] });
    expect(await found(one, '改名')).toEqual(['u7']);
    await expect.poll(() => found(other, '改名')).toEqual(['u7']);
  });

  /** Holds the first walk of a department until it is let go. */
  function holdAt(departmentId: number) {
    let reached = (): void => undefined;
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (reached = resolve));
    const goOn = new Promise<void>((resolve) => (letGo = resolve));
    let times = 0;
    const wrap = (app: DingTalkApp): DingTalkApp => ({
      ...app,
      contacts: {
        ...app.contacts,
        async *walkMembers(id) {
          if (id === departmentId) times += 1;
          if (id === departmentId && times === 1) {
            reached();
            await goOn;
          }
          yield* app.contacts.walkMembers(id);
        },
      },
    });
    return { wrap, held, letGo: () => letGo() };
  }

  test('one goes on where the other fell silent, and who wakes up late writes nothing and ends nothing', async () => {
    const [first, next] = [holdAt(3), holdAt(3)];
    const one = await openDirectory(platform, { company: { departments, people }, wrap: first.wrap });
    const other = await openDirectory(second, { beside: one, wrap: next.wrap });
    try {
      await one.directory.startSync(one.corpId);
      const late = codeOf(one.jobs.runDue());
      await first.held;
      // Everything else of it is done: no step of its own renews its sign of life any more.
      await expect
        .poll(async () => (await other.directory.state(one.corpId)).running)
        .toMatchObject({ departmentsFound: 3, departmentsDone: 2 });
      // While the first one counts as alive nobody takes its work.
      expect(await other.directory.startSync(one.corpId)).toBe('running');
      expect(other.jobs.waiting).toHaveLength(0);
      await sql`update directory_runs set lease_until = now() where corp_id = ${one.corpId}`.execute(platform.owner);
      expect(await other.directory.startSync(one.corpId)).toBe('running');
      const running = other.jobs.runDue();
      await next.held;
      first.letGo();
      expect(await late).toBe('none');
      expect((await other.directory.state(one.corpId)).running).toBeDefined();
      next.letGo();
      await running;
      expect((await other.directory.state(one.corpId)).last).toMatchObject({ departments: 3, added: 30 });
      expect(await copyOf(platform, one.corpId)).toEqual(pictureOf(one.emulator));
    } finally {
      first.letGo();
      next.letGo();
      await other.close();
      await one.close();
    }
  });
});
