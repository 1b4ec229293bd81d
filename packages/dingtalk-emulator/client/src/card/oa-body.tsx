import type { JSX } from 'preact';
import { Icon } from '../ui/icon.tsx';
import css from './notice-card.module.css';
import { Picture } from './picture.tsx';
import type { CardView } from './view.ts';

/** The inside of an OA message: title, rows, the large number, three lines, picture, author. */
export function OaBody({ view }: { view: CardView }): JSX.Element {
  return (
    <>
      {view.title && <h3 class={css.title}>{view.title}</h3>}
      {view.rows.length > 0 && (
        <dl class={css.rows}>
          {view.rows.map(({ key, value }) => (
            <div key={key} class={css.row}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {view.rich && (
        <p class={css.rich}>
          <b>{view.rich.num}</b> {view.rich.unit}
        </p>
      )}
      {view.content && <p class={css.content}>{view.content}</p>}
      {view.mediaId && <Picture id={view.mediaId} />}
      {(view.author || view.files) && (
        <p class={css.author}>
          {view.files && (
            <span class={css.files}>
              <Icon name="clip" size={14} />
              {view.files}
            </span>
          )}
          {view.author}
        </p>
      )}
    </>
  );
}
