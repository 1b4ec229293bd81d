import { useEffect } from 'react';
import { boot, noticeId } from '../boot.ts';
import { host } from '../dingtalk/current.ts';
import { layout } from '../ui/layout.ts';
import { afterMoved } from './navigate.ts';
import s from './panel-mail.module.css';
import { Composer, Reader } from './parts.ts';
import { compose, mailbox, messageId } from './view.ts';

/** DingTalk's side panel on PC: opened from a notice, too narrow for panes, and only for that one mail. */
export const startsAsPanel = (): boolean =>
  Boolean(noticeId) && layout.peek() === 'phone' && !/Mobile|Android|iPhone/i.test(navigator.userAgent);

/** The reader alone, with the way into the mailbox. */
export function PanelMail({ onLeave }: { readonly onLeave: () => void }) {
  const open = messageId.value;
  const current = mailbox.value;
  useEffect(() => host.setTitle(boot.appName), []);
  useEffect(() => {
    if (!open) onLeave();
  }, [open, onLeave]);
  if (!open || !current) return null;
  return (
    <div className={s.panel}>
      <main className={s.letter}>
        <Reader
          key={open}
          messageId={open}
          layout="panel"
          onClose={onLeave}
          onCompose={(begin) => {
            compose.value = begin;
          }}
          onMoved={() => {
            onLeave();
            afterMoved(undefined);
          }}
        />
      </main>
      {compose.value ? (
        <div className={s.over}>
          <Composer
            start={compose.value}
            mailbox={current}
            layout="panel"
            onClose={() => {
              compose.value = undefined;
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
