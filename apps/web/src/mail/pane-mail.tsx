import { useEffect, useRef, useState } from 'react';
import { boot } from '../boot.ts';
import { host } from '../dingtalk/current.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { checkbox, refresh } from '../ui/icons.ts';
import { layout } from '../ui/layout.ts';
import { Tabs } from '../ui/tabs.tsx';
import { Divider, useListWidth } from './divider.tsx';
import { filterTabs } from './filter-tabs.ts';
import { FolderList } from './folder-list.tsx';
import { folderName } from './folder-name.ts';
import { ListOf } from './list-of.tsx';
import { listWork, refreshList } from './lists.ts';
import { mailText } from './mail-text.ts';
import { afterMoved, closeMessage, neighbour, position, step } from './navigate.ts';
import s from './pane-mail.module.css';
import { PaneTop, WriteButton } from './pane-top.tsx';
import { Composer, Reader } from './parts.ts';
import { SelectBar, SelectHead } from './select-bar.tsx';
import { chosen, compose, drawerOpen, filter, folder, mailbox, messageId, spec } from './view.ts';

/** PC: folders, list and letter side by side; below 1024 px the folders wait behind a button. */
export function PaneMail() {
  const t = mailText();
  const three = layout.value === 'three';
  const [width, setWidth] = useListWidth();
  const title = folder.value ? folderName(folder.value) : t.list;
  useEffect(() => host.setTitle(boot.appName), []);
  return (
    <div className={cx(s.app, three ? s.three : s.two)}>
      <PaneTop three={three} />
      {three ? (
        <aside className={s.side}>
          <WriteButton />
          <FolderList />
        </aside>
      ) : null}
      <main className={s.main}>
        <section className={s.pane} style={{ width: `${three ? width : 320}px` }} aria-label={t.list}>
          {chosen.value ? <SelectHead /> : <Head title={title} />}
          <div className={s.tabs}>
            <Tabs
              label={t.filters}
              tabs={filterTabs(undefined)}
              current={filter.value}
              onChange={(next) => {
                filter.value = next;
              }}
            />
          </div>
          <ListOf />
          {chosen.value ? <SelectBar /> : null}
        </section>
        {three ? <Divider width={width} onWidth={setWidth} /> : null}
        <section className={cx(s.pane, s.letter)} aria-label={t.reader}>
          <Letter />
        </section>
      </main>
      {drawerOpen.value && !three ? <FolderDialog /> : null}
      <Writing />
    </div>
  );
}

function Head({ title }: { readonly title: string }) {
  const t = mailText();
  const at = spec.value;
  return (
    <header className={s.head}>
      <h1 className={s.title}>{title}</h1>
      <IconButton
        icon={checkbox}
        label={t.select}
        onClick={() => {
          chosen.value = new Set();
        }}
      />
      <IconButton
        icon={refresh}
        label={t.refresh}
        disabled={!at || listWork(at).busy !== undefined}
        onClick={() => at && void refreshList(at)}
      />
    </header>
  );
}

function Letter() {
  const t = mailText();
  const open = messageId.value;
  if (!open) return <EmptyState title={t.pick} text={t.pickText} />;
  const next = neighbour(1) ?? neighbour(-1);
  return (
    <Reader
      key={open}
      messageId={open}
      layout="pane"
      onClose={closeMessage}
      onCompose={(begin) => {
        compose.value = begin;
      }}
      onMoved={() => {
        // Whoever opened another mail in the meantime stays there.
        if (messageId.peek() === open) afterMoved(next);
      }}
      position={position()}
      onPrev={neighbour(-1) ? () => step(-1) : undefined}
      onNext={neighbour(1) ? () => step(1) : undefined}
    />
  );
}

/** The composer docks at the corner; it stays while one reads other mail. */
function Writing() {
  const begin = compose.value;
  const current = mailbox.value;
  const [key, setKey] = useState(0);
  const last = useRef(begin);
  if (begin !== last.current) {
    last.current = begin;
    if (begin) setKey((n) => n + 1);
  }
  if (!begin || !current) return null;
  return (
    <Composer
      key={key}
      start={begin}
      mailbox={current}
      layout="docked"
      onClose={() => {
        compose.value = undefined;
      }}
    />
  );
}

function FolderDialog() {
  const t = mailText();
  const close = () => {
    drawerOpen.value = false;
  };
  return (
    <Dialog title={t.folders} quietTitle width={280} className={s.drawer} onClose={close}>
      <FolderList />
    </Dialog>
  );
}
