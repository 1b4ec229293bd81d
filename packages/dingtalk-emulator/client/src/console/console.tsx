import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { hrefOf, type Place } from '../place.ts';
import { CopyField } from '../ui/copy-field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { AppDetail } from './app-detail.tsx';
import { AppList } from './app-list.tsx';
import css from './console.module.css';
import { words } from './words.ts';

/** 开发者后台: the list of the organisation's apps, or one of them with everything that can be set. */
export function Console({ place, state }: { place: Place; state: FullState }): JSX.Element {
  const say = useText();
  const text = useWords(words);
  const [appKey, part] = place.rest;
  const app = state.apps.find((one) => one.appKey === appKey);
  return (
    <main class={page.page} aria-label={say('console')}>
      <section class={css.console} aria-label={say('console')}>
        <header class={css.head}>
          <nav class={css.crumbs} aria-label={text('apps')}>
            <a href={hrefOf('console')} aria-current={appKey === undefined ? 'page' : undefined}>
              {text('apps')}
            </a>
            {app && (
              <>
                <Icon name="right" size={16} />
                <h2>{app.name}</h2>
              </>
            )}
          </nav>
          <span class={page.grow} />
          <span class={css.company}>{state.company.name}</span>
          <div class={css.corp}>
            <CopyField label={text('corpId')} value={state.company.corpId} />
          </div>
        </header>
        {appKey === undefined && <AppList apps={state.apps} />}
        {appKey !== undefined &&
          (app ? (
            <AppDetail key={app.appKey} app={app} part={part} state={state} />
          ) : (
            <div class={page.card}>
              <Empty title={text('gone')} hint={text('goneHint')} />
            </div>
          ))}
      </section>
    </main>
  );
}
