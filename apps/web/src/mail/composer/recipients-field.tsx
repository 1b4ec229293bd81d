import type { Contact } from '@hongyan/contract';
import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from './chip.tsx';
import { composeText } from './compose-text.ts';
import { addEntries, type Entry, parseRecipients, toEntry } from './recipients.ts';
import s from './recipients-field.module.css';
import { useSuggestions } from './suggestions.ts';

export interface RecipientsFieldProps {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly ownDomain: string;
  readonly autoFocus?: boolean;
  readonly onChange: (entries: readonly Entry[]) => void;
  /** A small control at the right end. */
  readonly end?: ReactNode;
}

/** Recipients as chips: typed, pasted as a list, or completed from the directory; everything by keyboard too. */
export function RecipientsField({ label, entries, ownDomain, autoFocus, onChange, end }: RecipientsFieldProps) {
  const t = composeText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [word, setWord] = useState('');
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const taken = new Set(entries.map((entry) => entry.address.toLowerCase()));
  const found = useSuggestions(word).filter((contact) => !taken.has(contact.address.toLowerCase()));
  const open = !closed && word.trim() !== '' && found.length > 0;
  const current = open ? found[Math.min(at, found.length - 1)] : undefined;

  const type = (next: string) => {
    setWord(next);
    setAt(0);
    setClosed(false);
  };
  const add = (more: readonly Entry[]) => {
    onChange(addEntries(entries, more));
    type('');
  };
  const pick = (contact: Contact) => {
    add([toEntry(contact, ownDomain, contact.kind)]);
    input.current?.focus();
  };
  const commit = () => {
    if (word.trim()) add(parseRecipients(word, ownDomain));
  };
  const remove = (index: number) => {
    onChange(entries.filter((_, one) => one !== index));
    input.current?.focus();
  };
  const focusChip = (index: number) => {
    const chips = box.current?.querySelectorAll<HTMLElement>('[data-chip]');
    if (chips && index >= 0 && index < chips.length) chips[index]?.focus();
    else if (index >= 0) input.current?.focus();
  };

  const onKey = (event: KeyboardEvent) => {
    // The key that ends a composition of the input method is not ours.
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if (open && (key === 'ArrowDown' || key === 'ArrowUp')) {
      setAt((now) => (now + (key === 'ArrowDown' ? 1 : -1) + found.length) % found.length);
    } else if (key === 'Escape' && open) {
      setClosed(true);
      event.stopPropagation();
    } else if (
      (key === 'Enter' && !event.ctrlKey && !event.metaKey) ||
      (key === 'Tab' && word.trim() && !event.shiftKey)
    ) {
      if (current) pick(current);
      else if (word.trim()) commit();
      else if (key === 'Tab') return;
    } else if (/^[,;，；、]$/.test(key) && word.trim()) commit();
    else if (key === ' ' && /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(word)) commit();
    else if ((key === 'Backspace' || key === 'ArrowLeft') && input.current?.selectionEnd === 0 && entries.length > 0) {
      focusChip(entries.length - 1);
    } else return;
    event.preventDefault();
  };

  return (
    <div className={s.row}>
      <label className={s.label} htmlFor={id}>
        {label}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the chips goes to the input, which has the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div ref={box} className={s.chips} onClick={(event) => event.target === box.current && input.current?.focus()}>
        {entries.map((entry, index) => (
          <Chip
            key={entry.address}
            entry={entry}
            onRemove={() => remove(index)}
            onEdit={() => {
              onChange(entries.filter((_, one) => one !== index));
              type(entry.name ? `${entry.name} <${entry.address}>` : entry.address);
              input.current?.focus();
            }}
            onMove={(by) => focusChip(index + by)}
          />
        ))}
        <input
          ref={input}
          id={id}
          className={s.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellcheck={false}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${current.address}` : undefined}
          // biome-ignore lint/a11y/noAutofocus: an empty letter begins with its recipient
          autoFocus={autoFocus}
          value={word}
          onInput={(event) => type((event.target as HTMLInputElement).value)}
          onKeyDown={onKey as never}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            if (!/[@,;，；\n]/.test(text)) return;
            event.preventDefault();
            add(parseRecipients(`${word}${text}`, ownDomain));
          }}
          onBlur={() => {
            setClosed(true);
            commit();
          }}
        />
        {open ? (
          <div id={`${id}-list`} className={s.list} role="listbox" aria-label={t.suggestions}>
            {found.map((contact) => (
              <Suggestion
                key={contact.address}
                id={`${id}-${contact.address}`}
                contact={contact}
                word={word.trim()}
                selected={contact === current}
                onPick={() => pick(contact)}
              />
            ))}
          </div>
        ) : null}
      </div>
      {end}
    </div>
  );
}

function Suggestion(props: { id: string; contact: Contact; word: string; selected: boolean; onPick: () => void }) {
  const { id, contact, word, selected, onPick } = props;
  const t = composeText();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the option (combobox pattern)
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={cx(s.option, selected && s.selected)}
      // Before the input would lose its focus and take the half-typed word for an address.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <Avatar who={contact} kind={contact.kind} size={32} />
      <span className={s.who}>
        <span className={s.name}>
          <Marked text={contact.name || contact.address} word={word} />
          {contact.department || contact.title ? (
            <span className={s.title}>{[contact.department, contact.title].filter(Boolean).join(' · ')}</span>
          ) : null}
        </span>
        <span className={s.address}>
          <Marked text={contact.address} word={word} />
        </span>
      </span>
      {contact.kind === 'outsider' ? <span className={s.outside}>{t.outside}</span> : null}
    </div>
  );
}

function Marked({ text, word }: { readonly text: string; readonly word: string }) {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0 || word === '') return text;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, at + word.length)}</b>
      {text.slice(at + word.length)}
    </>
  );
}
