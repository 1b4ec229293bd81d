import type { MemberRow } from '@hongyan/contract';
import { Tag } from '../../ui/tag.tsx';
import table from '../parts/table.module.css';
import { DingTalkState, Unbind, WatchState, Who } from './member-parts.tsx';
import s from './members.module.css';
import { membersText } from './members-text.ts';

export interface MemberRowsProps {
  readonly corpId: string;
  readonly rows: readonly MemberRow[];
  readonly onChange: () => void;
}

/** The members as a table; someone with several mailboxes has a line for each. */
export function MemberTable({ corpId, rows, onChange }: MemberRowsProps) {
  const t = membersText();
  const { columns } = t;
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.departments}</th>
            <th scope="col">{columns.address}</th>
            <th scope="col">{columns.watch}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">
              <span className="sr">{columns.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) => {
            const lines = row.mailboxes.length > 0 ? row.mailboxes : [undefined];
            return lines.map((mailbox, at) => (
              <tr key={`${row.memberId} ${mailbox?.mailboxId ?? ''}`} className={at > 0 ? table.joined : undefined}>
                {at === 0 ? (
                  <>
                    <th scope="row" rowSpan={lines.length}>
                      <Who row={row} />
                    </th>
                    <td rowSpan={lines.length} className={s.departments}>
                      {row.departments.join('、')}
                    </td>
                  </>
                ) : null}
                {mailbox ? (
                  <>
                    <td className={s.address}>
                      {mailbox.address} {mailbox.shared ? <Tag>{t.shared}</Tag> : null}
                    </td>
                    <td>
                      <WatchState mailbox={mailbox} />
                    </td>
                  </>
                ) : (
                  <td colSpan={2} className={s.none}>
                    {t.none}
                  </td>
                )}
                <td className={s.dingtalk}>{at === 0 ? <DingTalkState row={row} /> : null}</td>
                <td className={table.acts}>
                  {mailbox ? <Unbind corpId={corpId} row={row} mailbox={mailbox} onDone={onChange} /> : null}
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}
