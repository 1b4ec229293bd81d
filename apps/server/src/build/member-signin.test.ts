import type { SessionStart } from '@hongyan/contract';
import { type CorpId, newId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildCompany, codeOf } from './member-testing.ts';

describe('signing in', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  let corps = 0;
  const build = () => {
    corps += 1;
    return buildCompany(platform, `dingsignin${corps}`);
  };
  const post = (company: ReturnType<typeof build>, body: Record<string, unknown>, cookie?: string) =>
    company.call('POST', '/api/v1/session', {
      body: { corpId: company.corpId, ...body },
      ...(cookie ? { cookie } : {}),
    }) as Promise<SessionStart>;

  test('makes a member of whoever DingTalk vouches for, once', async () => {
    const company = build();
    company.dingtalk.codes.set('c1', { userId: 'u1', name: '陈明', isAdmin: true });
    company.dingtalk.codes.set('c2', { userId: 'u1', name: '陈明明' });
    company.dingtalk.details.set('u1', { title: '采购经理', email: 'Chen@Example.com' });
    const first = await post(company, { code: 'c1' });
    expect(first.member).toMatchObject({ userId: 'u1', name: '陈明', title: '采购经理', isAdmin: true });
    const second = await post(company, { code: 'c2' });
    expect(second.member).toMatchObject({ id: first.member.id, name: '陈明明', title: '采购经理', isAdmin: false });
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from members where corp_id = ${company.corpId}`.execute(platform.owner);
    expect(rows[0]?.n).toBe(1);
  });

  test('meets itself when one person signs in twice at the same moment', async () => {
    const company = build();
    const people = await Promise.all(Array.from({ length: 6 }, () => company.signIn('u1', '陈明')));
    expect(new Set(people.map((person) => person.memberId)).size).toBe(1);
    expect(new Set(people.map((person) => person.sessionId)).size).toBe(6);
  });

  test('asks for the details once a day, and does without them', async () => {
    const company = build();
    company.dingtalk.details.set('u1', { title: '经理' });
    await company.signIn('u1');
    await company.signIn('u1');
    expect(company.dingtalk.state.detailCalls).toBe(1);
    company.clock.advance(25 * 3_600_000);
    await company.signIn('u1');
    expect(company.dingtalk.state.detailCalls).toBe(2);
    expect((await company.signIn('u2', '无权限')).userId).toBe('u2');
  });

  test('suggests the address of the mail domain, not a private one', async () => {
    const company = build();
    company.dingtalk.details.set('u1', { email: 'Chen@Example.com', orgEmail: 'chen@private.example' });
    company.dingtalk.details.set('u2', { email: 'li@private.example', orgEmail: 'li@example.com' });
    for (const [userId, address] of [
      ['u1', 'chen@example.com'],
      ['u2', 'li@example.com'],
    ] as const) {
      const principal = await company.signIn(userId);
      expect(await company.call('GET', '/api/v1/binding/options', { as: principal })).toMatchObject({
        suggestedAddress: address,
      });
    }
  });

  test('brings mailboxes, the inbox and the notice’s mail in one answer', async () => {
    const company = build();
    const principal = await company.signIn('u1', '陈明');
    const mailboxId = await company.bind(principal, 'chen@example.com');
    company.mail.notices.set('n1', { mailboxId, folderId: 'f', memberId: principal.memberId });
    company.dingtalk.codes.set('c', { userId: 'u1', name: '陈明' });
    const start = await post(company, { code: 'c', withInbox: true, noticeId: 'n1' });
    expect(start.mailboxes).toEqual([
      { id: mailboxId, address: 'chen@example.com', displayName: '陈明', state: { kind: 'ready' } },
    ]);
    expect(start.inbox?.nextCursor).toBe(mailboxId);
    expect(start.notice).toEqual({ mailboxId, folderId: 'f' });
  });

  test('ends the session of another person in the same browser, and not one’s own other window’s', async () => {
    const company = build();
    const first = await company.signIn('u1');
    company.dingtalk.codes.set('c1', { userId: 'u1', name: '' });
    await post(company, { code: 'c1' }, `s=${first.sessionId}`);
    expect(company.sessions.live.has(first.sessionId)).toBe(true);
    company.dingtalk.codes.set('c2', { userId: 'u2', name: '' });
    const second = await post(company, { code: 'c2' }, `s=${first.sessionId}`);
    expect(company.sessions.live.has(first.sessionId)).toBe(false);
    expect(company.sessions.live.get(second.bearer)?.userId).toBe('u2');
  });

  test('says what to do about each refusal of DingTalk', async () => {
    const company = build();
    const cases = [
      [{ kind: 'param', code: '40078', message: '' }, 'session.code_invalid'],
      [{ kind: 'param', code: '40079', message: '' }, 'session.outside_scope'],
      [{ kind: 'scope', code: '50002', message: '' }, 'session.outside_scope'],
      [{ kind: 'token', code: '40014', message: '' }, 'dingtalk.token'],
      [{ kind: 'ip', code: '60020', message: '', requestIp: '203.0.113.9' }, 'dingtalk.ip'],
      [{ kind: 'busy', code: '-1', message: '系统繁忙' }, 'dingtalk.busy'],
      [{ kind: 'qps', code: '90018', message: '' }, 'dingtalk.qps'],
    ] as const;
    for (const [failure, code] of cases) {
      company.dingtalk.state.failure = failure;
      expect(await codeOf(post(company, { code: 'x' }))).toBe(code);
    }
    company.dingtalk.state.failure = cases[4][0];
    await expect(post(company, { code: 'x' })).rejects.toMatchObject({ detail: '203.0.113.9' });
  });

  test('takes a code once, from a corp that is connected', async () => {
    const company = build();
    company.dingtalk.codes.set('c', { userId: 'u1', name: '' });
    expect(await codeOf(post(company, { code: 'c', corpId: 'dingnobody' }))).toBe('session.unknown_corp');
    expect(await codeOf(post(company, { code: 'c', corpId: '../x' }))).toBe('session.unknown_corp');
    expect(await codeOf(post(company, { code: 'c' }))).toBe('none');
    expect(await codeOf(post(company, { code: 'c' }))).toBe('session.code_invalid');
    expect(await codeOf(post(company, { code: '' }))).toBe('request.invalid');
    expect(await codeOf(post(company, { code: 'c', isAdmin: true }))).toBe('request.invalid');
  });

  test('stops whoever guesses codes, and nobody who signs in', async () => {
    const company = build();
    for (let i = 0; i < 60; i += 1)
      expect(await codeOf(post(company, { code: `guess${i}` }))).toBe('session.code_invalid');
    expect(await codeOf(post(company, { code: 'guess' }))).toBe('request.throttled');
    company.clock.advance(60_000);
    await company.signIn('u1');
  });

  test('shows the session, and ends it', async () => {
    const company = build();
    const principal = await company.signIn('u1', '陈明');
    expect(await company.call('GET', '/api/v1/session', { as: principal })).toMatchObject({
      corpId: company.corpId,
      member: { name: '陈明' },
      mailboxes: [],
    });
    expect(await codeOf(company.call('GET', '/api/v1/session'))).toBe('session.required');
    await company.call('DELETE', '/api/v1/session', { as: principal });
    expect(company.sessions.live.has(principal.sessionId)).toBe(false);
  });

  test('leads a notice to its own member only', async () => {
    const company = build();
    const mine = await company.signIn('u1');
    const other = await company.signIn('u2');
    const mailboxId = newId<string>();
    company.mail.notices.set('n1', { mailboxId, folderId: 'f', memberId: mine.memberId });
    expect(await company.call('GET', '/api/v1/notices/n1', { as: mine })).toEqual({ mailboxId, folderId: 'f' });
    expect(await codeOf(company.call('GET', '/api/v1/notices/n1', { as: other }))).toBe('notice.not_yours');
  });

  test('keeps a person in one corp: the same userid elsewhere is somebody else', async () => {
    const company = build();
    const here = await company.signIn('u1', '陈明');
    const there = await company.signIn('u1', '别人', `${company.corpId}2` as CorpId);
    expect(there.memberId).not.toBe(here.memberId);
    expect(await codeOf(company.call('GET', '/api/v1/session', { as: { ...there, memberId: here.memberId } }))).toBe(
      'session.required',
    );
  });

  test('keeps no name, title or address readable in the database', async () => {
    const company = build();
    company.dingtalk.details.set('u1', { title: 'canary-title', email: 'canary-mail@example.com' });
    await company.signIn('u1', 'canary-name');
    const { rows } = await sql<{ everything: string }>`
      select string_agg(m::text || encode(profile, 'escape'), '') as everything from members m`.execute(platform.owner);
    expect(rows[0]?.everything).not.toContain('canary');
  });
});
