import type { MessageSummary } from '@hongyan/contract';
import { useRef, useState } from 'react';
import { useBack } from '../back.ts';
import { Icon } from '../ui/icon.tsx';
import { archive, mail, mailOpen, move as moveIcon, trash } from '../ui/icons.ts';
import { isPhone } from '../ui/layout.ts';
import { move, remove, setSeen } from './actions.ts';
import { FolderPicker } from './folder-picker.tsx';
import { listOf } from './lists.ts';
import { mailText } from './mail-text.ts';
import s from './select-bar.module.css';
import { chosen, spec } from './view.ts';

const listed = (): readonly MessageSummary[] => (spec.value && listOf(spec.value)?.messages) ?? [];
const stop = () => {
  chosen.value = undefined;
};

/** Above the list while mails are being chosen: how many, all of them, done. */
export function SelectHead() {
  const t = mailText();
  const count = chosen.value?.size ?? 0;
  useBack(() => {
    stop();
    return true;
  }, isPhone.value);
  return (
    <header className={s.head}>
      <button
        type="button"
        className={s.word}
        onClick={() => {
          chosen.value = new Set(listed().map((message) => message.id));
        }}
      >
        {t.selectAll}
      </button>
      <h2 className={s.count} aria-live="polite">
        {count > 0 ? t.selected(count) : t.selectHint}
      </h2>
      <button type="button" className={s.word} onClick={stop}>
        {t.done}
      </button>
    </header>
  );
}

/** What can be done with the chosen mails. */
export function SelectBar() {
  const t = mailText();
  const [picking, setPicking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const at = spec.value;
  const messages = listed().filter((message) => chosen.value?.has(message.id));
  const none = messages.length === 0;
  const unread = messages.some((message) => !message.seen);
  const then = (run: () => Promise<unknown>) => () => {
    void run();
    stop();
  };
  return (
    <div className={s.bar} role="toolbar" aria-label={t.select}>
      <button type="button" className={s.act} disabled={none} onClick={then(() => setSeen(messages, unread))}>
        <Icon icon={unread ? mailOpen : mail} />
        {unread || none ? t.markRead : t.markUnread}
      </button>
      <button ref={button} type="button" className={s.act} disabled={none} onClick={() => setPicking(true)}>
        <Icon icon={moveIcon} />
        {t.moveTo}
      </button>
      <button type="button" className={s.act} disabled={none} onClick={then(() => move(messages, { role: 'archive' }))}>
        <Icon icon={archive} />
        {t.archive}
      </button>
      <button type="button" className={s.act} disabled={none} onClick={then(() => remove(messages))}>
        <Icon icon={trash} />
        {t.remove}
      </button>
      {picking && at ? (
        <FolderPicker
          mailboxId={at.mailboxId}
          fromFolderId={at.folderId}
          anchor={button.current}
          onPick={(folder) => then(() => move(messages, { folderId: folder.id }))()}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </div>
  );
}
