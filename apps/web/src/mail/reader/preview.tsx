import type { Attachment } from '@hongyan/contract';
import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { useBack } from '../../back.ts';
import { IconButton } from '../../ui/button.tsx';
import { useModal } from '../../ui/dialog.tsx';
import { FileName, sizeText } from '../../ui/file-icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { close, left, plus, right } from '../../ui/icons.ts';
import { download, expand, minus } from '../../ui/icons-writing.ts';
import { isPhone } from '../../ui/layout.ts';
import { downloadUrl } from './download-url.ts';
import s from './preview.module.css';
import { readerText } from './reader-text.ts';
import { TextPreview } from './text-preview.tsx';

export interface PreviewProps {
  readonly attachment: Attachment;
  /** Everything that can be shown, for the arrow keys. */
  readonly all: readonly Attachment[];
  readonly onShow: (attachment: Attachment) => void;
  readonly onClose: () => void;
}

const steps = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

/** An attachment shown in place, over the letter: images with zoom, text as text. */
export function Preview({ attachment, all, onShow, onClose }: PreviewProps) {
  const t = readerText();
  const ref = useModal(onClose);
  useBack(() => {
    onClose();
    return true;
  }, isPhone.value);
  // 0 is "as large as the window allows".
  const [zoom, setZoom] = useState(0);
  useEffect(() => setZoom(0), [attachment.partId]);
  const at = all.findIndex((one) => one.partId === attachment.partId);
  const turn = (by: number) => {
    const next = all[at + by];
    if (next) onShow(next);
  };
  const zoomBy = (by: 1 | -1) =>
    setZoom((now) => {
      const from = now || 1;
      return (by > 0 ? steps.find((step) => step > from) : steps.filter((step) => step < from).at(-1)) ?? from;
    });
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const acts: Record<string, () => void> = {
      ArrowLeft: () => turn(-1),
      ArrowRight: () => turn(1),
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
      '0': () => setZoom(0),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const isImage = attachment.preview === 'image';
  return (
    <dialog ref={ref} className={s.preview} aria-label={attachment.name} onKeyDown={onKey as never}>
      <header className={s.head}>
        <div className={s.title}>
          <FileName name={attachment.name} />
          <span className={s.size}>{sizeText(attachment.size)}</span>
        </div>
        {isImage ? (
          <>
            <IconButton icon={minus} label={t.zoomOut} onClick={() => zoomBy(-1)} />
            <IconButton icon={plus} label={t.zoomIn} onClick={() => zoomBy(1)} />
            <IconButton icon={expand} label={t.fit} disabled={zoom === 0} onClick={() => setZoom(0)} />
          </>
        ) : null}
        <a
          className={s.act}
          href={downloadUrl(attachment.url)}
          download={attachment.name}
          aria-label={t.download(attachment.name)}
          title={t.downloadWord}
        >
          <Icon icon={download} />
        </a>
        <IconButton icon={close} label={t.close} onClick={onClose} />
      </header>
      <div className={s.stage}>
        {isImage ? (
          <ImagePreview key={attachment.partId} attachment={attachment} zoom={zoom} onZoom={setZoom} />
        ) : (
          <TextPreview url={attachment.url} />
        )}
      </div>
      {all.length > 1 ? (
        <>
          <IconButton
            icon={left}
            label={t.previous}
            size={44}
            className={`${s.turn} ${s.before}`}
            disabled={at <= 0}
            onClick={() => turn(-1)}
          />
          <IconButton
            icon={right}
            label={t.next}
            size={44}
            className={`${s.turn} ${s.after}`}
            disabled={at >= all.length - 1}
            onClick={() => turn(1)}
          />
        </>
      ) : null}
    </dialog>
  );
}

function ImagePreview(props: { attachment: Attachment; zoom: number; onZoom: (zoom: number) => void }) {
  const { attachment, zoom, onZoom } = props;
  const t = readerText();
  const [natural, setNatural] = useState<{ width: number; height: number } | undefined>();
  const [failed, setFailed] = useState(false);
  if (failed) return <p className={s.failed}>{t.previewFailed}</p>;
  return (
    <img
      className={zoom === 0 ? s.fitted : s.zoomed}
      src={attachment.url}
      alt={attachment.name}
      style={zoom && natural ? { width: `${natural.width * zoom}px`, height: `${natural.height * zoom}px` } : undefined}
      onLoad={(event) => {
        const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
        setNatural({ width: naturalWidth, height: naturalHeight });
      }}
      onError={() => setFailed(true)}
      onDblClick={() => onZoom(zoom === 0 ? 1 : 0)}
    />
  );
}
