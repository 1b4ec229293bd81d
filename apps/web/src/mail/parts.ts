import type { MailboxSummary } from '@hongyan/contract';
import type { ComponentType } from 'react';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { ComposeStart } from './compose-start.ts';

interface ComposerProps {
  readonly start: ComposeStart;
  readonly mailbox: MailboxSummary;
  readonly layout: 'phone' | 'docked' | 'panel';
  onClose(): void;
}

const composers = import.meta.glob<{ Composer: ComponentType<ComposerProps> }>('./composer/composer.tsx');

/** Reader and composer come when they are first needed. */
const loadReader = () => import('./reader/reader.tsx').then((module) => module.Reader);
export const Reader = lazyPart(loadReader);
/** Fetches the reader before it is asked for: at once for a notice, else when the list is drawn. */
export const warmReader = (): void => void loadReader().catch(() => undefined);
export const Composer = lazyPart<ComposerProps>(async () => {
  const load = composers['./composer/composer.tsx'];
  if (!load) throw new Error('this build has no composer');
  return (await load()).Composer;
});
