import type { Credential } from '@hongyan/mail';
import type { BindingDeps, MailService } from './ports.ts';
import type { LoginTarget } from './verify.ts';

/** Where the mail of a service is reached; undefined when the administrator's entry no longer makes sense. */
export function toLoginTarget(
  deps: Pick<BindingDeps, 'door' | 'mailDial'>,
  service: MailService,
  credential: Credential,
): LoginTarget | undefined {
  const profile = deps.door.providerById(service.providerId);
  const imap = deps.door.parseServerAddress(service.imap);
  const smtp = deps.door.parseServerAddress(service.smtp);
  if (!profile || !imap || !smtp) return undefined;
  return { imap, smtp, credential, profile, dial: deps.mailDial(service) };
}
