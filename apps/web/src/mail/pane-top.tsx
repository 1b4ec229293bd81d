import { boot } from '../boot.ts';
import { go } from '../router.ts';
import { session } from '../session.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Logo } from '../ui/goose.tsx';
import { Icon } from '../ui/icon.tsx';
import { draft, gear, menu, okCircle, wifiOff } from '../ui/icons.ts';
import { mailText } from './mail-text.ts';
import { Me } from './me.tsx';
import s from './pane-top.module.css';
import { SearchField } from './search-field.tsx';
import { compose, drawerOpen, live, online } from './view.ts';

/** The row above the panes: whose product, search, state, settings. */
export function PaneTop({ three }: { readonly three: boolean }) {
  const t = mailText();
  const who = session.value?.member;
  return (
    <header className={cx(s.top, !three && s.two)}>
      <div className={s.brand}>
        {three ? null : (
          <IconButton
            icon={menu}
            label={t.folders}
            expanded={drawerOpen.value}
            onClick={() => {
              drawerOpen.value = true;
            }}
          />
        )}
        <Logo size={28} />
        <span className={s.name}>{boot.appName}</span>
      </div>
      <SearchField phone={false} />
      <div className={s.right}>
        <State />
        {three ? null : <WriteButton small />}
        <IconButton icon={gear} label={t.settings} onClick={() => go({ kind: 'settings' })} />
        {who ? (
          <span title={who.name}>
            <Me size={32} />
          </span>
        ) : null}
      </div>
    </header>
  );
}

/** Whether what is shown is what is so. */
function State() {
  const t = mailText();
  const on = online.value && live.value;
  return (
    <span className={cx(s.state, on && s.ok)} role="status">
      <Icon icon={on ? okCircle : wifiOff} size={16} />
      {on ? t.upToDate : t.connecting}
    </span>
  );
}

/** 写信: the one filled button of the page. */
export function WriteButton({ small }: { readonly small?: boolean }) {
  return (
    <Button
      kind="primary"
      icon={draft}
      block={!small}
      className={small ? undefined : s.write}
      onClick={() => {
        compose.value = { kind: 'new' };
      }}
    >
      {mailText().write}
    </Button>
  );
}
