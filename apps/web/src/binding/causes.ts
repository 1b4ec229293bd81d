import type { Failure } from '../api/answer.ts';

/** Where on the form a failure belongs. */
export type Place = 'address' | 'secret' | 'form';

const places: Readonly<Record<string, Place>> = {
  'binding.address_refused': 'address',
  'mail.account_disabled': 'address',
  'mail.auth_bad': 'secret',
  'mail.auth_code_required': 'secret',
  'mail.auth_ambiguous': 'secret',
  'mail.unsafe_login': 'secret',
};

/** Each cause stands under the field that can mend it; what no field can mend stands above the button. */
export const placeOf = (failure: Failure): Place => places[failure.code] ?? 'form';

/** Causes that only the mail administrator can mend: the detail is worth sending on. */
export const forAdministrator = (failure: Failure): boolean =>
  ['mail.ip_denied', 'mail.region_wrong', 'mail.certificate', 'mail.service_off', 'mail.protocol'].includes(
    failure.code,
  );
