import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { close, search as searchIcon } from '../ui/icons.ts';
import { Key } from '../ui/tag.tsx';
import { uiText } from '../ui/text.ts';
import { mailText } from './mail-text.ts';
import s from './search-field.module.css';
import { chosen, search } from './view.ts';

/** Search: asks while one types, a quarter of a second after the last key. */
export function SearchField({ phone }: { readonly phone: boolean }) {
  const t = mailText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.value);
  const composing = useRef(false);
  const outside = search.value;
  useEffect(() => setText(outside), [outside]);
  useEffect(() => {
    if (text === search.peek()) return;
    const timer = setTimeout(() => {
      // Pinyin that is still being composed is not a word yet.
      if (composing.current) return;
      chosen.value = undefined;
      search.value = text;
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className={phone ? s.phone : s.pc}>
      <label className={s.field}>
        <Icon icon={searchIcon} size={18} />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          aria-label={t.search}
          placeholder={t.searchHint}
          value={text}
          data-search
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            setText((event.target as HTMLInputElement).value);
          }}
          onInput={(event) => setText((event.target as HTMLInputElement).value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') search.value = text;
            if (event.key === 'Escape') {
              search.value = '';
              setText('');
              input.current?.blur();
            }
          }}
        />
        {text ? (
          <button
            type="button"
            className={s.clear}
            aria-label={uiText().clear}
            onClick={() => {
              search.value = '';
              setText('');
              input.current?.focus();
            }}
          >
            <Icon icon={close} size={16} />
          </button>
        ) : phone ? null : (
          <Key>/</Key>
        )}
      </label>
    </search>
  );
}
