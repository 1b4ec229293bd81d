import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import { useWords } from '../i18n-words.ts';
import { hrefOf } from '../place.ts';
import { Tag } from '../ui/outcome.tsx';
import { Abilities } from './abilities.tsx';
import css from './console.module.css';
import { Credentials } from './credentials.tsx';
import { Events } from './events.tsx';
import { hasWebApp, type Part, parts } from './menu.ts';
import { Permissions } from './permissions.tsx';
import { Release } from './release.tsx';
import { Security } from './security.tsx';
import { WebApp } from './web-app.tsx';
import { words } from './words.ts';

/** One app: the menu at the left in the console's own order, and the chosen part. */
export function AppDetail({
  app,
  part,
  state,
}: {
  app: ControlApp;
  part: string | undefined;
  state: FullState;
}): JSX.Element {
  const text = useWords(words);
  const current: Part = parts.find((one) => one === part) ?? 'credentials';
  const shown = parts.filter((one) => one !== 'web' || hasWebApp(app) || current === 'web');
  return (
    <div class={css.detail}>
      <nav class={css.menu} aria-label={text('menu')}>
        <div class={css.state}>
          <Tag tone={app.published === false ? 'quiet' : 'good'}>
            {text(app.published === false ? 'unpublished' : 'published')}
          </Tag>
        </div>
        {shown.map((one) => (
          <a key={one} href={hrefOf('console', app.appKey, one)} aria-current={one === current ? 'page' : undefined}>
            {text(one)}
          </a>
        ))}
      </nav>
      {show(current, app, state)}
    </div>
  );
}

function show(part: Part, app: ControlApp, state: FullState): JSX.Element {
  switch (part) {
    case 'credentials':
      return <Credentials app={app} state={state} />;
    case 'abilities':
      return <Abilities app={app} />;
    case 'web':
      return <WebApp app={app} />;
    case 'security':
      return <Security app={app} />;
    case 'permissions':
      return <Permissions app={app} state={state} />;
    case 'events':
      return <Events app={app} />;
    case 'release':
      return <Release app={app} state={state} />;
  }
}
