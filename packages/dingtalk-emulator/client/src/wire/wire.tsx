import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import type { Place } from '../place.ts';
import page from '../ui/page.module.css';

/** 平台状态. */
export function Wire({ state }: { place: Place; state: FullState }): JSX.Element {
  const say = useText();
  return (
    <main class={page.page} aria-label={say('wire')}>
      <h2>{state.company.name}</h2>
    </main>
  );
}
