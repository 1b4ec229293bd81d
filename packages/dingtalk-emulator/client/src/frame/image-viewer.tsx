import type { JSX } from 'preact';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import type { Images } from './host.ts';
import css from './image-viewer.module.css';

/** Pictures over the page, one at a time, as `previewImage` shows them. */
export function ImageViewer({
  images,
  onShow,
}: {
  images: Images;
  onShow: (at: number | undefined) => void;
}): JSX.Element {
  const say = useText();
  const { urls, at } = images;
  return (
    <div class={css.viewer} role="dialog" aria-label={say('image')}>
      <img src={urls[at]} alt={`${say('image')} ${at + 1} / ${urls.length}`} />
      <div class={css.tools}>
        <button type="button" aria-label={say('back')} disabled={at === 0} onClick={() => onShow(at - 1)}>
          <Icon name="left" />
        </button>
        <span>
          {at + 1} / {urls.length}
        </span>
        <button type="button" aria-label={say('more')} disabled={at === urls.length - 1} onClick={() => onShow(at + 1)}>
          <Icon name="right" />
        </button>
        <button type="button" aria-label={say('close')} onClick={() => onShow(undefined)}>
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
