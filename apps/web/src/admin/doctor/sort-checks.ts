import type { DoctorCheck } from '@hongyan/contract';

/** The doctor's results as they are read: what failed first, what passed last. */
export interface SortedChecks {
  readonly failed: readonly DoctorCheck[];
  readonly warnings: readonly DoctorCheck[];
  readonly notTested: readonly DoctorCheck[];
  readonly passed: readonly DoctorCheck[];
  /** When the newest of them ran, and how long all of them took. */
  readonly at: string | undefined;
  readonly ms: number;
}

/** Groups keep the order in which the checks run. */
export function sortChecks(checks: readonly DoctorCheck[]): SortedChecks {
  const of = (state: DoctorCheck['state']) => checks.filter((one) => one.state === state);
  const times = checks.flatMap((one) => (one.at ? [one.at] : [])).sort();
  return {
    failed: of('failed'),
    warnings: of('warning'),
    notTested: of('not_tested'),
    passed: of('passed'),
    at: times.at(-1),
    ms: checks.reduce((sum, one) => sum + (one.ms ?? 0), 0),
  };
}

export type Verdict = 'passed' | 'failed' | 'warning' | 'open';

/** The step of the set-up that mends a check. The mail servers are mended on a page of their own. */
export const stepOf = (check: DoctorCheck): number | undefined => (isMail(check) ? undefined : check.step);

/** Does the check look at the mail servers? */
export const isMail = ({ id }: DoctorCheck): boolean => id === 'mail_imap' || id === 'mail_smtp';

/** What the checks of one step of the set-up say together; `open` until all of them ran. */
export function stepVerdict(step: number, checks: readonly DoctorCheck[]): Verdict {
  const own = checks.filter((one) => stepOf(one) === step);
  if (own.some((one) => one.state === 'failed')) return 'failed';
  if (own.some((one) => one.state === 'warning')) return 'warning';
  return own.length > 0 && own.every((one) => one.state === 'passed') ? 'passed' : 'open';
}

export type PermissionState = 'granted' | 'missing' | 'unknown';

/** Which permissions are there, as far as the doctor has found out: gated fields only show in people's data. */
export function permissionStates(
  permissions: readonly { readonly name: string; readonly code: string }[],
  checks: readonly DoctorCheck[],
): readonly { readonly name: string; readonly code: string; readonly state: PermissionState }[] {
  const own = checks.filter((one) => one.id === 'permissions' || one.id === 'gated_fields');
  const missing = new Set(own.flatMap((one) => one.missing ?? []));
  const tested = (id: DoctorCheck['id']) => own.some((one) => one.id === id && one.state !== 'not_tested');
  return permissions.map(({ name, code }) => {
    const known = tested(code.startsWith('field') ? 'gated_fields' : 'permissions');
    const state = missing.has(name) || missing.has(code) ? 'missing' : known ? 'granted' : 'unknown';
    return { name, code, state };
  });
}
