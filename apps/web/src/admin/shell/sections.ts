import { gear, shield, users } from '../../ui/icons.ts';
import { building, gauge } from '../../ui/icons-console.ts';
import type { Place } from '../place.ts';
import { shellText } from './shell-text.ts';

/** An entry of the menu. */
export interface Section {
  readonly label: string;
  readonly to: Place;
  readonly icon?: string;
  /** Screens that belong to it. */
  readonly holds: readonly Place['kind'][];
  readonly under?: boolean;
}

/** The menu, with only what works. 企业设置 is a heading: its screens lie below it. */
export function listSections(): readonly (Section | { readonly heading: string; readonly icon: string })[] {
  const t = shellText();
  return [
    { label: t.overview, to: { kind: 'overview' }, icon: gauge, holds: ['overview'] },
    { heading: t.company, icon: building },
    { label: t.apps, to: { kind: 'apps' }, holds: ['apps', 'new-app', 'app', 'edit-app'], under: true },
    { label: t.mail, to: { kind: 'mail' }, holds: ['mail'], under: true },
    { label: t.members, to: { kind: 'members' }, icon: users, holds: ['members'] },
    { label: t.audit, to: { kind: 'audit' }, icon: shield, holds: ['audit'] },
    { label: t.system, to: { kind: 'system' }, icon: gear, holds: ['system'] },
  ];
}
