import type { EmulatorPerson, UnsureSwitches } from '../model.ts';
import { foreigners } from './foreigners.ts';
import type { Grants } from './grants.ts';
import type { Login, Logins } from './logins.ts';
import { allowedUrl, deniedUrl } from './request.ts';

/** What deciding a sign-in works on. */
export interface DecideDeps {
  readonly logins: Logins;
  readonly grants: Grants;
  readonly corpId: string;
  readonly person: (userId: string) => EmulatorPerson | undefined;
  readonly switches: () => UnsureSwitches;
}

/** Somebody allows this sign-in with their own account; false when nobody has this id. */
export function approveLogin(deps: DecideDeps, login: Login, userId: string): boolean {
  const { request } = login;
  const stranger = foreigners.find((one) => one.id === userId);
  const person = deps.person(userId);
  if (stranger || person?.external) {
    const name = stranger?.name ?? person!.name;
    deps.logins.decide(login.id, { kind: 'foreign', name, location: deniedUrl(request, 'user_not_in_corp') });
    return true;
  }
  if (!person) return false;
  const grant = {
    appKey: request.app.appKey,
    unionId: person.unionId,
    ...(request.wantsCorp ? { corpId: deps.corpId } : {}),
  };
  const code = deps.grants.issueWebCode(grant);
  deps.logins.decide(login.id, {
    kind: 'allowed',
    location: allowedUrl(request, code, deps.switches().redirectHasCode),
  });
  return true;
}

/** Somebody refuses it: the product hears `error=` (dingtalk-api.md §1.5). */
export const denyLogin = (deps: Pick<DecideDeps, 'logins'>, login: Login): void =>
  deps.logins.decide(login.id, { kind: 'denied', location: deniedUrl(login.request, 'access_denied') });
