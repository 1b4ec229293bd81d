import type { ConnectImapOptions, ImapConnection, MailResult, ProviderProfile, ServerAddress } from '@hongyan/mail';
import { createAccounts } from '../features/binding/accounts.ts';
import type { MailDoor } from '../features/binding/ports.ts';
import { buildBindingRoutes } from '../features/binding/routes.ts';
import { createCompose } from '../features/compose/feature.ts';
import type { SendingDoor } from '../features/compose/ports.ts';
import { createDirectory } from '../features/directory/service.ts';
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

  const directory = createDirectory({ db, vault, clock, owners: () => accounts });
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
    colleagues: directory.colleagues,
    mailDomains,
    links,
    mail,
    door,
  });

  return {
    routes: [
      ...buildSignInRoutes({
        clock,
        dingtalk: core.dingtalk,
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
        isKnown: async (corpId) => (await apps.get(corpId)) !== undefined,
        member: directory.get,
        mail,
      }),
    ],
    async start(roles) {
      if (roles.has('http')) compose.start();
    },
    stop: () => compose.stop(),
    ports: { accounts, members: directory, links },
  };
}
