import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { EmulatorDepartment, EmulatorPerson } from '../../../src/model.ts';
import { useWords } from '../i18n-words.ts';
import { usePeople } from '../people/people-search.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { SearchField } from '../ui/search-field.tsx';
import css from './contacts.module.css';
import { DepartmentTools } from './department-tools.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonRow } from './person-row.tsx';
import type { Changes } from './use-changes.ts';
import { words } from './words.ts';

/** The people of one department; with words in the field, of the whole organisation. */
export function PeopleTable(props: {
  state: FullState;
  department: EmulatorDepartment;
  version: number;
  changes: Changes;
}): JSX.Element {
  const { state, department, changes } = props;
  const text = useWords(words);
  const [wanted, setWanted] = useState('');
  const [editing, setEditing] = useState<EmulatorPerson | 'new'>();
  const found = usePeople({
    q: wanted,
    version: props.version,
    ...(wanted.trim() === '' ? { department: department.id } : {}),
  });
  const hasBelow = state.departments.some(({ parentId }) => parentId === department.id);
  return (
    <section class={css.people} aria-label={text('people')}>
      <div class={css.tools}>
        <h3>{department.name}</h3>
        {found && (
          <span class={page.sub}>
            {text('total')} {found.total.toLocaleString('en-US')}
          </span>
        )}
        <span class={page.grow} />
        <SearchField label={text('find')} value={wanted} onInput={setWanted} />
        <DepartmentTools state={state} department={department} changes={changes} />
        <Button kind="primary" onClick={() => setEditing('new')}>
          <Icon name="plus" size={18} />
          {text('addPerson')}
        </Button>
      </div>
      <div class={css.outcome}>
        <Outcome act={changes.act} />
      </div>
      {found?.people.length === 0 && (
        <Empty
          title={text(wanted ? 'noMatch' : hasBelow ? 'nobodyHere' : 'nobody')}
          {...(wanted ? {} : { hint: text(hasBelow ? 'nobodyHereHint' : 'nobodyHint') })}
        />
      )}
      {found && found.people.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        <section class={css.rows} tabIndex={0} aria-label={`${text('people')} ${department.name}`}>
          <table class={page.table}>
            <thead>
              <tr>
                <th>{text('name')}</th>
                <th>{text('title')}</th>
                <th>{text('departments')}</th>
                <th>{text('mail')}</th>
                <th>{text('state')}</th>
                <th class={page.end}>{text('acts')}</th>
              </tr>
            </thead>
            <tbody>
              {found.people.map((person) => (
                <PersonRow
                  key={person.userId}
                  person={person}
                  departments={state.departments}
                  changes={changes}
                  onEdit={() => setEditing(person)}
                />
              ))}
            </tbody>
          </table>
          {found.total > found.people.length && <p class={css.note}>{text('first')}</p>}
        </section>
      )}
      {editing && (
        <PersonForm
          state={state}
          person={editing === 'new' ? undefined : editing}
          departmentId={department.id}
          changes={changes}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}
