import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { hrefOf, type Place } from '../place.ts';
import page from '../ui/page.module.css';
import { Calls } from './calls.tsx';
import { Events } from './events.tsx';
import { Faults } from './faults.tsx';
import { Limits } from './limits.tsx';
import { Switches } from './switches.tsx';
import css from './wire.module.css';
import { type WirePart, wireParts, words } from './words.ts';

/** 平台状态: what no member of the organisation sees: every call, event, limit and switch. */
export function Wire({ place, state }: { place: Place; state: FullState }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const part: WirePart = wireParts.find((one) => one === place.rest[0]) ?? 'calls';
  return (
    <main class={page.page} aria-label={say('wire')}>
      <header class={page.head}>
        <h2>{say('wire')}</h2>
        <nav class={css.parts} aria-label={own('sections')}>
          {wireParts.map((one) => (
            <a key={one} href={hrefOf('wire', one)} aria-current={one === part ? 'page' : undefined}>
              {own(one)}
            </a>
          ))}
        </nav>
      </header>
      {part === 'calls' && <Calls state={state} />}
      {part === 'events' && <Events state={state} />}
      {part === 'limits' && <Limits state={state} />}
      {part === 'faults' && <Faults state={state} />}
      {part === 'switches' && <Switches state={state} />}
    </main>
  );
}
