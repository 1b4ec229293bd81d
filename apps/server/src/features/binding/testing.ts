import { randomBytes, webcrypto } from 'node:crypto';
import type { BindingKey, BindingSecret, BindRequest, DomainEvent } from '@hongyan/contract';
import { type CorpId, err, type MemberId, newId, ok, type UserId } from '@hongyan/kit';
import type { Credential, Dial, ImapConnection, MailFailure, ProviderProfile } from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { MailDoor, MailService } from './ports.ts';

/** Builders for tests; nothing here is used by the product. */

export const buildPrincipal = (given: Partial<Principal> = {}): Principal => ({
  corpId: 'dingbinding' as CorpId,
  memberId: newId<MemberId>(),
  userId: 'user0001' as UserId,
  isAdmin: false,
  sessionId: newId<string>(),
  ...given,
});

export const buildService = (given: Partial<MailService> = {}): MailService => ({
  domain: 'example.com',
  providerId: 'test',
  imap: 'imaps://imap.example.com:993',
  smtp: 'smtps://smtp.example.com:465',
  onPremise: false,
  tlsMode: 'modern',
  ...given,
});

export const buildProfile = (given: Partial<ProviderProfile> = {}): ProviderProfile => ({
  id: 'test',
  name: { zh: '测试邮箱', en: 'Test mail' },
  domains: [],
  mxSuffixes: [],
  authKind: 'password',
  authSteps: { zh: [], en: [] },
  idAfterLogin: false,
  keepAlive: 'idle',
  pollMs: 55_000,
  idleRenewMs: 1_500_000,
  ignoreCapabilities: [],
  sentCopy: 'append',
  maxFailedLogins: 5,
  maxMessageBytes: 50_000_000,
  errors: [],
  folderNames: {},
  ...given,
});

/** A clock that moves only when told, and wakes whoever slept long enough. */
export function buildClock(start = Date.parse('2026-11-23T01:00:00Z')) {
  let now = start;
  const sleeping = new Set<{ readonly until: number; wake(): void }>();
  return {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const sleeper = {
          until: now + ms,
          wake: () => {
            sleeping.delete(sleeper);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener(
          'abort',
          () => {
            sleeping.delete(sleeper);
            reject(signal.reason);
          },
          { once: true },
        );
      }),
    advance: (ms: number) => {
      now += ms;
      for (const sleeper of sleeping) if (sleeper.until <= now) sleeper.wake();
    },
    /** Until when each sleeper sleeps. */
    sleepers: () => [...sleeping].map(({ until }) => until),
  };
}

/** Events kept for looking at, after their transaction committed. */
export function buildEvents(onEvent: (event: DomainEvent) => void = () => undefined) {
  const seen: DomainEvent[] = [];
  const events: Events = {
    publish: (tx, event) =>
      tx.afterCommit(() => {
        seen.push(event);
        onEvent(event);
      }),
    subscribe: () => () => undefined,
    onGap: () => () => undefined,
  };
  return { events, seen };
}

const noDial: Dial = Object.assign(() => Promise.reject(new Error('no network in this test')), {
  upgrade: () => Promise.reject(new Error('no network in this test')),
});

/** A mail system of which the test says who may log in. It counts the logins that reached it. */
export function buildMailDoor(profile = buildProfile()) {
  const passwords = new Map<string, string>();
  const state = {
    imapLogins: 0,
    smtpLogins: 0,
    broken: undefined as MailFailure | undefined,
    smtpFailure: undefined as MailFailure | undefined,
    onDial: undefined as (() => Promise<void>) | undefined,
  };
  const wrong: MailFailure = { code: 'mail.auth_bad', detail: 'NO LOGIN failed', retry: false };
  const allowed = (credential: Credential) =>
    credential.kind === 'password' && passwords.get(credential.user) === credential.password;
  const door: MailDoor = {
    providerById: (id) => (id === profile.id ? profile : undefined),
    parseServerAddress: (url) => {
      const { protocol, hostname, port } = new URL(url);
      return {
        protocol: protocol.startsWith('imap') ? 'imap' : 'smtp',
        host: hostname,
        port: Number(port),
        security: 'tls',
      };
    },
    connectImap: async ({ credential }) => {
      await state.onDial?.();
      if (state.broken) return err(state.broken);
      state.imapLogins += 1;
      if (!allowed(credential)) return err(wrong);
      const connection: Pick<ImapConnection, 'open' | 'close'> = {
        open: async (wirePath) => ok({ wirePath, exists: 0, uidValidity: 1, readOnly: true }),
        close: async () => undefined,
      };
      return ok(connection as ImapConnection);
    },
    verifySmtp: async ({ credential }) => {
      if (state.smtpFailure) return err(state.smtpFailure);
      state.smtpLogins += 1;
      return allowed(credential) ? ok(undefined) : err(wrong);
    },
  };
  return { door, state, passwords, dial: noDial };
}

/** Does what the browser does (design §5.8). */
export async function encryptBinding(
  key: BindingKey,
  principal: Pick<Principal, 'corpId' | 'memberId'>,
  typed: Omit<BindingSecret, 'challenge'> & { readonly challenge?: string },
): Promise<BindRequest> {
  const rsa = await webcrypto.subtle.importKey('jwk', { ...key.jwk }, { name: 'RSA-OAEP', hash: 'SHA-256' }, false, [
    'encrypt',
  ]);
  const raw = randomBytes(32);
  const iv = randomBytes(12);
  const aes = await webcrypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const box = await webcrypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${principal.corpId}\n${principal.memberId}`) },
    aes,
    new TextEncoder().encode(JSON.stringify({ challenge: key.challenge, ...typed })),
  );
  const wrapped = await webcrypto.subtle.encrypt({ name: 'RSA-OAEP' }, rsa, raw);
  const text = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('base64url');
  return { kid: key.kid, wrapped: text(wrapped), iv: text(iv), box: text(box) };
}
