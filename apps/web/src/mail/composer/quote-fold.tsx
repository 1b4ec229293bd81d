import { useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { down, right } from '../../ui/icons.ts';
import { MailFrame } from '../frame/mail-frame.tsx';
import { composeText } from './compose-text.ts';
import s from './quote-fold.module.css';

export interface QuoteFoldProps {
  readonly html: string;
  /** Who wrote the original. */
  readonly who: string;
  readonly fit: boolean;
  readonly onEdit: () => void;
  readonly onDrop: () => void;
}

/** The original under an answer: sealed in its frame, folded, the same bytes on the server. Editing it is a decision. */
export function QuoteFold({ html, who, fit, onEdit, onDrop }: QuoteFoldProps) {
  const t = composeText();
  const [open, setOpen] = useState(false);
  return (
    <div className={s.fold}>
      <div className={s.line}>
        <button type="button" className={s.word} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon icon={open ? down : right} size={14} />
          {open ? t.hideQuote : t.quoted(who)}
        </button>
        {open ? (
          <>
            <button type="button" className={s.word} onClick={onEdit}>
              {t.editQuote}
            </button>
            <button type="button" className={s.word} onClick={onDrop}>
              {t.dropQuote}
            </button>
          </>
        ) : null}
      </div>
      {open ? (
        <div className={s.quote}>
          <MailFrame html={html} designed={/background/i.test(html)} fit={fit} textSize={13} />
        </div>
      ) : null}
    </div>
  );
}
