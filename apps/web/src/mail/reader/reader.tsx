import { useEffect, useRef } from 'react';
import { host } from '../../dingtalk/current.ts';
import { session } from '../../session.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { star, starFilled } from '../../ui/icons.ts';
import type { ComposeStart } from '../compose-start.ts';
import { actsOf } from './acts.ts';
import { Attachments } from './attachments.tsx';
import { BottomBar, PanelButtons } from './bottom-bar.tsx';
import { detailOf, fetchDetail, openDetail } from './details.ts';
import { Letter } from './letter.tsx';
import s from './reader.module.css';
import { readerText } from './reader-text.ts';
import { ReplyField } from './reply-field.tsx';
import { markShown, watchListed } from './seen.ts';
import { SenderBlock } from './sender-block.tsx';
import { ReaderFailure, ReaderSkeleton } from './states.tsx';
import { PanelBar, PhoneBar, Toolbar } from './toolbar.tsx';

export interface ReaderProps {
  readonly messageId: string;
  /** A screen of a phone, the pane beside the list, or DingTalk's side panel. */
  readonly layout: 'phone' | 'pane' | 'panel';
  readonly onClose: () => void;
  readonly onCompose: (start: ComposeStart) => void;
  /** The mail was moved away: the shell decides what comes next. */
  readonly onMoved: () => void;
  readonly position?: { readonly index: number; readonly total: number } | undefined;
  readonly onPrev?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
}

/** One mail, opened. */
export function Reader(props: ReaderProps) {
  const { messageId, layout, onClose, onCompose, onMoved } = props;
  const t = readerText();
  const state = detailOf(messageId);
  const fetched = state?.detail;
  // The list hears of changes elsewhere first: its flags win.
  const listed = fetched && watchListed(fetched.summary);
  const detail = fetched && listed ? { ...fetched, summary: { ...fetched.summary, starred: listed.starred } } : fetched;
  const scroller = useRef<HTMLDivElement>(null);
  const own = new Set((session.value?.mailboxes ?? []).map((mailbox) => mailbox.address.toLowerCase()));

  useEffect(() => {
    const stop = new AbortController();
    void openDetail(messageId, stop.signal);
    const retry = () => void openDetail(messageId, stop.signal);
    window.addEventListener('online', retry);
    scroller.current?.scrollTo(0, 0);
    return () => {
      window.removeEventListener('online', retry);
      stop.abort();
    };
  }, [messageId]);

  const shownId = detail?.summary.id;
  // A list that comes after the letter still calls it unread.
  const isListed = listed !== undefined;
  useEffect(() => {
    const shown = detailOf(messageId)?.detail;
    if (shown && shown.summary.id === shownId) markShown(shown.summary);
  }, [messageId, shownId, isListed]);

  const acts = detail && actsOf(detail.summary, { compose: onCompose, moved: onMoved, close: onClose });

  if (!detail || !acts) {
    return (
      <article className={cx(s.reader, s[layout])}>
        {state?.failure ? (
          <ReaderFailure failure={state.failure} onRetry={() => void openDetail(messageId)} onClose={onClose} />
        ) : (
          <ReaderSkeleton />
        )}
      </article>
    );
  }

  const { summary, attachments } = detail;
  const phone = layout === 'phone';
  return (
    <article className={cx(s.reader, s[layout])} aria-label={summary.subject || t.noSubject}>
      {phone && host.kind === 'browser' ? <PhoneBar onClose={onClose} /> : null}
      {layout === 'pane' ? (
        <Toolbar detail={detail} acts={acts} position={props.position} onPrev={props.onPrev} onNext={props.onNext} />
      ) : layout === 'panel' ? (
        <PanelBar detail={detail} acts={acts} onClose={onClose} />
      ) : null}
      <div className={s.scroll} ref={scroller}>
        <header className={s.head}>
          <div className={s.subjectLine}>
            <h1 className={s.subject}>{summary.subject || t.noSubject}</h1>
            <IconButton
              icon={summary.starred ? starFilled : star}
              label={summary.starred ? t.unstar : t.star}
              pressed={summary.starred}
              tone={summary.starred ? 'star' : undefined}
              onClick={acts.toggleStar}
            />
          </div>
          <SenderBlock key={summary.id} detail={detail} own={own} />
          {phone ? <Attachments attachments={attachments} look="strip" /> : null}
        </header>
        <section className={s.sheet} key={summary.id}>
          <Letter
            detail={detail}
            phone={phone}
            loadingImages={Boolean(state?.images && state.busy)}
            onShowImages={() => void fetchDetail(messageId, true)}
            onMailTo={(to) => onCompose({ kind: 'new', to })}
          />
          {phone ? null : <Attachments attachments={attachments} look={layout === 'pane' ? 'columns' : 'stack'} />}
        </section>
      </div>
      {layout === 'pane' && summary.senderKind !== 'machine' ? (
        <ReplyField detail={detail} onReply={acts.reply} />
      ) : null}
      {phone ? (
        <BottomBar detail={detail} acts={acts} />
      ) : layout === 'panel' ? (
        <PanelButtons detail={detail} acts={acts} />
      ) : null}
    </article>
  );
}
