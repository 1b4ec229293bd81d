import type { MessageDetail } from '@hongyan/contract';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { archive, forward, mail, more, move, reply, replyAll, star, starFilled, trash } from '../../ui/icons.ts';
import { download } from '../../ui/icons-writing.ts';
import { Menu } from '../../ui/menu.tsx';
import { FolderPicker } from '../folder-picker.tsx';
import type { Acts } from './acts.ts';
import s from './bottom-bar.module.css';
import { readerText } from './reader-text.ts';

interface BarProps {
  readonly detail: MessageDetail;
  readonly acts: Acts;
}

/** The acts of a mail under the thumb. */
export function BottomBar({ detail, acts }: BarProps) {
  const t = readerText();
  const [open, setOpen] = useState<'more' | 'move' | undefined>();
  const { starred, mailboxId, folderId } = detail.summary;
  return (
    <div className={s.bar} role="toolbar" aria-label={t.more}>
      <Tab icon={reply} word={t.reply} main onClick={acts.reply} />
      <Tab icon={replyAll} word={t.replyAll} onClick={acts.replyAll} />
      <Tab icon={forward} word={t.forward} onClick={acts.forward} />
      <Tab icon={archive} word={t.archive} onClick={acts.archive} />
      <Tab icon={more} word={t.more} onClick={() => setOpen('more')} />
      {open === 'more' ? (
        <Menu
          title={t.more}
          items={[
            { label: starred ? t.unstar : t.star, icon: starred ? starFilled : star, onSelect: acts.toggleStar },
            { label: t.unread, icon: mail, onSelect: acts.markUnread },
            { label: t.move, icon: move, onSelect: () => setOpen('move') },
            { label: t.original, icon: download, onSelect: () => location.assign(detail.originalUrl) },
            { label: t.remove, icon: trash, danger: true, apart: true, onSelect: acts.remove },
          ]}
          onClose={() => setOpen((now) => (now === 'more' ? undefined : now))}
        />
      ) : null}
      {open === 'move' ? (
        <FolderPicker
          mailboxId={mailboxId}
          fromFolderId={folderId}
          onPick={acts.moveTo}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </div>
  );
}

function Tab(props: { icon: string; word: string; main?: boolean; onClick: () => void }) {
  return (
    <button type="button" className={props.main ? `${s.tab} ${s.main}` : s.tab} onClick={props.onClick}>
      <Icon icon={props.icon} size={22} />
      {props.word}
    </button>
  );
}

/** The same acts as real buttons in DingTalk's side panel. */
export function PanelButtons({ detail, acts }: BarProps) {
  const t = readerText();
  const [picking, setPicking] = useState<Element | undefined>();
  return (
    <div className={s.panel} role="toolbar" aria-label={t.more}>
      <Button kind="primary" icon={reply} className={s.grow} onClick={acts.reply}>
        {t.reply}
      </Button>
      <Button icon={replyAll} className={s.grow} onClick={acts.replyAll}>
        {t.replyAll}
      </Button>
      <Button icon={forward} className={s.grow} onClick={acts.forward}>
        {t.forward}
      </Button>
      <IconButton icon={move} label={t.move} onClick={(event) => setPicking(event.currentTarget as Element)} />
      <IconButton icon={mail} label={t.unread} onClick={acts.markUnread} />
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
