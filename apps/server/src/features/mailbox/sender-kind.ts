import type { SenderKind } from '@hongyan/contract';

const machineNames = /^(no-?_?reply|do-?not-?reply|mailer-daemon|postmaster|notifications?|bounces?)([+._-].*)?$/i;

/** Who stands behind an address, for one corp's mail domains (lower case). */
export function senderKindOf(address: string, machine: boolean, domains: ReadonlySet<string>): SenderKind {
  const at = address.lastIndexOf('@');
  if (machine || machineNames.test(address.slice(0, at))) return 'machine';
  return domains.has(address.slice(at + 1).toLowerCase()) ? 'colleague' : 'outsider';
}
