import type { Attachment } from '@hongyan/contract';
import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { FileIcon, FileName, sizeText } from '../../ui/file-icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { eye } from '../../ui/icons.ts';
import { download } from '../../ui/icons-writing.ts';
import s from './attachments.module.css';
import { downloadUrl } from './download-url.ts';
import { Preview } from './preview.tsx';
import { readerText } from './reader-text.ts';

export interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  /** A strip to swipe on phones, cards in columns in the pane, one below the other in the side panel. */
  readonly look: 'strip' | 'columns' | 'stack';
}

/** The files of a mail, each 52 px high; what can be shown is shown in place. */
export function Attachments({ attachments, look }: AttachmentsProps) {
  const t = readerText();
  const [shown, setShown] = useState<Attachment | undefined>();
  if (attachments.length === 0) return null;
  return (
    <>
      <ul className={cx(s.list, s[look])} aria-label={t.attachments(attachments.length)}>
        {attachments.map((attachment) => (
          <li key={attachment.partId} className={s.card}>
            <Face attachment={attachment} onShow={() => setShown(attachment)} />
            {look === 'strip' ? null : (
              <>
                {attachment.preview === 'none' ? null : (
                  <IconButton icon={eye} label={t.preview(attachment.name)} onClick={() => setShown(attachment)} />
                )}
                <a
                  className={s.act}
                  href={downloadUrl(attachment.url)}
                  download={attachment.name}
                  title={t.download(attachment.name)}
                  aria-label={t.download(attachment.name)}
                >
                  <Icon icon={download} />
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {shown ? (
        <Preview
          attachment={shown}
          all={attachments.filter((attachment) => attachment.preview !== 'none')}
          onShow={setShown}
          onClose={() => setShown(undefined)}
        />
      ) : null}
    </>
  );
}

/** The card itself opens the preview, or saves the file where there is none. */
function Face({ attachment, onShow }: { readonly attachment: Attachment; readonly onShow: () => void }) {
  const t = readerText();
  const inside = (
    <>
      <FileIcon name={attachment.name} mediaType={attachment.mediaType} />
      <span className={s.text}>
        <FileName name={attachment.name} className={s.name} />
        <span className={s.size}>{sizeText(attachment.size)}</span>
      </span>
    </>
  );
  return attachment.preview === 'none' ? (
    <a
      className={s.face}
      href={downloadUrl(attachment.url)}
      download={attachment.name}
      title={t.download(attachment.name)}
    >
      {inside}
    </a>
  ) : (
    <button type="button" className={s.face} title={t.preview(attachment.name)} onClick={onShow}>
      {inside}
    </button>
  );
}
