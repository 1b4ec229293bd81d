import type { BindingOptions } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import { parseAddress, serviceOf } from './address.ts';
import type { BindingDeps } from './ports.ts';

/** What the form shows: for the address typed, else for the one that the directory tells, else for the corp's first domain. */
export async function readOptions(
  deps: Pick<BindingDeps, 'mailServices' | 'person' | 'door'>,
  principal: Principal,
  typed: string | undefined,
): Promise<BindingOptions> {
  const services = await deps.mailServices(principal.corpId);
  const person = await deps.person(principal.corpId, principal.memberId);
  const own = person?.email ? parseAddress(person.email) : undefined;
  const suggested = own && serviceOf(services, own.domain) ? own : undefined;
  const wanted = typed ? parseAddress(typed) : undefined;
  const service =
    (wanted && serviceOf(services, wanted.domain)) ??
    (suggested && serviceOf(services, suggested.domain)) ??
    services[0];
  const profile = service && deps.door.providerById(service.providerId);
  if (!service || !profile) {
    throw new AppError('request.not_found', {
      what: {
        zh: '管理员还没有设置企业的邮件域，请联系管理员。',
        en: 'No mail domain has been set up yet. Ask your administrator.',
      },
    });
  }
  return {
    domains: services.map((entry) => entry.domain),
    provider: { id: profile.id, name: profile.name, authKind: profile.authKind, steps: profile.authSteps },
    servers: { imap: service.imap, smtp: service.smtp },
    ...(suggested ? { suggestedAddress: suggested.address } : {}),
  };
}
