import type { JSX } from 'preact';
import { useText } from '../i18n.ts';
import css from './app-frame.module.css';
import type { FrameHost } from './host.ts';
import { ImageViewer } from './image-viewer.tsx';
import { OverPageView } from './over-page.tsx';
import { Picker } from './picker.tsx';

/** One page of the product on one device, with whatever the container shows over it. */
export function AppFrame(props: {
  host: FrameHost;
  src: string;
  /** For people who hear the page. */
  title: string;
  /** For tests: `phone`, `pc-tab`, `pc-panel`, `pc-modal`. */
  place: string;
}): JSX.Element {
  const { host } = props;
  const say = useText();
  const { asked } = host;
  const isPick = asked?.dialog.form === 'pick' || asked?.dialog.form === 'list';
  return (
    <div class={css.frame}>
      <iframe
        ref={host.onFrame}
        class={css.page}
        src={props.src}
        title={props.title}
        data-frame={props.place}
        allow="clipboard-read; clipboard-write; fullscreen"
      />
      <output class={css.toast} data-shown={host.toast !== ''}>
        {host.toast}
      </output>
      {host.chrome.loading !== undefined && <p class={css.loading}>{host.chrome.loading || say('loading')}</p>}
      {host.images && <ImageViewer images={host.images} onShow={host.showImage} />}
      {host.over && <OverPageView over={host.over} onClose={host.closeOver} />}
      {asked && isPick && <Picker key={asked.dialog.title} dialog={asked.dialog} onChosen={asked.pick} />}
      {asked && !isPick && (
        <div class={css.scrim} data-form={asked.dialog.form}>
          <div
            class={css.dialog}
            role="alertdialog"
            aria-modal="true"
            aria-label={asked.dialog.title || asked.dialog.message}
          >
            {asked.dialog.title && <h3>{asked.dialog.title}</h3>}
            {asked.dialog.message && <p>{asked.dialog.message}</p>}
            <div class={css.buttons}>
              {asked.dialog.buttons.map((text, index) => (
                <button
                  key={text}
                  type="button"
                  ref={index === 0 ? focus : undefined}
                  onClick={() => asked.choose(index)}
                >
                  {text}
                </button>
              ))}
              {asked.dialog.form === 'sheet' && (
                <button type="button" onClick={() => asked.choose(-1)}>
                  {say('cancel')}
                </button>
              )}
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

const focus = (button: HTMLButtonElement | null): void => button?.focus();
