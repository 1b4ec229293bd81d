import type { BindingKey, BindingResult, BindRequest } from '@hongyan/contract';
import { AppError, type MailboxId, newId } from '@hongyan/kit';
import type { Credential } from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import { parseAddress, serviceOf } from './address.ts';
import { openBox } from './box.ts';
import { createChallenges } from './challenge.ts';
import { macOfAddress, sealAddress, sealCredential } from './credential.ts';
import { createBindingKeys } from './keys.ts';
import { toLoginTarget } from './login.ts';
import type { BindingDeps } from './ports.ts';
import { createReleases } from './release.ts';
import * as store from './store.ts';
import { createTries } from './tries.ts';
import { countsAsFailedLogin, verifyLogin } from './verify.ts';

/** Binding a mailbox to a member, and letting it go. */
export interface BindingService {
  issueKey(principal: Principal): Promise<BindingKey>;
  bind(principal: Principal, request: BindRequest): Promise<BindingResult>;
  unbind(principal: Principal, mailboxId: MailboxId): Promise<void>;
}

export function createBindingService(deps: BindingDeps): BindingService {
  const { db, vault, clock, events } = deps;
  const keys = createBindingKeys(deps);
  const challenges = createChallenges(deps);
  const tries = createTries(deps);
  const releases = createReleases(events);

  async function openRequest(principal: Principal, request: BindRequest) {
    const privateKey = await keys.privateKey(request.kid);
    if (!privateKey) throw new AppError('binding.key_expired');
    const secret = await openBox(request, privateKey, principal);
    if (!(await challenges.consume(principal, secret.challenge))) throw new AppError('binding.key_expired');
    return secret;
  }

  return {
    async issueKey(principal) {
      const key = await keys.current();
      const { challenge, expiresAt } = await challenges.issue(principal);
      return { ...key, challenge, expiresAt: expiresAt.toISOString() };
    },

    async bind(principal, request) {
      const { corpId, memberId } = principal;
      const typed = await openRequest(principal, request);
      const parsed = parseAddress(typed.address);
      const service = parsed && serviceOf(await deps.mailServices(corpId), parsed.domain);
      if (!parsed || !service) throw new AppError('binding.address_refused');
      const credential: Credential = { kind: 'password', user: parsed.address, password: typed.secret };
      const target = toLoginTarget(deps, service, credential);
      if (!target) throw new AppError('mail.region_wrong', { detail: `${service.imap} ${service.smtp}` });

      const corpVault = await vault.forCorp(corpId);
      const addressMac = macOfAddress(corpVault, parsed.address);
      const tryId = await tries.begin({
        corpId,
        memberId,
        addressMac,
        maxFailedLogins: target.profile.maxFailedLogins,
      });
      const verified = await verifyLogin(deps.door, target);
      if (!verified.ok) {
        if (!countsAsFailedLogin(verified.error)) await tries.notRefused(corpId, tryId);
        deps.log.info('binding refused', { corpId, memberId, reason: verified.error.code });
        throw new AppError(verified.error.code, { detail: verified.error.detail });
      }

      const at = new Date(clock.now());
      const mailboxId = await db.inCorp(corpId, async (tx) => {
        // Before the mailbox, as a leaver's transaction does: nobody who has left gets one more credential stored.
        if (!(await deps.holdMember(tx, memberId))) throw new AppError('session.required');
        const id = await store.saveMailbox(
          tx,
          { mailboxId: newId<MailboxId>(clock.now()), addressMac, domain: parsed.domain, at },
          (owner) => ({
            address: sealAddress(corpVault, owner, parsed.address),
            credential: sealCredential(corpVault, owner, credential),
          }),
        );
        await store.addBinding(tx, memberId, id, at);
        await tries.clear(tx, memberId, addressMac);
        events.publish(tx, { kind: 'mailbox.bound', corpId, mailboxId: id, memberId });
        return id;
      });
      const person = await deps.person(corpId, memberId);
      const states = await deps.states(corpId, [mailboxId]);
      return {
        mailbox: {
          id: mailboxId,
          address: parsed.address,
          displayName: person?.name || parsed.address.slice(0, parsed.address.lastIndexOf('@')),
          state: states.get(mailboxId) ?? { kind: 'syncing', done: 0, total: 0 },
        },
      };
    },

    async unbind(principal, mailboxId) {
      const { corpId, memberId } = principal;
      const wasBound = await db.inCorp(corpId, (tx) => releases.unbind(tx, memberId, mailboxId));
      if (!wasBound) throw new AppError('binding.missing');
    },
  };
}
