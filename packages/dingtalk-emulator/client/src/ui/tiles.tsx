import type { JSX } from 'preact';
import type { ClientApp } from '../../../src/client-api/state.ts';
import { placeholders, type Tile } from '../apps.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from './icon.tsx';
import css from './tiles.module.css';

/** The workbench: our apps, which open, and quiet placeholders, which say that they are not part of this. */
export function Workbench(props: {
  apps: readonly ClientApp[];
  kind: 'phone' | 'pc';
  onOpen: (app: ClientApp) => void;
}): JSX.Element {
  const say = useText();
  return (
    <div class={`${css.bench} ${css[props.kind]}`}>
      <h3>{say('common')}</h3>
      <ul class={css.grid}>
        {props.apps.map((app) => (
          <li key={app.appKey}>
            <button type="button" class={css.tile} onClick={() => props.onOpen(app)}>
              <img src="/logo.svg" alt="" class={css.logo} />
              <span>{app.name}</span>
            </button>
          </li>
        ))}
        {placeholders.common.map((tile) => (
          <Quiet key={tile.icon} tile={tile} />
        ))}
      </ul>
      {props.apps.length === 0 && <p class={css.none}>{say('noApp')}</p>}
      <h3>{say('business')}</h3>
      <ul class={css.grid}>
        {placeholders.business.map((tile) => (
          <Quiet key={tile.icon} tile={tile} />
        ))}
      </ul>
    </div>
  );
}

function Quiet({ tile }: { tile: Tile }): JSX.Element {
  const say = useText();
  const name = tile.name[useLanguage() === 'zh' ? 0 : 1];
  return (
    <li>
      <button type="button" class={css.tile} disabled title={say('notAvailable')}>
        <span class={css.icon} style={{ background: `var(--a-${tile.hue})` }}>
          <Icon name={tile.icon} />
        </span>
        <span>{name}</span>
      </button>
    </li>
  );
}
