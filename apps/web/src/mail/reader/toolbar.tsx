import type { MessageDetail } from '@hongyan/contract';
import { useRef, useState } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { archive, down, forward, inbox, left, mail, more, move, reply, replyAll, trash, up } from '../../ui/icons.ts';
import { download } from '../../ui/icons-writing.ts';
import { Menu } from '../../ui/menu.tsx';
import { FolderPicker } from '../folder-picker.tsx';
import type { Acts } from './acts.ts';
import { readerText } from './reader-text.ts';
import s from './toolbar.module.css';
import { useWidth } from './use-width.ts';

export interface ToolbarProps {
  readonly detail: MessageDetail;
  readonly acts: Acts;
  readonly position?: { readonly index: number; readonly total: number } | undefined;
  readonly onPrev?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
}

/** The acts of a mail above it, in the reading pane. */
export function Toolbar({ detail, acts, position, onPrev, onNext }: ToolbarProps) {
  const t = readerText();
  const [picking, setPicking] = useState<Element | undefined>();
  const bar = useRef<HTMLDivElement>(null);
  const width = useWidth(bar);
  // English words need half as much room again as the Chinese ones.
  const Act = width < 560 ? IconOnly : Word;
  return (
    <div ref={bar} className={s.bar} role="toolbar" aria-label={t.more}>
      <Act icon={reply} word={t.reply} onClick={acts.reply} />
      <Act icon={replyAll} word={t.replyAll} onClick={acts.replyAll} />
      <Act icon={forward} word={t.forward} onClick={acts.forward} />
      <span className={s.rule} />
      <IconButton icon={archive} label={t.archive} onClick={acts.archive} />
      <IconButton icon={trash} label={t.remove} onClick={acts.remove} />
      <IconButton icon={move} label={t.move} onClick={(event) => setPicking(event.currentTarget as Element)} />
      <IconButton icon={mail} label={t.unread} onClick={acts.markUnread} />
      <MoreMenu detail={detail} />
      <span className={s.space} />
      {position && width >= 480 ? (
        <span className={s.position}>{t.position(numberText(position.index), numberText(position.total))}</span>
      ) : null}
      {onPrev || onNext ? (
        <>
          <IconButton icon={up} label={t.previous} disabled={!onPrev} onClick={onPrev} />
          <IconButton icon={down} label={t.next} disabled={!onNext} onClick={onNext} />
        </>
      ) : null}
      {picking ? (
        <FolderPicker
          mailboxId={detail.summary.mailboxId}
          fromFolderId={detail.summary.folderId}
          anchor={picking}
          onPick={acts.moveTo}
          onClose={() => setPicking(undefined)}
        />
      ) : null}
    </div>
  );
}

function Word({ icon, word, onClick }: { readonly icon: string; readonly word: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={s.word} onClick={onClick}>
      <Icon icon={icon} />
      {word}
    </button>
  );
}

function IconOnly({ icon, word, onClick }: Parameters<typeof Word>[0]) {
  return <IconButton icon={icon} label={word} onClick={onClick} />;
}

/** What is rarely needed. */
function MoreMenu({ detail }: { readonly detail: MessageDetail }) {
  const t = readerText();
  const [anchor, setAnchor] = useState<Element | undefined>();
  return (
    <>
      <IconButton
        icon={more}
        label={t.more}
        expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget as Element)}
      />
      {anchor ? (
        <Menu
          title={t.more}
          anchor={anchor}
          items={[{ label: t.original, icon: download, onSelect: () => location.assign(detail.originalUrl) }]}
          onClose={() => setAnchor(undefined)}
        />
      ) : null}
    </>
  );
}

/** The way back where no DingTalk bar stands above the page. */
export function PhoneBar({ onClose }: { readonly onClose: () => void }) {
  return (
    <div className={s.phone}>
      <IconButton icon={left} size={44} label={readerText().back} onClick={onClose} />
    </div>
  );
}

/** The thin bar of DingTalk's side panel: the way into the mailbox, and what takes the mail away. */
export function PanelBar({ detail, acts, onClose }: { detail: MessageDetail; acts: Acts; onClose: () => void }) {
  const t = readerText();
  return (
    <div className={s.bar}>
      <button type="button" className={s.inbox} onClick={onClose}>
        <Icon icon={inbox} size={18} />
        {t.openMailbox}
      </button>
      <span className={s.space} />
      <IconButton icon={archive} label={t.archive} onClick={acts.archive} />
      <IconButton icon={trash} label={t.remove} onClick={acts.remove} />
      <MoreMenu detail={detail} />
    </div>
  );
}
