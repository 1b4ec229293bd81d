import { useEffect, useRef, useState } from 'react';
import { boot } from '../boot.ts';
import { host } from '../dingtalk/current.ts';
import { go } from '../router.ts';
import { session } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/goose.tsx';
import { Icon } from '../ui/icon.tsx';
import { checkbox, draft, gear, menu, okCircle, refresh, wifiOff } from '../ui/icons.ts';
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
import { Composer, Reader } from './parts.ts';
import { SearchField } from './search-field.tsx';
import { SelectBar, SelectHead } from './select-bar.tsx';
import { chosen, compose, drawerOpen, filter, folder, live, mailbox, messageId, online, spec } from './view.ts';

/** PC: folders, list and letter side by side; below 1024 px the folders wait behind a button. */
export function PaneMail() {
  const t = mailText();
  const three = layout.value === 'three';
  const [width, setWidth] = useListWidth();
  const title = folder.value ? folderName(folder.value) : t.list;
  useEffect(() => host.setTitle(boot.appName), []);
  return (
    <div className={cx(s.app, three ? s.three : s.two)}>
      <Top three={three} />
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

function Top({ three }: { readonly three: boolean }) {
  const t = mailText();
  const who = session.value?.member;
  return (
    <header className={s.top}>
      <div className={s.brand}>
        {three ? null : (
          <IconButton
            icon={menu}
            label={t.folders}
            expanded={drawerOpen.value}
            onClick={() => {
              drawerOpen.value = true;
            }}
          />
        )}
        <Logo size={28} />
        <span className={s.name}>{boot.appName}</span>
      </div>
      <SearchField phone={false} />
      <div className={s.right}>
        <State />
        {three ? null : <WriteButton small />}
        <IconButton icon={gear} label={t.settings} onClick={() => go({ kind: 'settings' })} />
        {who ? (
          <span title={who.name}>
            <Avatar who={{ name: who.name, address: who.userId }} kind="colleague" size={32} photo={who.avatarUrl} />
          </span>
        ) : null}
      </div>
    </header>
  );
}

/** Whether what is shown is what is so. */
function State() {
  const t = mailText();
  const on = online.value && live.value;
  return (
    <span className={cx(s.state, on && s.ok)} role="status">
      <Icon icon={on ? okCircle : wifiOff} size={16} />
      {on ? t.upToDate : t.connecting}
    </span>
  );
}

function WriteButton({ small }: { readonly small?: boolean }) {
  return (
    <Button
      kind="primary"
      icon={draft}
      block={!small}
      className={small ? undefined : s.write}
      onClick={() => {
        compose.value = { kind: 'new' };
      }}
    >
      {mailText().write}
    </Button>
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
      onMoved={() => afterMoved(next)}
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
