import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { FileIcon, FileName, sizeText } from '../../ui/file-icon.tsx';
import { close } from '../../ui/icons.ts';
import { composeText } from './compose-text.ts';
import s from './file-list.module.css';
import type { UploadItem, Uploads } from './uploads.ts';

export interface OriginalPart {
  readonly partId: string;
  readonly name: string;
  readonly size: number;
}

export interface FileListProps {
  readonly uploads: Uploads;
  readonly originals: readonly OriginalPart[];
  readonly onRemoveOriginal: (partId: string) => void;
}

/** Files of the letter, 52 px each: those of the original, those that are there, those under way. */
export function FileList({ uploads, originals, onRemoveOriginal }: FileListProps) {
  const t = composeText();
  const items = uploads.items.filter((item) => !item.inline);
  if (items.length + originals.length === 0) return null;
  return (
    <ul className={s.list}>
      {originals.map((part) => (
        <li key={part.partId} className={s.card}>
          <FileIcon name={part.name} />
          <span className={s.text}>
            <FileName name={part.name} className={s.name} />
            <span className={s.note}>
              {sizeText(part.size)} · {t.originals}
            </span>
          </span>
          <IconButton icon={close} label={t.remove(part.name)} onClick={() => onRemoveOriginal(part.partId)} />
        </li>
      ))}
      {items.map((item) => (
        <FileCard key={item.key} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}

function FileCard({ item, uploads }: { readonly item: UploadItem; readonly uploads: Uploads }) {
  const t = composeText();
  const { state } = item;
  const share = state.kind === 'uploading' && item.size > 0 ? Math.min(1, state.sent / item.size) : 0;
  return (
    <li className={s.card}>
      <FileIcon name={item.name} mediaType={item.mediaType} />
      <span className={s.text}>
        <span className={s.line}>
          <FileName name={item.name} className={s.name} />
          {state.kind === 'uploading' ? (
            <span className={s.progress}>{t.uploaded(sizeText(state.sent), sizeText(item.size))}</span>
          ) : null}
        </span>
        {state.kind === 'uploading' ? (
          <span
            className={s.track}
            role="progressbar"
            aria-label={item.name}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
          >
            <span className={s.done} style={{ width: `${share * 100}%` }} />
          </span>
        ) : (
          <span
            className={cx(s.note, state.kind === 'failed' && s.failed)}
            role={state.kind === 'failed' ? 'alert' : undefined}
          >
            {state.kind === 'failed' ? t.uploadFailed(state.why) : sizeText(item.size)}
          </span>
        )}
      </span>
      {state.kind === 'failed' && state.mayRetry ? (
        <button type="button" className={s.again} onClick={() => uploads.retry(item.key)}>
          {t.again}
        </button>
      ) : null}
      <IconButton icon={close} label={t.remove(item.name)} onClick={() => uploads.remove(item.key)} />
    </li>
  );
}
