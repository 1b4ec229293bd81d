import type { SendOutcome } from '@hongyan/mail';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { openDesk } from './member-desk.ts';
import { codeOf } from './member-testing.ts';

const failure = { code: 'mail.network', detail: 'connection reset', retry: true } as const;
const notSent: SendOutcome = { kind: 'not_sent', failure };
/** The job that sends the mail; the directory has jobs of its own. */
const sendJobOf = ({ jobs }: Awaited<ReturnType<typeof openDesk>>) =>
  jobs.waiting.find(({ name }) => name === 'compose.send')!;
const unknown: SendOutcome = { kind: 'unknown', failure };

describe('a try to send that goes wrong', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const open = () => openDesk(platform);

  test('is repeated when the mail certainly did not go out, with the same Message-ID', async () => {
    const company = await open();
    company.outgoing.outcomes.push(notSent, notSent);
    const body = company.draft();
    await company.send(body);
    await company.jobs.runDue();
    expect((await company.status(body.sendId)).state).toBe('sending');
    company.clock.advance(5_000);
    await company.jobs.runDue();
    company.clock.advance(15_000);
    await company.jobs.runDue();
    expect((await company.status(body.sendId)).state).toBe('sent');
    expect(company.sent).toHaveLength(1);
    expect(company.built).toHaveLength(1);
  });

  test('fails in the end with the server’s own words', async () => {
    const company = await open();
    company.outgoing.outcomes.push(...Array.from({ length: 20 }, () => notSent));
    const body = company.draft();
    await company.send(body);
    for (let hours = 0; hours < 4; hours += 1) {
      for (let minutes = 0; minutes < 60; minutes += 1) {
        await company.jobs.runDue();
        company.clock.advance(60_000);
      }
    }
    expect(await company.status(body.sendId)).toEqual({
      sendId: body.sendId,
      state: 'failed',
      code: 'mail.network',
      detail: 'connection reset',
    });
    expect(company.outgoing.outcomes).toHaveLength(12);
  });

  test('is not repeated after a refusal or a wrong password', async () => {
    const company = await open();
    company.outgoing.outcomes.push(
      { kind: 'refused', failure: { code: 'mail.recipient_rejected', detail: '550 no such user', retry: false } },
      { kind: 'not_sent', failure: { code: 'mail.auth_bad', retry: false } },
    );
    const [first, second] = [company.draft(), company.draft()];
    await company.send(first);
    await company.send(second);
    await company.jobs.runDue();
    expect(await company.status(first.sendId)).toMatchObject({
      state: 'failed',
      code: 'mail.recipient_rejected',
      detail: '550 no such user',
    });
    const { rows } = await sql<{ words: string }>`
      select string_agg(encode(detail, 'escape'), '') as words from sends`.execute(platform.owner);
    expect(rows[0]?.words).not.toContain('no such user');
    expect(await company.status(second.sendId)).toMatchObject({ state: 'failed', code: 'mail.auth_bad' });
    expect(company.jobs.waiting).toEqual([]);
  });

  test('that ended without an answer is shown as unknown where no copy can tell, and never repeated', async () => {
    const company = await open();
    company.outgoing.outcomes.push(unknown);
    const body = company.draft();
    await company.send(body);
    await company.jobs.runDue();
    company.clock.advance(3_600_000);
    await company.jobs.runDue();
    expect(await company.status(body.sendId)).toMatchObject({ state: 'unknown', code: 'send.unknown' });
    expect(company.sent).toEqual([]);
    expect(await codeOf(company.cancel(body.sendId))).toBe('send.too_late');
  });

  test('that ended without an answer is found in Sent where the server keeps copies', async () => {
    const company = await open();
    company.profile.sentCopy = 'server_keeps';
    company.outgoing.outcomes.push(unknown);
    const body = company.draft();
    await company.send(body);
    await company.jobs.runDue();
    expect((await company.status(body.sendId)).state).toBe('sending');
    company.clock.advance(60_000);
    company.mail.state.inSent = true;
    await company.jobs.runDue();
    expect((await company.status(body.sendId)).state).toBe('sent');
    expect(company.mail.sentFolder).toEqual([]);
  });

  test('is given up as unknown after five minutes of looking', async () => {
    const company = await open();
    company.profile.sentCopy = 'server_keeps';
    company.outgoing.outcomes.push(unknown);
    const body = company.draft();
    await company.send(body);
    for (let i = 0; i < 22; i += 1) {
      await company.jobs.runDue();
      company.clock.advance(15_000);
    }
    expect((await company.status(body.sendId)).state).toBe('unknown');
    expect(company.jobs.waiting).toEqual([]);
  });

  test('by a process that died half-way sends nothing again', async () => {
    const company = await open();
    const body = company.draft();
    await company.send(body);
    const job = company.jobs.waiting.splice(company.jobs.waiting.indexOf(sendJobOf(company)), 1)[0]!;
    // The process dies while the server reads the mail: nothing after this call happens.
    let dialled: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      dialled = resolve;
    });
    company.outgoing.onSend = () => {
      dialled();
      return new Promise(() => undefined);
    };
    void company.jobs.rerun(job);
    await reached;
    expect((await company.status(body.sendId)).state).toBe('sending');
    company.outgoing.onSend = undefined;
    await company.jobs.rerun(job);
    expect(await company.status(body.sendId)).toMatchObject({ state: 'unknown' });
    expect(company.sent).toEqual([]);
  });

  test('is not disturbed by a second job for the same mail', async () => {
    const company = await open();
    const body = company.draft();
    await company.send(body);
    const job = sendJobOf(company);
    let meanwhile: string | undefined;
    company.outgoing.onSend = async () => {
      company.outgoing.onSend = undefined;
      await company.jobs.rerun({ ...job, id: 'another' });
      meanwhile = (await company.status(body.sendId)).state;
    };
    await company.jobs.runDue();
    expect(meanwhile).toBe('sending');
    expect((await company.status(body.sendId)).state).toBe('sent');
    expect(company.sent).toHaveLength(1);
  });

  test('is still known to have succeeded when the database was away at that moment', async () => {
    const company = await open();
    const body = company.draft();
    await company.send(body);
    const { inCorp } = platform.db;
    let failures = 0;
    company.outgoing.onSend = async () => {
      platform.db.inCorp = async (corpId, run) => {
        platform.db.inCorp = inCorp;
        failures += 1;
        return inCorp(corpId, async (tx) => {
          await run(tx);
          throw new Error('the connection was lost before the commit');
        });
      };
    };
    const running = company.jobs.runDue();
    await vi.waitUntil(() => company.clock.sleepers().includes(company.clock.now() + 200));
    expect(failures).toBe(1);
    company.clock.advance(200);
    await running;
    expect((await company.status(body.sendId)).state).toBe('sent');
    expect(company.sent).toHaveLength(1);
  });

  test('is simply done again when it broke before anything was dialled', async () => {
    const company = await open();
    const body = company.draft();
    await company.send(body);
    const job = sendJobOf(company);
    const { inCorp } = platform.db;
    // The first read works, the next one does not.
    let reads = 0;
    platform.db.inCorp = (corpId, run) => {
      reads += 1;
      return reads === 2 ? Promise.reject(new Error('the database is away')) : inCorp(corpId, run);
    };
    await expect(company.jobs.rerun(job)).rejects.toThrow('away');
    platform.db.inCorp = inCorp;
    await company.jobs.rerun(job);
    expect((await company.status(body.sendId)).state).toBe('sent');
    expect(company.sent).toHaveLength(1);
  });

  test('fails plainly when the mailbox was unbound in the meantime', async () => {
    const company = await open();
    const body = company.draft();
    await company.send(body);
    await company.call('DELETE', `/api/v1/bindings/${company.mailboxId}`, { as: company.me });
    await company.jobs.runDue();
    expect(await company.status(body.sendId)).toEqual({
      sendId: body.sendId,
      state: 'failed',
      code: 'binding.missing',
    });
  });

  test('by a bug of ours counts as unknown, not as unsent', async () => {
    const company = await open();
    company.outgoing.outcomes.push(new Error('bug'));
    const body = company.draft();
    await company.send(body);
    await company.jobs.runDue();
    expect((await company.status(body.sendId)).state).toBe('unknown');
  });
});
