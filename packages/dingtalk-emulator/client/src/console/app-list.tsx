import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ControlApp } from '../../../src/control.ts';
import { useWords } from '../i18n-words.ts';
import { goTo, hrefOf } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './console.module.css';
import { CreateApp } from './create-app.tsx';
import { words } from './words.ts';

/** 应用开发: every app of the organisation, and the way to a new one. */
export function AppList({ apps }: { apps: readonly ControlApp[] }): JSX.Element {
  const text = useWords(words);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <div class={page.head}>
        <h2>{text('kind')}</h2>
        <span class={page.sub}>{apps.length}</span>
        <span class={page.grow} />
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Icon name="plus" size={18} />
          {text('create')}
        </Button>
      </div>
      {apps.length === 0 ? (
        <div class={page.card}>
          <Empty title={text('none')} hint={text('noneHint')} />
        </div>
      ) : (
        <ul class={css.list}>
          {apps.map((app) => (
            <li key={app.appKey}>
              <a class={css.app} href={hrefOf('console', app.appKey, 'credentials')}>
                <img src="/logo.svg" width="44" height="44" alt="" />
                <span class={css.appWords}>
                  <span class={css.appName}>
                    {app.name}
                    <Tag tone={app.published === false ? 'quiet' : 'good'}>
                      {text(app.published === false ? 'unpublished' : 'published')}
                    </Tag>
                  </span>
                  {app.description && <p>{app.description}</p>}
                  <small>AgentId {app.agentId}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {creating && (
        <CreateApp
          onClose={() => setCreating(false)}
          onCreated={(appKey) => {
            setCreating(false);
            goTo('console', appKey, 'credentials');
          }}
        />
      )}
    </>
  );
}
