import { randomBytes } from 'node:crypto';
import { AppError, type CorpId, type MailboxId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../platform/db/testing.ts';
import { silentLog } from '../../platform/log/log.ts';
import type { Vault } from '../../platform/vault/types.ts';
import { openVault } from '../../platform/vault/vault.ts';
import { createAccounts } from './accounts.ts';
import { readOptions } from './options.ts';
import type { BindingDeps } from './ports.ts';
import { createBindingService } from './service.ts';
import {
  buildClock,
  buildEvents,
  buildMailDoor,
  buildPrincipal,
  buildProfile,
  buildService,
  encryptBinding,
} from './testing.ts';

const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (thrown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );

describe('binding a mailbox', () => {
  let database: TestDatabase;
  let vault: Vault;
  beforeAll(async () => {
    database = await openTestDatabase();
    const bytes = randomBytes(32);
    vault = await openVault(database.db, { current: { id: 'k1', bytes }, find: () => ({ id: 'k1', bytes }) });
  });
  afterAll(() => database.close());

  let corps = 0;
  function build(profile = buildProfile()) {
    corps += 1;
    const corpId = `dingbinding${corps}` as CorpId;
    const mail = buildMailDoor(profile);
    const { events, seen } = buildEvents();
    const clock = buildClock();
    const deps: BindingDeps = {
      clock,
      db: database.db,
      vault,
      events,
      log: silentLog,
      mailServices: async () => [buildService(), buildService({ domain: 'second.example' })],
      mailDial: () => mail.dial,
      door: mail.door,
      person: async () => ({ name: '陈明', email: 'chen@example.com' }),
      holdMember: async () => true,
      states: async () => new Map(),
    };
    const service = createBindingService(deps);
    const accounts = createAccounts(deps);
    const principal = buildPrincipal({ corpId });
    const tryToBind = async (address: string, secret: string, as = principal) =>
      service.bind(as, await encryptBinding(await service.issueKey(as), as, { address, secret }));
    return { corpId, mail, seen, clock, deps, service, accounts, principal, tryToBind };
  }

  test('gives back the account with its credential, ready to log in', async () => {
    const { mail, tryToBind, accounts, corpId, principal, seen } = build();
    mail.passwords.set('chen@example.com', 'pass word 密码');
    const { mailbox } = await tryToBind(' Chen@Example.com ', 'pass word 密码');
    expect(mailbox).toMatchObject({ address: 'chen@example.com', displayName: '陈明' });
    expect(await accounts.get(corpId, mailbox.id)).toMatchObject({
      address: 'chen@example.com',
      credential: { kind: 'password', user: 'chen@example.com', password: 'pass word 密码' },
      memberIds: [principal.memberId],
      imap: { host: 'imap.example.com', port: 993 },
    });
    expect(await accounts.canUse(principal, mailbox.id)).toBe(true);
    expect(seen).toEqual([{ kind: 'mailbox.bound', corpId, mailboxId: mailbox.id, memberId: principal.memberId }]);
  });

  test('keeps neither password nor address readable in the database', async () => {
    const { mail, tryToBind } = build();
    mail.passwords.set('canary@example.com', 'canary-password');
    await tryToBind('canary@example.com', 'canary-password');
    const { rows } = await sql<{ everything: string }>`
      select coalesce(string_agg(m::text || encode(m.address, 'escape') || encode(m.credential, 'escape'), ''), '')
        as everything from mailboxes m`.execute(database.owner);
    expect(rows[0]?.everything).not.toContain('canary');
  });

  test('spends one failed login on a wrong password and says that it was the password', async () => {
    const { mail, tryToBind } = build();
    const failure = await tryToBind('chen@example.com', 'wrong').catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'mail.auth_bad', detail: 'NO LOGIN failed' });
    expect([mail.state.imapLogins, mail.state.smtpLogins]).toEqual([1, 0]);
  });

  test('refuses where only sending is blocked, and binds nothing', async () => {
    const { mail, tryToBind, accounts, corpId, principal } = build();
    mail.passwords.set('chen@example.com', 'right');
    mail.state.smtpFailure = { code: 'mail.service_off', retry: false };
    expect(await codeOf(tryToBind('chen@example.com', 'right'))).toBe('mail.service_off');
    expect(await accounts.ofMember(corpId, principal.memberId)).toEqual([]);
  });

  test('refuses an address outside the mail domains without asking any server', async () => {
    const { mail, tryToBind } = build();
    for (const address of ['chen@elsewhere.example', 'no-address', 'a@b@example.com', 'chen@example.com\r\nX'])
      expect(await codeOf(tryToBind(address, 'x'))).toBe('binding.address_refused');
    expect(mail.state.imapLogins).toBe(0);
  });

  test('stops below the lock-out of the mail server, and lets the member try again after a quarter of an hour', async () => {
    const { mail, tryToBind, clock } = build(buildProfile({ maxFailedLogins: 3 }));
    mail.passwords.set('chen@example.com', 'right');
    for (let i = 0; i < 3; i += 1) expect(await codeOf(tryToBind('chen@example.com', 'wrong'))).toBe('mail.auth_bad');
    expect(await codeOf(tryToBind('chen@example.com', 'right'))).toBe('binding.throttled');
    expect(mail.state.imapLogins).toBe(3);
    clock.advance(15 * 60_000 + 1);
    expect(await codeOf(tryToBind('chen@example.com', 'right'))).toBe('none');
  });

  test('counts tries at one address from different members together, also when they come at once', async () => {
    const { mail, tryToBind, corpId } = build(buildProfile({ maxFailedLogins: 3 }));
    const people = Array.from({ length: 8 }, () => buildPrincipal({ corpId }));
    const codes = await Promise.all(people.map((person) => codeOf(tryToBind('victim@example.com', 'guess', person))));
    expect(mail.state.imapLogins).toBe(3);
    expect(codes.filter((code) => code === 'binding.throttled')).toHaveLength(5);
  });

  test('gives one member ten tries in a quarter of an hour, whatever the addresses', async () => {
    const { mail, tryToBind } = build();
    for (let i = 0; i < 10; i += 1) await codeOf(tryToBind(`person${i}@example.com`, 'guess'));
    expect(await codeOf(tryToBind('person11@example.com', 'guess'))).toBe('binding.throttled');
    expect(mail.state.imapLogins).toBe(10);
  });

  test('counts a try before it dials, in a transaction that is over by then', async () => {
    const { mail, tryToBind, corpId } = build();
    let counted = 0;
    mail.state.onDial = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from binding_tries where corp_id = ${corpId}`.execute(database.owner);
      counted = rows[0]!.n;
    };
    await codeOf(tryToBind('chen@example.com', 'wrong'));
    expect(counted).toBe(1);
  });

  test('does not count an unreachable mail server against the address', async () => {
    const { mail, tryToBind } = build(buildProfile({ maxFailedLogins: 3 }));
    mail.passwords.set('chen@example.com', 'right');
    mail.state.broken = { code: 'mail.network', retry: true };
    for (let i = 0; i < 5; i += 1) expect(await codeOf(tryToBind('chen@example.com', 'right'))).toBe('mail.network');
    mail.state.broken = undefined;
    expect(await codeOf(tryToBind('chen@example.com', 'right'))).toBe('none');
  });

  test('forgets the failed tries after one that worked', async () => {
    const { mail, tryToBind } = build(buildProfile({ maxFailedLogins: 3 }));
    mail.passwords.set('chen@example.com', 'right');
    await codeOf(tryToBind('chen@example.com', 'wrong'));
    await codeOf(tryToBind('chen@example.com', 'wrong'));
    await tryToBind('chen@example.com', 'right');
    expect(await codeOf(tryToBind('chen@example.com', 'wrong'))).toBe('mail.auth_bad');
    expect(await codeOf(tryToBind('chen@example.com', 'wrong'))).toBe('mail.auth_bad');
  });

  test('does not forget guesses at a colleague’s address because the guesser’s own mailbox was bound', async () => {
    const { mail, tryToBind } = build(buildProfile({ maxFailedLogins: 3 }));
    mail.passwords.set('guesser@example.com', 'mine').set('victim@example.com', 'right');
    for (let i = 0; i < 3; i += 1) expect(await codeOf(tryToBind('victim@example.com', 'guess'))).toBe('mail.auth_bad');
    await tryToBind('guesser@example.com', 'mine');
    expect(await codeOf(tryToBind('victim@example.com', 'right'))).toBe('binding.throttled');
  });

  test('keeps the ten tries of a guesser counted when the owner of the address binds it', async () => {
    const { mail, tryToBind, corpId } = build();
    mail.passwords.set('victim@example.com', 'right');
    const owner = buildPrincipal({ corpId });
    for (let i = 0; i < 10; i += 1)
      await codeOf(tryToBind(i < 2 ? 'victim@example.com' : `p${i}@example.com`, 'guess'));
    await tryToBind('victim@example.com', 'right', owner);
    expect(await codeOf(tryToBind('victim@example.com', 'guess'))).toBe('binding.throttled');
  });

  test('replaces the credential when the same member binds the address again', async () => {
    const { mail, tryToBind, accounts, corpId, principal } = build();
    mail.passwords.set('chen@example.com', 'old');
    const first = await tryToBind('chen@example.com', 'old');
    mail.passwords.set('chen@example.com', 'new');
    const second = await tryToBind('CHEN@example.com', 'new');
    expect(second.mailbox.id).toBe(first.mailbox.id);
    expect((await accounts.get(corpId, second.mailbox.id))?.credential).toMatchObject({ password: 'new' });
    expect(await accounts.ofMember(corpId, principal.memberId)).toHaveLength(1);
  });

  test('erases credential and mailbox when the last member unbinds, and not before', async () => {
    const { mail, tryToBind, accounts, service, corpId, principal, seen } = build();
    mail.passwords.set('team@example.com', 'shared');
    const other = buildPrincipal({ corpId });
    const { mailbox } = await tryToBind('team@example.com', 'shared');
    await tryToBind('team@example.com', 'shared', other);
    await service.unbind(principal, mailbox.id);
    expect(await accounts.canUse(principal, mailbox.id)).toBe(false);
    expect((await accounts.get(corpId, mailbox.id))?.memberIds).toEqual([other.memberId]);
    await service.unbind(other, mailbox.id);
    expect(await accounts.get(corpId, mailbox.id)).toBeUndefined();
    const { rows } = await sql`select 1 from mailboxes where mailbox_id = ${mailbox.id}`.execute(database.owner);
    expect(rows).toEqual([]);
    expect(seen.at(-1)).toEqual({ kind: 'mailbox.unbound', corpId, mailboxId: mailbox.id });
  });

  test('unbinds only what is the member’s own', async () => {
    const { mail, tryToBind, service, corpId, accounts } = build();
    mail.passwords.set('chen@example.com', 'right');
    const { mailbox } = await tryToBind('chen@example.com', 'right');
    const colleague = buildPrincipal({ corpId });
    const stranger = buildPrincipal({ corpId: 'dingelsewhere' as CorpId });
    expect(await codeOf(service.unbind(colleague, mailbox.id))).toBe('binding.missing');
    expect(await codeOf(service.unbind(stranger, mailbox.id))).toBe('binding.missing');
    expect(await accounts.canUse(stranger, mailbox.id)).toBe(false);
    expect(await accounts.canUse(colleague, 'not-an-id' as MailboxId)).toBe(false);
    expect(await accounts.get(stranger.corpId, mailbox.id)).toBeUndefined();
  });

  test('suggests the directory’s address and shows the servers of its domain', async () => {
    const { deps, principal } = build();
    expect(await readOptions(deps, principal, undefined)).toMatchObject({
      domains: ['example.com', 'second.example'],
      suggestedAddress: 'chen@example.com',
      provider: { id: 'test', authKind: 'password' },
      servers: { imap: 'imaps://imap.example.com:993' },
    });
  });

  test('names the owner of an address only where it is one person’s', async () => {
    const { mail, tryToBind, accounts, corpId, principal } = build();
    mail.passwords.set('chen@example.com', 'x').set('team@example.com', 'x');
    await tryToBind('chen@example.com', 'x');
    await tryToBind('team@example.com', 'x');
    await tryToBind('team@example.com', 'x', buildPrincipal({ corpId }));
    const owners = await accounts.ownersOf(corpId, ['Chen@example.com', 'team@example.com', 'no@example.com']);
    expect([...owners]).toEqual([['chen@example.com', principal.memberId]]);
  });
});
