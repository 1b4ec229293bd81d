import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EmulatorDepartment, EmulatorPerson } from '../../../src/model.ts';
import { control } from '../control.ts';
import { useWords } from '../i18n-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './contacts.module.css';
import type { Changes } from './use-changes.ts';
import { words } from './words.ts';

/** One person with what can happen to them: each act sends its event. */
export function PersonRow(props: {
  person: EmulatorPerson;
  departments: readonly EmulatorDepartment[];
  changes: Changes;
  onEdit: () => void;
}): JSX.Element {
  const { person, changes } = props;
  const { userId } = person;
  const text = useWords(words);
  const [leaving, setLeaving] = useState(false);
  const ids = person.departmentIds ?? [person.departmentId];
  const names = ids.map((id) => props.departments.find((one) => one.id === id)?.name ?? String(id));
  const level = person.adminLevel ?? (person.isAdmin ? 1 : 0);
  const active = person.active !== false;
  return (
    <tr>
      <td>
        <span class={css.who}>
          <Avatar name={person.name} userId={userId} address={person.address} size={32} />
          <span>
            {person.name}
            <small>{userId}</small>
          </span>
        </span>
      </td>
      <td>{person.title}</td>
      <td>{names.join('、')}</td>
      <td class={page.mono}>{person.email ?? person.orgEmail ?? '–'}</td>
      <td>
        {level > 0 && <Tag tone="brand">{text(level === 1 ? 'mainAdmin' : 'admin')}</Tag>}{' '}
        {!active && <Tag tone="warn">{text('inactive')}</Tag>} {person.external && <Tag>{text('external')}</Tag>}
      </td>
      <td class={page.end}>
        <span class={css.acts}>
          <Button kind="ghost" small label={`${text('edit')} ${person.name}`} onClick={props.onEdit}>
            {text('edit')}
          </Button>
          {!active && (
            <Button
              kind="ghost"
              small
              label={`${text('activate')} ${person.name}`}
              onClick={() =>
                void changes.make(`${text('activate')} ${person.name}`, ['user_active_org'], () =>
                  control('people/activate', { userId }),
                )
              }
            >
              {text('activate')}
            </Button>
          )}
          <Button
            kind="ghost"
            small
            label={`${text(level > 0 ? 'unmakeAdmin' : 'makeAdmin')} ${person.name}`}
            onClick={() =>
              void changes.make(
                `${text(level > 0 ? 'unmakeAdmin' : 'makeAdmin')} ${person.name}`,
                [level > 0 ? 'org_admin_remove' : 'org_admin_add'],
                () => control('people/admin', { userId, level: level > 0 ? 0 : 2 }),
              )
            }
          >
            {text(level > 0 ? 'unmakeAdmin' : 'makeAdmin')}
          </Button>
          <Button kind="ghost" small label={`${text('remove')} ${person.name}`} onClick={() => setLeaving(true)}>
            {text('remove')}
          </Button>
        </span>
        {leaving && (
          <Dialog
            title={`${text('leaveAsk')}${person.name}`}
            onClose={() => setLeaving(false)}
            buttons={
              <>
                <Button onClick={() => setLeaving(false)}>{text('cancel')}</Button>
                <Button
                  kind="danger"
                  busy={changes.act.busy}
                  onClick={() =>
                    void changes
                      .make(`${text('remove')} ${person.name}`, ['user_leave_org'], () =>
                        control('people/remove', { userId }),
                      )
                      .then(() => setLeaving(false))
                  }
                >
                  {text('remove')}
                </Button>
              </>
            }
          >
            <p class={css.words}>{text('leaveText')}</p>
          </Dialog>
        )}
      </td>
    </tr>
  );
}
