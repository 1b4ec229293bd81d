import { linkify } from '@hongyan/mail-html/browser';
import { useMemo, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { down, right } from '../../ui/icons.ts';
import { openLink } from '../frame/open-link.ts';
import s from './plain-letter.module.css';
import { readerText } from './reader-text.ts';
import { splitQuote } from './split-quote.ts';

/** A text mail in our own type: links live, the quoted original folded at the end. */
export function PlainLetter({
  text,
  onMailTo,
}: {
  readonly text: string;
  readonly onMailTo: (address: string) => void;
}) {
  const t = readerText();
  const { own, quoted } = useMemo(() => splitQuote(text), [text]);
  const [open, setOpen] = useState(false);
  return (
    <div className={s.letter}>
      <Linked text={own} onMailTo={onMailTo} />
      {quoted ? (
        <>
          <button type="button" className={s.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon icon={open ? down : right} size={14} />
            {open ? t.hideQuote : t.showQuote}
          </button>
          {open ? (
            <blockquote className={s.quote}>
              <Linked text={quoted} onMailTo={onMailTo} />
            </blockquote>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Linked({ text, onMailTo }: { readonly text: string; readonly onMailTo: (address: string) => void }) {
  const segments = useMemo(() => linkify(text), [text]);
  return (
    <p className={s.text}>
      {segments.map((segment, index) =>
        segment.kind === 'link' ? (
          <a
            key={index}
            href={segment.href}
            target="_blank"
            rel="noopener noreferrer"
            onClick={(event) => {
              event.preventDefault();
              if (segment.href.startsWith('mailto:')) onMailTo(segment.href.slice('mailto:'.length));
              else void openLink(segment.href, segment.text);
            }}
          >
            {segment.text}
          </a>
        ) : (
          segment.text
        ),
      )}
    </p>
  );
}
