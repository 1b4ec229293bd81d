import type { JSX } from 'preact';
import { openOutside } from '../apps.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import css from './browser-window.module.css';

const words = {
  title: ['系统浏览器', 'System browser'],
  left: [
    '钉钉把这个地址交给了系统浏览器。那里没有钉钉的身份，页面要自己登录。',
    'DingTalk handed this address to the system browser. It knows nobody there: the page has to sign in by itself.',
  ],
  broken: [
    '这个链接钉钉打不开：不是网址，也不是它认识的 dingtalk:// 形式（§2.7）。',
    'DingTalk cannot open this link: neither an address nor a dingtalk:// form that it knows (§2.7).',
  ],
  again: ['再打开一次', 'Open again'],
} as const;

/** An address that has left DingTalk, or could not. */
export interface Outside {
  readonly url: string;
  readonly broken: boolean;
}

/** The browser outside DingTalk, marked as such: its page is in a tab of its own. */
export function BrowserWindow({ outside, onClose }: { outside: Outside; onClose: () => void }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  return (
    <section class={css.window} aria-label={own('title')}>
      <header class={css.head}>
        <Icon name="globe" size={18} />
        <h3>{own('title')}</h3>
        <button type="button" class={css.close} aria-label={`${say('close')} ${own('title')}`} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </header>
      <p class={css.address}>{outside.url}</p>
      <p class={css.words} role="status">
        {own(outside.broken ? 'broken' : 'left')}
      </p>
      {!outside.broken && (
        <Button small onClick={() => openOutside(outside.url)}>
          <Icon name="ext" size={16} />
          {own('again')}
        </Button>
      )}
    </section>
  );
}
