import type { ConnectImapOptions, ImapConnection, MailResult, ProviderProfile, ServerAddress } from '@hongyan/mail';
import { createAccounts } from '../features/binding/accounts.ts';
import type { MailDoor } from '../features/binding/ports.ts';
import { createReleases } from '../features/binding/release.ts';
import { buildBindingRoutes } from '../features/binding/routes.ts';
import { createCompose } from '../features/compose/feature.ts';
import { forgetWriter } from '../features/compose/forget.ts';
import type { SendingDoor } from '../features/compose/ports.ts';
import { createDirectoryFeature } from '../features/directory/feature.ts';
import { holdMember } from '../features/directory/store.ts';
import { createLinks } from '../features/preview/links.ts';
import { buildPreviewRoutes } from '../features/preview/routes.ts';
import { buildSignInRoutes } from '../features/signin/routes.ts';
import type { Core, FeatureSet, MailPorts, MemberPorts } from './ports.ts';

/** What the member features use of the mail library. */
export interface MemberMailDoor extends MailDoor, SendingDoor {
  providerById(id: string): ProviderProfile | undefined;
  parseServerAddress(url: string): ServerAddress | undefined;
  connectImap(options: ConnectImapOptions): Promise<MailResult<ImapConnection>>;
}

/** Plugs sign-in, directory, binding, compose and preview together, over any mail library. */
export function wireMemberFeatures(
  core: Core,
  mail: () => MailPorts,
  door: MemberMailDoor,
): FeatureSet & { readonly ports: MemberPorts } {
  const { apps, db, vault, clock, events, queue, log, egress, sessions } = core;
  const services = async (corpId: Parameters<typeof apps.get>[0]) => (await apps.get(corpId))?.mailServices ?? [];
  const mailDomains = async (corpId: Parameters<typeof apps.get>[0]) =>
    (await services(corpId)).map((service) => service.domain);

  const releases = createReleases(events);
  const company = createDirectoryFeature({
    clock,
    db,
    vault,
    queue,
    events,
    log: log.child({ feature: 'directory' }),
    app: (corpId) => apps.get(corpId),
    dingtalk: core.dingtalk,
    owners: () => accounts,
    leaving: () => ({
      endSessions: (tx, memberId) => sessions.endAllOf(tx.corpId, memberId, tx),
      endConsoleSessions: (tx, userId) => core.endConsoleSessions(tx.corpId, [userId], tx),
      keepConsoleSessions: core.keepConsoleSessions,
      release: releases.release,
      forget: forgetWriter,
    }),
    audit: core.audit,
  });
  const directory = company.people;
  const bindingDeps = {
    clock,
    db,
    vault,
    events,
    log: log.child({ feature: 'binding' }),
    mailServices: services,
    mailDial: core.mailDial,
    door,
    person: directory.get,
    holdMember,
    states: (...args: Parameters<MailPorts['states']>) => mail().states(...args),
  };
  const accounts = createAccounts(bindingDeps);
  const links = createLinks({ vault, clock });
  const compose = createCompose({
    clock,
    db,
    vault,
    queue,
    events,
    log: log.child({ feature: 'compose' }),
    accounts,
    person: directory.get,
    colleagues: company.colleagues,
    mailDomains,
    links,
    mail,
    door,
  });

  return {
    routes: [
      ...buildSignInRoutes({
        clock,
        db,
        dingtalk: core.dingtalk,
        app: (corpId) => apps.get(corpId),
        enterConsole: core.enterConsole,
        noteRefusal: async (corpId, purpose, problem, address) => {
          if (purpose !== 'admin') return;
          await vault.forCorp(corpId);
          const actor = { kind: 'system' as const, address };
          await db.inCorp(corpId, (tx) =>
            core.audit.record(tx, { actor, act: 'console.signed_in', detail: { problem }, outcome: 'refused' }),
          );
        },
        isPaused: async (corpId) => (await apps.get(corpId))?.paused === true,
        mailDomains,
        sessions,
        directory,
        mailboxes: accounts,
        mail,
      }),
      ...buildBindingRoutes(bindingDeps),
      ...compose.routes,
      ...buildPreviewRoutes({
        clock,
        vault,
        egress,
        isServed: async (corpId) => (await apps.get(corpId))?.paused === false,
        member: directory.get,
        mail,
      }),
    ],
    async start(roles) {
      if (roles.has('http')) compose.start();
      if (roles.has('sync')) company.start();
    },
    async stop() {
      await company.stop();
      await compose.stop();
    },
    ports: { accounts, members: directory, links, directory: company.keeper, releases },
  };
}
