import { Tag } from '../../ui/tag.tsx';
import { DingTalkState, Unbind, WatchState, Who } from './member-parts.tsx';
import type { MemberRowsProps } from './member-table.tsx';
import s from './members.module.css';
import { membersText } from './members-text.ts';

/** The members on a phone: one under the other. */
export function MemberList({ corpId, rows, onChange }: MemberRowsProps) {
  const t = membersText();
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.memberId} className={s.item}>
          <div className={s.itemHead}>
            <Who row={row} />
            <DingTalkState row={row} />
          </div>
          {row.departments.length > 0 ? <p className={s.sub}>{row.departments.join('、')}</p> : null}
          {row.mailboxes.length > 0 ? (
            row.mailboxes.map((mailbox) => (
              <div key={mailbox.mailboxId} className={s.box}>
                <span className={s.address}>
                  {mailbox.address} {mailbox.shared ? <Tag>{t.shared}</Tag> : null}
                </span>
                <Unbind corpId={corpId} row={row} mailbox={mailbox} onDone={onChange} />
                <WatchState mailbox={mailbox} />
              </div>
            ))
          ) : (
            <p className={s.none}>{t.none}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
