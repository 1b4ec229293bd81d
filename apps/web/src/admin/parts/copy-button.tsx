import { useEffect, useState } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { check } from '../../ui/icons.ts';
import { copy } from '../../ui/icons-console.ts';
import { showSnack } from '../../ui/snackbar.tsx';
import s from './copy-button.module.css';
import { partsText } from './parts-text.ts';

export interface CopyButtonProps {
  /** What is copied, by name: the button is called 复制 and this. */
  readonly of: string;
  readonly text: string;
  /** The words on the button where 复制 alone would not do. */
  readonly words?: string;
  /** With an outline, beside other buttons. */
  readonly framed?: boolean;
}

/** Copies a value and says so for two seconds. */
export function CopyButton({ of, text, words, framed }: CopyButtonProps) {
  const t = partsText();
  const [done, setDone] = useState(0);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(0), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <>
      <button
        type="button"
        className={cx(s.copy, framed && s.framed, done > 0 && s.done)}
        aria-label={done ? t.copiedOf(of) : t.copyOf(of)}
        onClick={() =>
          void copyText(text).then((copied) => {
            if (copied) setDone((n) => n + 1);
            else showSnack({ text: t.copyFailed });
          })
        }
      >
        <Icon icon={done ? check : copy} size={16} />
        {done ? t.copied : (words ?? t.copy)}
      </button>
      <span className="sr" role="status">
        {done ? t.copiedOf(of) : ''}
      </span>
    </>
  );
}
