import type { JSX } from 'preact';
import type { ControlApp } from '../../../src/control.ts';
import { useWords } from '../i18n-words.ts';
import { goTo } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './abilities.module.css';
import { addWebApp, hasWebApp } from './menu.ts';
import { words as shared } from './words.ts';

const words = {
  lead: ['按需添加。添加后，左侧菜单会出现它的设置。', 'Add what is needed; its settings then appear in the menu.'],
  webText: ['从工作台打开的网页，手机和电脑都能用。', 'A web page opened from the workbench, on phone and PC.'],
  add: ['添加', 'Add'],
  added: ['已添加', 'Added'],
  robot: ['机器人', 'Robot'],
  mini: ['小程序', 'Mini program'],
  card: ['互动卡片', 'Interactive cards'],
  absent: ['替身里没有', 'Not in the stand-in'],
} as const;

/** 添加应用能力: the web app is what an integration needs; the others are part of the picture. */
export function Abilities({ app }: { app: ControlApp }): JSX.Element {
  const own = useWords(words);
  const text = useWords(shared);
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={text('abilities')}>
      <div class={page.cardHead}>
        <h3>{text('abilities')}</h3>
      </div>
      <p class={page.lead}>{own('lead')}</p>
      <ul class={css.grid}>
        <li class={css.ability}>
          <span class={css.icon}>
            <Icon name="globe" />
          </span>
          <div class={css.words}>
            <h4>{text('web')}</h4>
            <p>{own('webText')}</p>
          </div>
          {hasWebApp(app) ? (
            <Tag tone="good">{own('added')}</Tag>
          ) : (
            <Button
              kind="primary"
              small
              onClick={() => {
                addWebApp(app);
                goTo('console', app.appKey, 'web');
              }}
            >
              {own('add')}
            </Button>
          )}
        </li>
        {(['robot', 'mini', 'card'] as const).map((name) => (
          <li key={name} class={css.ability}>
            <span class={`${css.icon} ${css.still}`}>
              <Icon name="grid" />
            </span>
            <div class={css.words}>
              <h4>{own(name)}</h4>
              <p>{own('absent')}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
