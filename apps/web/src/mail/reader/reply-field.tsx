import type { MessageDetail } from '@hongyan/contract';
import { Key } from '../../ui/tag.tsx';
import { Me } from '../me.tsx';
import { callOf } from './people.ts';
import { readerText } from './reader-text.ts';
import s from './reply-field.module.css';

/** A field that is always there under a letter in the pane; pressing it begins the answer. */
export function ReplyField({ detail, onReply }: { readonly detail: MessageDetail; readonly onReply: () => void }) {
  const t = readerText();
  return (
    <div className={s.place}>
      <button type="button" className={s.field} onClick={onReply}>
        <Me size={24} />
        <span className={s.word}>{t.replyField(callOf(detail.summary.from))}</span>
        <Key>R</Key>
      </button>
    </div>
  );
}
