import { useEffect, useState } from 'react';
import { useBack } from '../back.ts';
import { host } from '../dingtalk/current.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { draft, menu } from '../ui/icons.ts';
import { Tabs } from '../ui/tabs.tsx';
import { filterTabs } from './filter-tabs.ts';
import { FolderDrawer } from './folder-drawer.tsx';
import { folderName } from './folder-name.ts';
import { ListOf } from './list-of.tsx';
import { mailText } from './mail-text.ts';
import { afterMoved, closeMessage, position } from './navigate.ts';
import { Composer, Reader } from './parts.ts';
import s from './phone-mail.module.css';
import { SearchField } from './search-field.tsx';
import { SelectBar, SelectHead } from './select-bar.tsx';
import { chosen, compose, drawerOpen, filter, folder, mailbox, messageId } from './view.ts';

/** The phone: a stack of screens. The list stays where it was below the mail. */
export function PhoneMail() {
  const t = mailText();
  const open = messageId.value;
  const writing = compose.value;
  const current = mailbox.value;
  const title = open ? t.letter : folder.value ? folderName(folder.value) : t.list;
  const barButton = useHostBar(writing ? t.writing[writing.kind] : title, open || writing ? undefined : t.write);
  const covered = Boolean(open || writing);
  return (
    <div className={s.app}>
      <main className={cx(s.screen, covered && s.covered)} aria-hidden={covered}>
        <h1 className={s.sr}>{title}</h1>
        {chosen.value ? <SelectHead /> : <Tools />}
        <ListOf />
        {chosen.value ? <SelectBar /> : null}
        {!barButton && !chosen.value ? (
          <button
            type="button"
            className={s.write}
            aria-label={t.write}
            onClick={() => {
              compose.value = { kind: 'new' };
            }}
          >
            <Icon icon={draft} size={24} />
          </button>
        ) : null}
      </main>
      {open && current ? (
        <main className={cx(s.screen, s.over, writing && s.covered)}>
          <Reader
            key={open}
            messageId={open}
            layout="phone"
            onClose={closeMessage}
            onCompose={(begin) => {
              compose.value = begin;
            }}
            onMoved={() => afterMoved(undefined)}
            position={position()}
            onPrev={undefined}
            onNext={undefined}
          />
        </main>
      ) : null}
      {writing && current ? <Writing /> : null}
      {drawerOpen.value ? <FolderDrawer /> : null}
    </div>
  );
}

/** DingTalk's own bar: the title, and 写信 at the right. Says whether the word could be put there. */
function useHostBar(title: string, word: string | undefined): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => host.setTitle(title), [title]);
  useEffect(() => {
    let alive = true;
    const run = () => {
      compose.value = { kind: 'new' };
    };
    void host.setRight(word ? { text: word, run } : undefined).then((placed) => {
      if (alive && word) setShown(placed);
    });
    return () => {
      alive = false;
    };
  }, [word]);
  return shown;
}

function Tools() {
  const t = mailText();
  return (
    <header className={s.head}>
      <div className={s.tools}>
        <IconButton
          size={44}
          icon={menu}
          label={t.folders}
          expanded={drawerOpen.value}
          onClick={() => {
            drawerOpen.value = true;
          }}
        />
        <SearchField phone />
      </div>
      <div className={s.tabs}>
        <Tabs
          label={t.filters}
          tabs={filterTabs(folder.value?.unread)}
          current={filter.value}
          onChange={(next) => {
            filter.value = next;
          }}
        />
        <button
          type="button"
          className={s.select}
          onClick={() => {
            chosen.value = new Set();
          }}
        >
          {t.select}
        </button>
      </div>
    </header>
  );
}

function Writing() {
  const begin = compose.value;
  const current = mailbox.value;
  // The composer may keep itself open (a letter that would be lost): it stops this event.
  const stays = () => !window.dispatchEvent(new CustomEvent('hongyan:back', { cancelable: true }));
  useBack(() => {
    if (stays()) return false;
    compose.value = undefined;
    return true;
  });
  if (!begin || !current) return null;
  return (
    <main className={cx(s.screen, s.over)}>
      <Composer
        start={begin}
        mailbox={current}
        layout="phone"
        onClose={() => {
          compose.value = undefined;
        }}
      />
    </main>
  );
}
