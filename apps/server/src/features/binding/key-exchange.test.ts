import { randomBytes } from 'node:crypto';
import { AppError, type CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../platform/db/testing.ts';
import type { Vault } from '../../platform/vault/types.ts';
import { openVault } from '../../platform/vault/vault.ts';
import { openBox } from './box.ts';
import { createChallenges } from './challenge.ts';
import { createBindingKeys } from './keys.ts';
import { buildClock, buildPrincipal, encryptBinding } from './testing.ts';

const dayMs = 24 * 3_600_000;
const typed = { address: 'chen@example.com', secret: '密码', challenge: 'c' };

describe('key exchange', () => {
  let database: TestDatabase;
  let vault: Vault;
  beforeAll(async () => {
    database = await openTestDatabase();
    const bytes = randomBytes(32);
    vault = await openVault(database.db, { current: { id: 'k1', bytes }, find: () => ({ id: 'k1', bytes }) });
  });
  afterAll(() => database.close());

  const principal = buildPrincipal();
  const bindingKey = async (keys: ReturnType<typeof createBindingKeys>) => ({
    ...(await keys.current()),
    challenge: 'c',
    expiresAt: '',
  });

  test('is shared by all processes, and the private half is sealed', async () => {
    const clock = buildClock();
    const [one, two] = [1, 2].map(() => createBindingKeys({ db: database.db, vault, clock }));
    const [first, second] = await Promise.all([one!.current(), two!.current()]);
    expect(second).toEqual(first);
    expect(Buffer.from(first!.jwk.n, 'base64url')).toHaveLength(384);
    const request = await encryptBinding(await bindingKey(one!), principal, typed);
    expect(await openBox(request, (await two!.privateKey(request.kid))!, principal)).toEqual(typed);
    const { rows } = await sql<{ private_key: Buffer }>`select private_key from binding_keys`.execute(database.owner);
    // A PKCS#8 file is a DER sequence that begins with 30 82; what is stored does not hold one.
    expect(rows.every((row) => !row.private_key.includes(Buffer.from('2a864886f70d010101', 'hex')))).toBe(true);
  });

  test('keeps few challenges of one session, however often it asks, and all of others', async () => {
    const clock = buildClock();
    const challenges = createChallenges({ db: database.db, clock });
    const colleague = buildPrincipal({ corpId: principal.corpId });
    const theirs = await challenges.issue(colleague);
    const mine: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      clock.advance(1_000);
      mine.push((await challenges.issue(principal)).challenge);
    }
    expect(await challenges.consume(principal, mine[0]!)).toBe(false);
    expect(await challenges.consume(principal, mine[9]!)).toBe(true);
    expect(await challenges.consume(colleague, theirs.challenge)).toBe(true);
  });

  test('rotates after thirty days and accepts the previous key for one day more', async () => {
    const clock = buildClock(Date.parse('2027-06-01T00:00:00Z'));
    const keys = createBindingKeys({ db: database.db, vault, clock });
    const old = await keys.current();
    clock.advance(30 * dayMs - 1);
    expect(await keys.current()).toEqual(old);
    clock.advance(2);
    expect((await keys.current()).kid).not.toBe(old.kid);
    expect(await keys.privateKey(old.kid)).toBeDefined();
    clock.advance(dayMs);
    expect(await keys.privateKey(old.kid)).toBeUndefined();
    const another = createBindingKeys({ db: database.db, vault, clock });
    expect(await another.privateKey(old.kid)).toBeUndefined();
  });

  test('opens nothing that was meant for another member or corp, or that was changed', async () => {
    const keys = createBindingKeys({ db: database.db, vault, clock: buildClock() });
    const request = await encryptBinding(await bindingKey(keys), principal, typed);
    const key = (await keys.privateKey(request.kid))!;
    const foreign = [
      openBox(request, key, buildPrincipal()),
      openBox(request, key, { ...principal, corpId: 'dingother' as CorpId }),
      openBox({ ...request, iv: Buffer.alloc(12).toString('base64url') }, key, principal),
      openBox({ ...request, wrapped: 'AAAA' }, key, principal),
      openBox({ ...request, box: `${request.box}AA` }, key, principal),
    ];
    for (const outcome of await Promise.allSettled(foreign)) {
      expect(outcome.status === 'rejected' && outcome.reason).toMatchObject({ code: 'request.invalid' });
      expect(outcome.status === 'rejected' && (outcome.reason as AppError).detail).toBeUndefined();
    }
  });

  test('refuses a password with a line break, which would be a second command', async () => {
    const keys = createBindingKeys({ db: database.db, vault, clock: buildClock() });
    const request = await encryptBinding(await bindingKey(keys), principal, { ...typed, secret: 'a\r\nb' });
    const key = (await keys.privateKey(request.kid))!;
    await expect(openBox(request, key, principal)).rejects.toBeInstanceOf(AppError);
  });

  test('takes a challenge once, from its own session, for five minutes', async () => {
    const clock = buildClock();
    const challenges = createChallenges({ db: database.db, clock });
    const other = buildPrincipal({ corpId: principal.corpId, memberId: principal.memberId });
    const { challenge } = await challenges.issue(principal);
    expect(await challenges.consume(other, challenge)).toBe(false);
    expect(await challenges.consume(principal, challenge)).toBe(true);
    expect(await challenges.consume(principal, challenge)).toBe(false);
    const late = await challenges.issue(principal);
    clock.advance(5 * 60_000);
    expect(await challenges.consume(principal, late.challenge)).toBe(false);
  });
});
