import type { MessageDetail, Recipient } from '@hongyan/contract';
import { useEffect, useId, useState } from 'react';
import { api } from '../../api/api.ts';
import { fullTime } from '../../i18n/dates.ts';
import { cache } from '../../session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Icon } from '../../ui/icon.tsx';
import { down, info, up } from '../../ui/icons.ts';
import { Tag } from '../../ui/tag.tsx';
import { callOf, momentOf, sentLine, strangeReplyTo } from './people.ts';
import { readerText } from './reader-text.ts';
import s from './sender-block.module.css';

/** Who it is before what it says: name, place in the company or address, whom it went to, when. */
export function SenderBlock({ detail, own }: { readonly detail: MessageDetail; readonly own: ReadonlySet<string> }) {
  const t = readerText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { from, senderKind } = detail.summary;
  const title = useTitle(from.address, senderKind === 'colleague');
  const elsewhere = strangeReplyTo(detail);
  const now = new Date();
  // A mail among colleagues that somebody outside reads too; when the sender is outside, his block says so.
  const outsiders =
    senderKind === 'colleague' ? [...detail.to, ...detail.cc].filter((who) => who.kind === 'outsider').slice(0, 3) : [];
  return (
    <>
      <div className={s.block}>
        <Avatar who={from} kind={senderKind} size={40} />
        <div className={s.text}>
          <div className={s.first}>
            <b className={s.name}>{callOf(from)}</b>
            {senderKind === 'colleague' ? (
              title ? (
                <span className={s.place}>{title}</span>
              ) : null
            ) : (
              <>
                {from.name.trim() ? <span className={s.place}>{from.address}</span> : null}
                <Tag tone={senderKind === 'outsider' ? 'warn' : undefined}>
                  {senderKind === 'outsider' ? t.outside : t.machine}
                </Tag>
              </>
            )}
          </div>
          <button
            type="button"
            className={s.second}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <span className={s.line}>
              <span className={s.people}>{sentLine(detail, own, t)}</span>
              <span className={s.when}>
                {t.comma}
                {momentOf(detail, t, now)}
              </span>
            </span>
            <Icon icon={open ? up : down} size={14} />
          </button>
        </div>
        <time
          className={s.time}
          dateTime={detail.summary.receivedAt}
          title={fullTime(new Date(detail.summary.receivedAt))}
        >
          {momentOf(detail, t, now)}
        </time>
      </div>
      {open ? (
        <dl id={id} className={s.details} aria-label={t.recipients}>
          <People word={t.from} people={[{ ...from, kind: senderKind }]} />
          <People word={t.to} people={detail.to} />
          <People word={t.cc} people={detail.cc} />
          {elsewhere ? (
            <People word={t.replyTo} people={detail.replyTo.map((who) => ({ ...who, kind: 'machine' }))} />
          ) : null}
          <dt>{t.sentAt}</dt>
          <dd>{fullTime(new Date(detail.sentAt ?? detail.summary.receivedAt))}</dd>
        </dl>
      ) : null}
      {outsiders.length > 0 ? (
        <Banner tone="warn" icon={info} className={s.banner}>
          {t.withOutsiders(outsiders.map(callOf).join(t.between))}
        </Banner>
      ) : null}
      {elsewhere && senderKind !== 'machine' ? (
        <Banner tone="warn" className={s.banner}>
          {t.replyElsewhere(elsewhere)}
        </Banner>
      ) : null}
    </>
  );
}

function People({ word, people }: { readonly word: string; readonly people: readonly Recipient[] }) {
  const t = readerText();
  if (people.length === 0) return null;
  return (
    <>
      <dt>{word}</dt>
      <dd>
        {people.map((who) => (
          <span key={who.address} className={s.person}>
            {who.name.trim() ? <b>{who.name}</b> : null}
            <span className={s.address}>{who.address}</span>
            {who.kind === 'outsider' ? <Tag tone="warn">{t.outside}</Tag> : null}
          </span>
        ))}
      </dd>
    </>
  );
}

/** A colleague's place in the company, from the directory; asked once for each address. */
function useTitle(address: string, isColleague: boolean): string | undefined {
  const place = cache.at<string>(`title:${address.toLowerCase()}`);
  useEffect(() => {
    if (!isColleague || place.peek() !== undefined) return;
    const stop = new AbortController();
    void api.contacts(address, stop.signal).then((answer) => {
      if (!answer.ok) return;
      const found = answer.value.contacts.find((who) => who.address.toLowerCase() === address.toLowerCase());
      place.value = found?.title ?? '';
    });
    return () => stop.abort();
  }, [address, isColleague, place]);
  return place.value || undefined;
}
