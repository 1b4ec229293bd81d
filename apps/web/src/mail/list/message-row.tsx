import type { FolderRole, MessageSummary } from '@hongyan/contract';
import { rowTime } from '../../i18n/dates.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { archive, clip, forward, mail, mailOpen, reply, star, starFilled, trash } from '../../ui/icons.ts';
import { move, remove, setSeen, setStarred } from '../actions.ts';
import { mailText } from '../mail-text.ts';
import s from './message-row.module.css';
import { Swipe } from './swipe.tsx';

export interface MessageRowProps {
  readonly message: MessageSummary;
  readonly role: FolderRole;
  readonly phone: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly current: boolean;
  /** Undefined outside multi-select. */
  readonly checked: boolean | undefined;
  readonly now: Date;
  readonly href: string;
  readonly onOpen: () => void;
  readonly onCheck: () => void;
}

/** One mail in three lines: who and when; what about; how it begins. */
export function MessageRow(props: MessageRowProps) {
  const { message, phone, first, last, current, checked } = props;
  const t = mailText();
  const frame = cx(
    s.row,
    phone ? s.phone : s.pc,
    first && s.first,
    last && s.last,
    !message.seen && s.unread,
    current && s.current,
    checked && s.checked,
  );
  if (checked !== undefined)
    return (
      <label className={frame}>
        <span className={s.box}>
          <input type="checkbox" checked={checked} onChange={props.onCheck} />
        </span>
        <Lines {...props} />
      </label>
    );
  const row = (
    <div className={frame}>
      <a
        className={s.link}
        href={props.href}
        aria-current={current ? 'true' : undefined}
        draggable={false}
        data-row={message.id}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          props.onOpen();
        }}
      >
        {message.seen ? null : <span className={s.dot} />}
        <Face {...props} />
        <Lines {...props} />
      </a>
      {phone ? null : (
        <div className={s.acts}>
          <IconButton
            size={28}
            icon={archive}
            label={t.archive}
            onClick={() => void move([message], { role: 'archive' })}
          />
          <IconButton size={28} icon={trash} label={t.remove} onClick={() => void remove([message])} />
          <IconButton
            size={28}
            icon={message.seen ? mail : mailOpen}
            label={message.seen ? t.markUnread : t.markRead}
            onClick={() => void setSeen([message], !message.seen)}
          />
          <IconButton
            size={28}
            icon={message.starred ? starFilled : star}
            label={message.starred ? t.unstar : t.star}
            tone={message.starred ? 'star' : undefined}
            onClick={() => void setStarred([message], !message.starred)}
          />
        </div>
      )}
    </div>
  );
  if (!phone) return row;
  return (
    <Swipe
      acts={[
        {
          label: message.seen ? t.unread : t.markRead,
          icon: message.seen ? mail : mailOpen,
          tone: 'grey',
          run: () => void setSeen([message], !message.seen),
        },
        { label: t.archive, icon: archive, tone: 'brand', run: () => void move([message], { role: 'archive' }) },
        { label: t.remove, icon: trash, tone: 'danger', run: () => void remove([message]) },
      ]}
      onHold={props.onCheck}
      className={cx(first && s.first, last && s.last)}
    >
      {row}
    </Swipe>
  );
}

const outgoing = (role: FolderRole): boolean => role === 'sent' || role === 'drafts';

function Face({ message, role, phone }: MessageRowProps) {
  const to = message.to[0];
  const shown = outgoing(role) && to ? to : message.from;
  // Of a recipient we know only the address: one of the sender's own domain is a colleague.
  const kind =
    outgoing(role) && to
      ? sameDomain(to.address, message.from.address)
        ? 'colleague'
        : 'outsider'
      : message.senderKind;
  return <Avatar who={shown} kind={kind} size={phone ? 40 : 32} className={s.face} />;
}

const sameDomain = (a: string, b: string): boolean => a.split('@')[1]?.toLowerCase() === b.split('@')[1]?.toLowerCase();

function Lines({ message, role, now }: MessageRowProps) {
  const t = mailText();
  const names = message.to.map((to) => to.name || to.address).join(t.comma);
  const who = outgoing(role) && names ? t.to(names) : message.from.name || message.from.address;
  return (
    <span className={s.lines}>
      <span className={s.l1}>
        {message.seen ? null : <span className={s.sr}>{t.unreadMark}</span>}
        <span className={s.who}>{who}</span>
        <time className={s.time} dateTime={message.receivedAt}>
          {rowTime(new Date(message.receivedAt), now)}
        </time>
      </span>
      <span className={s.l2}>
        {message.answered ? <Icon icon={reply} size={16} label={t.answered} /> : null}
        {message.forwarded ? <Icon icon={forward} size={16} label={t.forwarded} /> : null}
        <span className={s.subject}>{message.subject || t.noSubject}</span>
      </span>
      <span className={s.l3}>
        <span className={s.preview}>{message.preview || t.noPreview}</span>
        {message.attachmentCount > 0 ? (
          <span className={s.meta} title={t.withAttachments(message.attachmentCount)}>
            <Icon icon={clip} size={14} label={t.withAttachments(message.attachmentCount)} />
            <span aria-hidden="true">{message.attachmentCount}</span>
          </span>
        ) : null}
        {message.starred ? <Icon icon={starFilled} size={16} label={t.starred} className={s.star} /> : null}
      </span>
    </span>
  );
}
