import type { JSX } from 'preact';
import { AppFrame } from '../frame/app-frame.tsx';
import { type FrameEvents, useFrameHost } from '../frame/host.ts';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './pc-page.module.css';

/** A page of the app on the PC: in a tab, or with a head of its own in a panel or dialog. */
export function PcPage(props: {
  place: 'pc-tab' | 'pc-panel' | 'pc-modal';
  url: string;
  name: string;
  who: Parameters<typeof useFrameHost>[0];
  onOpen: (url: string, where: Parameters<FrameEvents['onOpen']>[0]['in'], title: string) => void;
  onClose: () => void;
  withHead?: boolean;
}): JSX.Element {
  const say = useText();
  const host = useFrameHost(props.who, {
    onOpen: ({ url, in: where, title }) => props.onOpen(url, where, title),
    onReplace: (url) => props.onOpen(url, props.place === 'pc-tab' ? 'workbench' : 'panel', props.name),
    onClose: props.onClose,
  });
  const title = host.chrome.title || props.name;
  const where = props.place === 'pc-tab' ? say('pc') : say(props.place === 'pc-panel' ? 'panel' : 'modal');
  return (
    <div class={css.page}>
      {props.withHead && (
        <div class={css.head}>
          <h2>{title}</h2>
          <button
            type="button"
            class={css.button}
            aria-label={say('reload')}
            title={say('reload')}
            onClick={host.reload}
          >
            <Icon name="refresh" size={18} />
          </button>
          <button
            type="button"
            class={css.button}
            aria-label={`${say('close')} ${where}`}
            title={say('close')}
            onClick={props.onClose}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      <AppFrame host={host} src={props.url} title={`${title} · ${where}`} place={props.place} />
    </div>
  );
}
