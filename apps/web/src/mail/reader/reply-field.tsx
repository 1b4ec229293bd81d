import type { MessageDetail } from '@hongyan/contract';
import { session } from '../../session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Key } from '../../ui/tag.tsx';
import { callOf } from './people.ts';
import { readerText } from './reader-text.ts';
import s from './reply-field.module.css';

/** A field that is always there under a letter in the pane; pressing it begins the answer. */
export function ReplyField({ detail, onReply }: { readonly detail: MessageDetail; readonly onReply: () => void }) {
  const t = readerText();
  const me = session.value?.member;
  return (
    <div className={s.place}>
      <button type="button" className={s.field} onClick={onReply}>
        {me ? (
          <Avatar who={{ name: me.name, address: me.userId }} kind="colleague" size={24} photo={me.avatarUrl} />
        ) : null}
        <span className={s.word}>{t.replyField(callOf(detail.summary.from))}</span>
        <Key>R</Key>
      </button>
    </div>
  );
}
