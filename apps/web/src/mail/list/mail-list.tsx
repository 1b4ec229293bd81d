import type { Folder, MailboxSummary, MessageSummary } from '@hongyan/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { clockText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { hrefOf } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { up, wifiOff } from '../../ui/icons.ts';
import { isPhone } from '../../ui/layout.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type ListSpec, listOf, listWork, loadMore, refreshList, showWaiting } from '../lists.ts';
import { mailText } from '../mail-text.ts';
import { DayHead } from './day-head.tsx';
import { type ListRow, withDays } from './days.ts';
import { EmptyList } from './empty-list.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import s from './mail-list.module.css';
import { MailboxCard } from './mailbox-card.tsx';
import { MessageRow } from './message-row.tsx';
import { usePull } from './pull.ts';
import { useNow } from './use-now.ts';

export interface MailListProps {
  readonly mailbox: MailboxSummary;
  readonly folder: Folder | undefined;
  readonly spec: ListSpec;
  readonly currentId: string | undefined;
  /** Ids that are chosen, or undefined outside multi-select. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly online: boolean;
  readonly onOpen: (message: MessageSummary) => void;
  readonly onChoose: (message: MessageSummary) => void;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

/** The scrolling list: cards about the mailbox, then the mails under their days. */
export function MailList(props: MailListProps) {
  const { mailbox, folder, spec, currentId, chosen, online, onOpen, onChoose } = props;
  const t = mailText();
  const phone = isPhone.value;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const state = listOf(spec);
  const work = listWork(spec);
  const rows = useMemo(() => withDays(state?.messages ?? [], now), [state?.messages, now]);
  const [atTop, setAtTop] = useState(true);
  const pull = usePull(scroller, phone, () => refreshList(spec));

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => setAtTop(box.scrollTop < 8);
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, []);
  // Another list begins at its top.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [spec.folderId, spec.filter, spec.q, spec.mailboxId]);
  // At the very top nothing is covered by new rows, so they come in by themselves.
  const waiting = state?.waiting;
  useEffect(() => {
    if (waiting && atTop && !chosen) showWaiting(spec);
  }, [waiting, atTop, chosen, spec]);
  // The row of the open mail stays in sight while the keyboard walks.
  useEffect(() => {
    if (!currentId || phone) return;
    scroller.current?.querySelector(`[data-row="${CSS.escape(currentId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [currentId, phone]);

  const role = folder?.role ?? state?.folder.role ?? 'other';
  const heightOf = useCallback((row: ListRow) => (row.kind === 'day' ? (phone ? 36 : 28) : phone ? 80 : 72), [phone]);
  const more = useCallback(() => void loadMore(spec), [spec]);
  const syncing = mailbox.state.kind === 'syncing';
  const failure = work.failure;

  return (
    <div ref={scroller} className={cx(s.scroller, phone && s.phone)} data-scroller>
      <div className={s.pull} style={{ height: `${pull.height}px` }} aria-hidden={pull.height === 0}>
        {pull.height > 0 ? (pull.busy ? t.refreshing : pull.ready ? t.release : t.pull) : null}
      </div>
      {waiting && (!atTop || chosen) ? (
        <button
          type="button"
          className={s.pill}
          onClick={() => {
            showWaiting(spec);
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          <Icon icon={up} size={16} />
          {t.newMail(waiting.count)}
        </button>
      ) : null}
      <div className={s.notes}>
        <MailboxCard mailbox={mailbox} phone={phone} />
        {state && (!online || failure) ? (
          <Banner
            className={phone ? s.offline : undefined}
            icon={wifiOff}
            act={online ? { label: t.retry, run: () => void refreshList(spec) } : undefined}
          >
            {online ? t.stale(clockText(new Date(state.at))) : t.offline(clockText(new Date(state.at)))}
          </Banner>
        ) : null}
      </div>
      {state && state.messages.length > 0 ? (
        <VirtualList
          items={rows}
          label={t.list}
          scroller={scroller}
          heightOf={heightOf}
          keyOf={(row) => row.key}
          onNearEnd={state.nextCursor ? more : undefined}
          render={(row) =>
            row.kind === 'day' ? (
              <DayHead span={row.span} now={now} />
            ) : (
              <MessageRow
                message={row.message}
                role={role}
                phone={phone}
                first={row.first}
                last={row.last}
                current={row.message.id === currentId}
                checked={chosen?.has(row.message.id)}
                now={now}
                href={hrefOf({
                  kind: 'mail',
                  mailboxId: spec.mailboxId,
                  folderId: spec.folderId,
                  messageId: row.message.id,
                })}
                onOpen={() => onOpen(row.message)}
                onCheck={() => onChoose(row.message)}
              />
            )
          }
        />
      ) : state ? (
        <EmptyList
          role={role}
          filter={spec.filter}
          q={spec.q}
          syncing={syncing}
          onShowAll={props.onShowAll}
          onClearSearch={props.onClearSearch}
        />
      ) : failure ? (
        <EmptyState
          title={t.loadFailed}
          text={failure.what[language.value]}
          detail={failure.detail}
          act={
            <Button kind="soft" onClick={() => void refreshList(spec)}>
              {t.retry}
            </Button>
          }
        />
      ) : (
        <ListSkeleton phone={phone} />
      )}
      {state && state.messages.length > 0 ? (
        <div className={s.foot}>
          {state.nextCursor ? (
            failure ? (
              <Button kind="soft" size="sm" onClick={more}>
                {t.moreFailed} · {t.retry}
              </Button>
            ) : (
              t.loadingMore
            )
          ) : state.messages.length > 12 ? (
            t.end
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
