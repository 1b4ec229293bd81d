import type { Contact } from '@hongyan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { openDesk } from './member-desk.ts';
import { codeOf } from './member-testing.ts';

describe('the address field', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const open = () => openDesk(platform);

  test('offers colleagues first, then whom one has written to', async () => {
    const company = await open();
    const colleague = await company.signIn('u2', '李小龙');
    await company.bind(colleague, 'long@example.com');
    await company.send(company.draft({ to: [{ name: '李华', address: 'lihua@partner.example' }] }));
    await company.jobs.runDue();
    const find = async (q: string, as = company.me) =>
      ((await company.call('GET', `/api/v1/contacts?q=${encodeURIComponent(q)}`, { as })) as { contacts: Contact[] })
        .contacts;
    expect(await find('李')).toEqual([
      { name: '李小龙', address: 'long@example.com', kind: 'colleague' },
      { name: '李华', address: 'lihua@partner.example', kind: 'outsider' },
    ]);
    expect(await find('PARTNER.example')).toHaveLength(1);
    expect(await find('李', colleague)).toHaveLength(1);
    expect(await codeOf(company.call('GET', '/api/v1/contacts?q=x'))).toBe('session.required');
  });

  test('offers the people of one’s letters before anything was written, after those one has written to', async () => {
    const company = await open();
    company.mail.state.people = [
      { name: 'Clara', address: 'clara@halden-optik.example' },
      { name: 'Carl', address: 'carl@halden-optik.example' },
    ];
    await company.send(company.draft({ to: [{ name: 'Carl', address: 'carl@halden-optik.example' }] }));
    await company.jobs.runDue();
    const { contacts } = (await company.call('GET', '/api/v1/contacts?q=halden', { as: company.me })) as {
      contacts: Contact[];
    };
    expect(contacts.map(({ name }) => name)).toEqual(['Carl', 'Clara']);
  });

  test('remembers two thousand people, the latest', async () => {
    const company = await open();
    const people = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: '', address: `person${first + i}@partner.example` }));
    for (let first = 0; first < 2_500; first += 500) {
      await company.send(company.draft({ to: people(first, 500) }));
      await company.jobs.runDue();
      company.clock.advance(1_000);
    }
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from correspondents where corp_id = ${company.corpId}`.execute(platform.owner);
    expect(rows[0]?.n).toBe(2_000);
    const find = async (q: string) =>
      ((await company.call('GET', `/api/v1/contacts?q=${q}`, { as: company.me })) as { contacts: Contact[] }).contacts;
    expect(await find('person2499@')).toHaveLength(1);
    expect(await find('person499@')).toHaveLength(0);
  });
});
