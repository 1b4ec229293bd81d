import type { JSX } from 'preact';
import { AppFrame } from '../frame/app-frame.tsx';
import { useFrameHost } from '../frame/host.ts';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import { NavBar } from './nav-bar.tsx';
import css from './phone-page.module.css';

/** A page of the app inside the phone, under DingTalk's bar with the title and the button that the page asked for. */
export function PhonePage(props: {
  url: string;
  name: string;
  who: Parameters<typeof useFrameHost>[0];
  onOpen: (url: string, name?: string) => void;
  onClose: () => void;
}): JSX.Element {
  const say = useText();
  const host = useFrameHost(props.who, {
    onOpen: ({ url, title }) => props.onOpen(url, title),
    onReplace: (url) => props.onOpen(url),
    onClose: props.onClose,
  });
  const { chrome } = host;
  const title = chrome.title || props.name;
  const more = (
    <Popover label={say('more')} align="end" triggerClass={css.icon} trigger={<Icon name="more" size={22} />}>
      {(close) => (
        <ul class={css.menu}>
          {chrome.menu.map(({ id, text }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  host.click('biz.navigation.setMenu', { id });
                  close();
                }}
              >
                {text}
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={() => {
                host.reload();
                close();
              }}
            >
              {say('reload')}
            </button>
          </li>
        </ul>
      )}
    </Popover>
  );
  return (
    <div class={css.page}>
      <NavBar
        title={title}
        onBack={host.back}
        onClose={props.onClose}
        right={
          chrome.right ? (
            <button type="button" class={css.text} onClick={() => host.click('biz.navigation.setRight')}>
              {chrome.right}
            </button>
          ) : (
            more
          )
        }
      />
      <AppFrame host={host} src={props.url} title={`${title || props.name} · ${say('phone')}`} place="phone" />
      <span class={css.safe} />
    </div>
  );
}
